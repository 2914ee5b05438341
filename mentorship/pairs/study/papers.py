"""The sheets of acquaintance with acts, in the shape of D32: of one person, and of everybody act by act."""

from datetime import date

from mentorship.core.naming import names_of
from mentorship.core.words.text import capital
from mentorship.documents.tree import Block, Document, Heading, PageBreak, Paragraph, Table
from mentorship.orders.papers import ACQUAINTED, ACQUAINTED_WIDTHS
from mentorship.pairs.models import Study
from mentorship.pairs.study import queries
from mentorship.people.models import Person, User
from mentorship.people.names import paper_name
from mentorship.regulation.queries import institution

TITLE = "Лист ознакомления с локальными и иными нормативными актами"
COLUMNS, WIDTHS = ("№", "Акт", "Подпись", "Дата"), (6, 54, 22, 18)
ONLINE = "в программе"


def person_sheet(person: Person, on: date) -> Document:
    """Every act with a line to sign (MTE-06); what is known already stands with its day."""
    with names_of(on):
        named, post = paper_name(person, initials_first=institution().profile().initials_first), person.position
    known = queries.studied(person)
    rows = tuple(
        (str(number), act.title, *_mark(known.get(act.key))) for number, act in enumerate(queries.acts_on(on), start=1)
    )
    who = Paragraph(", ".join(filter(None, [named, post])), indent=False, align="center")
    return Document(TITLE, (Heading(TITLE), who, Table(COLUMNS, rows or (("",) * 4,) * 8, WIDTHS)))


def whole_sheet(user: User, on: date) -> Document:
    """A table of everybody in running pairs for each act, as far as the user may know of them."""
    people = list(queries.reader_rows(user, on).order_by("search_key", "pk"))
    known = {(row.person_id, row.key): row for row in Study.objects.filter(person__in=people)}
    blocks: list[Block] = []
    for act in queries.acts_on(on):
        rows = tuple(
            (str(number), post, name, *_mark(known.get((pk, act.key))))
            for number, (pk, post, name) in enumerate(_named(people, on), start=1)
        )
        blocks += [PageBreak()] if blocks else []
        blocks += [
            Heading("Лист ознакомления"),
            Paragraph(capital(act.title), indent=False, align="center"),
            Table(ACQUAINTED, rows or (("",) * 5,) * 15, ACQUAINTED_WIDTHS),
        ]
    return Document(TITLE, tuple(blocks) or (Heading(TITLE),))


def _named(people: list[Person], on: date) -> list[tuple[int, str, str]]:
    first = institution().profile().initials_first
    with names_of(on):
        return [(person.pk, person.position, paper_name(person, initials_first=first)) for person in people]


def _mark(study: Study | None) -> tuple[str, str]:
    """What stands on the line of the signature and of the day."""
    if study is None:
        return "", ""
    return "" if study.recorded_by_id else ONLINE, institution().profile().day(study.read_on)
