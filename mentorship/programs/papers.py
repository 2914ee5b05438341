"""D30: the personalised programme of mentorship."""

from collections.abc import Sequence, Set
from datetime import date

from django.db.models import QuerySet

from mentorship.core.forms.shown import Shown
from mentorship.core.words import titles
from mentorship.core.words.text import capital
from mentorship.documents import catalogue
from mentorship.documents.grammar import by_sex
from mentorship.documents.shown import shown
from mentorship.documents.tree import Approval, Document, Fields, Heading, Paragraph, Signature, Table
from mentorship.documents.wording import Values
from mentorship.pairs.values import pair_values
from mentorship.people.accounts.queries import holder
from mentorship.people.models import Person
from mentorship.people.names import name_in, paper_name
from mentorship.people.values import post_of_head
from mentorship.programs import privacy, queries
from mentorship.programs.models import Program, ProgramVersion
from mentorship.programs.versions.contents import Content, Difference, Item, load, summary
from mentorship.programs.versions.queries import content_of
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import institution, institution_on, named_groups
from mentorship.regulation.wording.texts import form_of_text, register_texts

HEADERS = ("№", "Мероприятие, содержание", "Срок, до", "Ответственный", "Ожидаемый результат", "Отметка")
WIDTHS = (5, 28, 13, 20, 20, 14)
UNSIGNED = Approval("УТВЕРЖДАЮ", ("Куратор", "____________ ____________________", "«___» ____________ 20___ г."))
UNNUMBERED = "от «___» ____________ 20___ г. № ______"
FORMS_AND_KINDS = {Option.Group.FORM, Option.Group.KIND}


def program_paper(program: Program | None, on: date) -> Document:
    """The programme as it is signed; None makes an empty form."""
    if program is None:
        return _blank(on)
    return content_paper(program, content_of(program), list(program.versions.all()))


def shown_program(pk: int) -> Shown:
    """The programme as the page of approval shows it, read anew."""
    program = programs().get(pk=pk)
    return shown(content_paper(program, content_of(program), list(program.versions.all())), pk)


def shown_to_reader(program: Program) -> Shown:
    """The same to whoever may not know of everybody in the group: a part of it, with the fingerprint of the whole."""
    paper = content_paper(program, content_of(program), list(program.versions.all()))
    return shown(paper, mark=shown_program(program.pk).mark)


def version_paper(version: ProgramVersion) -> Document:
    """The same paper as it was in that version."""
    until = version.program.versions.filter(number__lte=version.number)
    return content_paper(version.program, load(version.content), list(until))


def content_paper(program: Program, content: Content, versions: Sequence[ProgramVersion]) -> Document:
    """What the programme says by this content, with the log of its changes."""
    pair, place = program.pair, institution()
    content = privacy.content(pair, content)
    first = place.profile().initials_first
    texts = content.texts
    blocks = [
        approval(program, first),
        Heading("Персонализированная программа наставничества"),
        Paragraph(f"с {content.starts_on:%d.%m.%Y} по {content.ends_on:%d.%m.%Y}", indent=False, align="center"),
        Fields(
            (
                ("Наставник", described(pair.mentor, program)),
                (
                    capital(titles.mentees("nom") if pair.is_group else titles.mentee("nom")),
                    "\n".join(described(mentee, program) for mentee in pair.mentees),
                ),
                *asked(program, "Формы и виды наставничества", texts["forms_note"], FORMS_AND_KINDS),
                ("Начальная подготовка и опыт", texts["initial_level"]),
                ("Затруднения и запросы", "; ".join(row.text for row in content.needs) or "—"),
                ("Цель", texts["goal"]),
                ("Задачи", texts["tasks"]),
                *asked(program, "Направления", "; ".join(content.directions), {Option.Group.DIRECTION}),
            )
        ),
        Heading("План мероприятий", level=2, align="left"),
        *plan_blocks(content, first),
        Fields(
            (
                ("Ожидаемые результаты", texts["expected"]),
                ("Контроль и отчётность", texts["control"]),
                *changes_log(versions),
            )
        ),
        *signatures(program, "С программой"),
    ]
    return Document("Персонализированная программа наставничества", tuple(blocks))


def changes_log(versions: Sequence[ProgramVersion]) -> list[tuple[str, str]]:
    """When, by what and how the programme was changed; nothing when it never was (END-05)."""
    rows = [
        f"{version.approved_on:%d.%m.%Y}, {version.approved_how}: "
        f"{summary(Difference(*row) for row in version.amendment.changes)}"
        for version in versions
        if version.amendment
    ]
    return [("Изменения", "\n".join(rows))] if rows else []


def asked(program: Program, label: str, value: str, groups: Set[str]) -> list[tuple[str, str]]:
    """A part of the text, or nothing where the edition names nothing to choose from and nothing is written."""
    return [(label, value)] if value or groups & named_groups(program.pair.edition) else []


def described(person: Person, program: Program) -> str:
    """Name, position, education, category and experience in one line."""
    years = person.experience_on(program.starts_on)
    parts = [
        person.full_name,
        person.position,
        person.education,
        f"категория: {person.get_qualification_display()}" if person.qualification else "",
        f"стаж, лет: {years}" if years is not None else "",
    ]
    return ", ".join(filter(None, parts))


def approval(program: Program, first: bool) -> Approval:
    """By the curator with the day, by an order or by minutes with their number, as the edition says (PRG-18)."""
    if program.pair.edition.program_approval != Edition.Approval.CURATOR:
        return approved_by_act(program.pair.edition, program)
    if program.is_approved and program.approved_by and program.approved_by.person:
        name = paper_name(program.approved_by.person, initials_first=first)
        return Approval("УТВЕРЖДАЮ", ("Куратор", f"____________ {name}", f"{program.approved_on:%d.%m.%Y}"))
    return UNSIGNED


