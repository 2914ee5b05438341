"""D33: the journal of a pair or group, empty to fill by hand, or with what has been recorded."""

from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from mentorship.core.words.text import plural
from mentorship.documents.tree import Block, Document, Heading, Paragraph, Table
from mentorship.journal import queries
from mentorship.journal.exports import marks
from mentorship.journal.models import HelpRequest, Meeting, MeetingMark, Task
from mentorship.journal.models.meeting import minutes_words
from mentorship.pairs.models import Pair
from mentorship.pairs.values import pair_values
from mentorship.regulation.wording.texts import form_of_text, register_texts

HEADERS = (
    "№",
    "Дата",
    "Длительность",
    "Формат встречи",
    "Тема",
    "Задачи",
    "Результат",
    "Следующий шаг",
    "Отметка наставника",
    "Отметка второй стороны",
)
WIDTHS = (4, 9, 8, 10, 15, 14, 13, 12, 7, 8)
HELP = ("№", "Обращение", "Кто обратился", "С чем", "Помощь оказана", "Длительность", "Что сделано")
HELP_WIDTHS = (4, 9, 16, 24, 9, 8, 30)


def journal(pair: Pair | None, on: date) -> Document:
    """The journal of the pair; as long as nothing is recorded, and without a pair, rows to write in."""
    form = form_of_text("D33", pair_values(pair, on), blank=pair is None)
    if pair is None:
        return form
    met, helped = _meetings(pair), _helps(pair)
    blocks: list[Block] = []
    for block in form.blocks:
        if not isinstance(block, Table) or not met:
            blocks.append(block)
            continue
        # The institution may have changed the columns: then the journal keeps its own.
        own = len(block.headers) == len(HEADERS)
        rows = tuple(_row(number, row) for number, row in enumerate(met, start=1))
        blocks += [replace(block, rows=rows) if own else Table(HEADERS, rows, WIDTHS), _total(met)]
    if helped:
        place = next((index for index, block in enumerate(blocks) if isinstance(block, Table)), len(blocks) - 1)
        rows = tuple(_help_row(number, row) for number, row in enumerate(helped, start=1))
        more: list[Block] = [Heading("Помощь по обращениям", 2, "left"), Table(HELP, rows, HELP_WIDTHS)]
        after = place + (2 if met else 1)
        blocks = [*blocks[:after], *more, *blocks[after:]]
    return replace(form, blocks=tuple(blocks))


def _meetings(pair: Pair) -> list[Meeting]:
    """The held meetings, the oldest first, with what the reader of this pair may see of its people."""
    mentees = [person.pk for person in pair.mentees]
    seen = MeetingMark.objects.filter(mentee__in=mentees)
    given = Task.objects.filter(mentee__in=mentees, withdrawn_on=None).order_by("pk")
    held = Meeting.objects.held().filter(pair=pair).order_by("held_on", "starts_at", "pk")
    found = list(held.prefetch_related(Prefetch("marks", seen), Prefetch("tasks", given)))
    for meeting in found:
        meeting.pair = pair
    return found


def _helps(pair: Pair) -> list[HelpRequest]:
    mentees = [person.pk for person in pair.mentees]
    given = HelpRequest.objects.answered().filter(pair=pair, mentee__in=mentees).select_related("mentee")
    return list(given.order_by("answered_on", "pk"))


def _row(number: int, meeting: Meeting) -> tuple[str, ...]:
    # In a group the same task stands in as many rows as it has people: it prints once.
    tasks = dict.fromkeys(
        f"Задание: {task.text}" + (f" (до {task.due_on:%d.%m.%Y})" if task.due_on else "")
        for task in meeting.tasks.all()
    )
    where = ", ".join(filter(None, [meeting.get_format_display(), meeting.place]))
    return (
        str(number),
        "\n".join(filter(None, [_day(meeting.held_on), f"{meeting.starts_at:%H:%M}" if meeting.starts_at else ""])),
        meeting.length,
        where,
        meeting.topic,
        "\n".join(filter(None, [meeting.aim, *tasks])),
        meeting.result,
        meeting.next_step,
        _day(meeting.mentor_marked_on),
        marks(meeting).replace("; ", "\n"),
    )


def _help_row(number: int, row: HelpRequest) -> tuple[str, ...]:
    asked = _day(row.asked_on) if row.asked else "без обращения"
    return (str(number), asked, row.mentee.short_name, row.text, _day(row.answered_on), row.length, row.answer)


def _total(rows: list[Meeting]) -> Paragraph:
    minutes, count = sum(row.minutes for row in rows), len(rows)
    said = f"Всего {count} {plural(count, 'встреча', 'встречи', 'встреч')}, {minutes_words(minutes)}."
    return Paragraph(said, indent=False, align="left")


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def pairs() -> QuerySet[Pair]:
    """Every pair; first those in whose journal something stands."""
    kept = Exists(Meeting.objects.held().filter(pair=OuterRef("pk")))
    return Pair.objects.with_people().order_by(kept.desc(), "-starts_on", "-pk")


register_texts(
    "journal",
    values=pair_values,
    subjects=pairs,
    find=queries.journal_for,
    permission="journal.view",
    builders={"D33": journal},
)
