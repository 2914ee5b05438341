"""The journal and the hours as tables to download."""

from collections.abc import Iterable, Sequence

from mentorship.core.tables.writing import Sheet
from mentorship.core.words import titles
from mentorship.journal.models import Meeting
from mentorship.journal.models.meeting import minutes_words
from mentorship.people.models import Person


def meetings(rows: Iterable[Meeting], title: str = "Журнал встреч") -> Sheet:
    """Meetings with the people whom the rows let this user see."""
    headings = (
        "День",
        "Начало",
        "Наставник",
        titles.say("{Mentees.nom}"),
        "Минут",
        "Формат",
        "Где",
        "Ссылка",
        "Тема",
        "Задачи",
        "Результат",
        "Следующий шаг",
        "Кто провёл",
        "Состояние",
        "Отметка наставника",
        titles.say("Отметки {mentees.gen}"),
    )
    return Sheet(title, headings, map(_line, rows))


def _line(row: Meeting) -> tuple:
    return (
        row.held_on,
        f"{row.starts_at:%H:%M}" if row.starts_at else "",
        row.pair.mentor.full_name,
        ", ".join(person.full_name for person in row.pair.mentees),
        row.minutes,
        row.get_format_display(),
        row.place,
        row.link,
        row.topic,
        row.aim,
        row.result,
        row.next_step,
        row.led_by.short_name,
        row.state,
        row.mentor_marked_on,
        marks(row),
    )


def marks(meeting: Meeting) -> str:
    """«Иванова И. И.: 12.10.2026; Петров П. П.: не был(а)», of those whom this reader may see."""
    found = meeting.marked
    people = [person for person in meeting.pair.mentees if person.pk in found]
    if len(meeting.pair.mentees) == 1:
        return str(found[people[0].pk]) if people else ""
    return "; ".join(f"{person.short_name}: {found[person.pk]}" for person in people)


def hours(table: Iterable[tuple[Person, list[int]]], months: Sequence[str], title: str) -> Sheet:
    """Minutes by month as whole numbers, so that Excel can add them up."""
    headings = ("Наставник", *(f"{month}, мин" for month in months), "Всего, мин", "Всего")
    lines = (
        (person.full_name, *minutes, sum(minutes), minutes_words(sum(minutes)).replace("\N{NO-BREAK SPACE}", " "))
        for person, minutes in table
    )
    return Sheet(title, headings, lines)