def _head_of(signed_on: date | None) -> str:
    """«заведующего» by whose order it is approved, as the post was called on that day."""
    place = institution_on(signed_on) if signed_on else institution()
    return post_of_head(place, holder("director", signed_on) if signed_on else None, "gen")


def approved_by_act(edition: Edition, program: Program | None) -> Approval:
    """УТВЕРЖДЕНА приказом … or решением …, with lines to write on until it is."""
    if edition.program_approval == Edition.Approval.ORDER:
        order = program.order if program and program.is_approved else None
        signed_on = order.signed_on if order else None
        head = _head_of(signed_on)
        when = f"от {order.signed_on:%d.%m.%Y} № {order.number}" if order else UNNUMBERED
        return Approval("УТВЕРЖДЕНА", (f"приказом {head}", when))
    known = program is not None and program.minutes_on is not None
    when = f"от {program.minutes_on:%d.%m.%Y} № {program.minutes_number}" if program and known else UNNUMBERED
    return Approval("УТВЕРЖДЕНА", (f"решением {titles.council('gen')}", f"протокол {when}"))


def plan_blocks(content: Content, first: bool) -> list:
    """A table for each section of п. 3.6 that has activities; one table where the edition has no sections."""
    people = Person.objects.in_bulk({item.responsible for item in content.plan})
    blocks = []
    for title, items in content.sections():
        rows = tuple(
            (
                str(number),
                item.name,
                f"{item.due_on:%d.%m.%Y}",
                _responsible(people.get(item.responsible), item, first),
                item.expected,
                f"{item.done_on:%d.%m.%Y}" if item.done_on else "",
            )
            for number, item in enumerate(items, start=1)
        )
        heading = [Paragraph(title, indent=False, align="left", bold=True)] if title else []
        blocks += [*heading, Table(HEADERS, rows, WIDTHS)]
    return blocks


def _responsible(person: Person | None, item: Item, first: bool) -> str:
    return paper_name(person, initials_first=first) if person else item.responsible_name


def _blank(on: date) -> Document:
    edition = Edition.objects.in_force_on(on).order_by("starts_on").last()
    by_act = edition is not None and edition.program_approval != Edition.Approval.CURATOR
    labels = (
        "Наставник",
        capital(titles.mentee("nom")),
        "Формы и виды наставничества",
        "Срок",
        "Начальная подготовка и опыт",
        "Цель",
        "Задачи",
        "Направления",
    )
    blocks = (
        approved_by_act(edition, None) if by_act else UNSIGNED,
        Heading("Персонализированная программа наставничества"),
        Fields(tuple((label, "") for label in labels)),
        Table(HEADERS, tuple(("",) * len(HEADERS) for _ in range(12)), WIDTHS),
        Signature("Наставник", "_" * 20, date_line=True),
        Signature("С программой ознакомлен(а)", "_" * 20, date_line=True),
    )
    return Document("Персонализированная программа наставничества", blocks)


def individual_plan(program: Program | None, on: date) -> Document:
    """D31: the plan alone; without a programme the text of the form."""
    if program is None:
        return form_of_text("D31", program_values(None, on), blank=True)
    return content_plan(program, content_of(program))


def version_plan(version: ProgramVersion) -> Document:
    """The same plan as it was in that version."""
    return content_plan(version.program, load(version.content))


def content_plan(program: Program, content: Content) -> Document:
    """The plan by this content."""
    first = institution().profile().initials_first
    pair = program.pair
    whose = ", ".join(name_in(mentee, "gen") for mentee in pair.mentees)
    blocks = (
        approval(program, first),
        Heading("Индивидуальный план"),
        Paragraph(
            f"{titles.mentee('gen')} {whose}, наставник {name_in(pair.mentor, 'nom')}, "
            f"с {content.starts_on:%d.%m.%Y} по {content.ends_on:%d.%m.%Y}",
            indent=False,
            align="center",
        ),
        *plan_blocks(privacy.content(pair, content), first),
        *signatures(program, "С планом"),
    )
    return Document("Индивидуальный план", blocks, landscape=True)


def signatures(program: Program, what: str) -> list[Signature]:
    """The mentor as the author, each mentee as acquainted where the edition asks for it."""
    first = institution().profile().initials_first
    rows = [Signature("Наставник", paper_name(program.pair.mentor, initials_first=first), date_line=True)]
    for mentee in program.pair.mentees if program.pair.edition.program_acquaintance else ():
        read = by_sex(mentee.sex, "ознакомлен", "ознакомлена")
        rows.append(Signature(f"{what} {read}", paper_name(mentee, initials_first=first), date_line=True))
    return rows


def program_values(program: Program | None, on: date) -> Values:
    """A programme for the texts about it: its pair and its own words."""
    own = {
        "начало программы": f"{program.starts_on:%d.%m.%Y}" if program else None,
        "окончание программы": f"{program.ends_on:%d.%m.%Y}" if program else None,
        "цель": program.goal or None if program else None,
        "задачи": program.tasks or None if program else None,
        "ожидаемые результаты": program.expected or None if program else None,
    }
    return {**pair_values(program.pair if program else None, on), **own}


def programs() -> QuerySet[Program]:
    return Program.objects.with_people().select_related("order").order_by("-approved_on", "-pk")


catalogue.register(
    "D30",
    "Персонализированная программа наставничества",
    build=program_paper,
    subjects=programs,
    find=queries.program_for,
    permission="program.view",
)
register_texts("program", values=program_values, subjects=programs, find=queries.program_for, permission="program.view")
catalogue.register(
    "D31",
    "Индивидуальный план по персонализированной программе наставничества",
    build=individual_plan,
    subjects=programs,
    find=queries.program_for,
    permission="program.view",
)
