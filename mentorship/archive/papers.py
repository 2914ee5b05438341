"""D56: the empty forms that people fill by hand, in one file."""

from datetime import date

from mentorship.documents import catalogue
from mentorship.documents.tree import Block, Document, Heading, PageBreak, Table
from mentorship.people.papers import the_institution
from mentorship.people.registers import place_line
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import edition_or_first, institution
from mentorship.regulation.wording.texts import unneeded

BY_HAND = frozenset(
    [*(f"D{number}" for number in range(18, 39)), "D40", "D41", "D46"]
)  # forms that people fill by hand one after another


def blank_forms(place: Institution | None, on: date) -> Document:
    """Every form that is filled by hand, one after another, with a list of them first."""
    codes = BY_HAND - unneeded(edition_or_first(on))
    forms = [(paper, paper.build(None, on)) for paper in catalogue.papers() if paper.code in codes]
    rows = tuple((str(number), paper.code, paper.title) for number, (paper, _) in enumerate(forms, start=1))
    blocks: list[Block] = [
        place_line(institution()),
        Heading("Пустые бланки"),
        Table(("№", "Код", "Название"), rows, (8, 12, 80)),
    ]
    for _, form in forms:
        blocks += [PageBreak(form.landscape), *form.blocks]
    return Document("Пустые бланки", tuple(blocks))


catalogue.register(
    "D56",
    "Пустые бланки",
    build=blank_forms,
    subjects=Institution.objects.all,
    find=the_institution,
    permission="paper.register",
)
