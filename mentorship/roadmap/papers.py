"""D17: the roadmap as the institution prints it; without one, the text of `fixtures/papers` or its blank form."""

from datetime import date

from mentorship.documents import catalogue, tree
from mentorship.orders.models import CertificateMark
from mentorship.orders.papers import DAY_BLANK, stamp
from mentorship.people.accounts.queries import holder
from mentorship.people.papers import about_institution, the_institution
from mentorship.people.values import post_of_head
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution, institution_on
from mentorship.regulation.wording.texts import SUBJECTS, form_of_text, shipped
from mentorship.roadmap.models import Roadmap
from mentorship.roadmap.queries import current
from mentorship.roadmap.table import WIDE_FROM, Printer, Row, widths

CODE = "D17"


def roadmap_paper(roadmap: Roadmap) -> tree.Document:
    """Marks, heading, the table with the chosen columns, the note, the frame of a real signature."""
    place = institution()
    blocks: list[tree.Block] = [
        *_marks(roadmap, place),
        *([tree.Letterhead(tuple(place.letterhead.splitlines()))] if roadmap.named else []),
        tree.Heading(roadmap.title),
        table(roadmap, place),
        *([tree.Note(tuple(roadmap.note.splitlines()))] if roadmap.note else []),
        *_stamps(roadmap),
    ]
    return tree.Document(roadmap.title, tuple(blocks), landscape=len(roadmap.keys) >= WIDE_FROM)


def table(roadmap: Roadmap, place: Institution) -> tree.Table:
    """Exactly the chosen columns under their own headings; rows may go on over the page (RM-05)."""
    keys = roadmap.keys
    rows = tuple(_cells(row, keys) for row in Printer(roadmap, place).rows())
    return tree.Table(tuple(title for _, title in roadmap.columns), rows, widths(roadmap.columns), breakable=True)


def _cells(row: Row, keys: list[str]) -> tuple[str, ...]:
    """A section's heading is one cell across the whole table."""
    if row.is_heading:
        return (f"{row.cells['number']} {row.cells['stage']}",)
    return tuple(row.cells[key] for key in keys)


def _marks(roadmap: Roadmap, place: Institution) -> list[tree.Block]:
    match roadmap.mark:
        case Roadmap.Mark.ACT:
            return [tree.AppendixMark(("Приложение к Положению",))]
        case Roadmap.Mark.APPROVAL:
            order = roadmap.order if roadmap.is_approved else None
            head = holder("director", order.signed_on) if order and order.signed_on else None
            place = institution_on(order.signed_on) if order and order.signed_on else place
            approved = f"приказом {post_of_head(place, head, 'gen')}"
            reference = (
                place.profile().refer(order.signed_on, order.number)
                if order and order.signed_on
                else f"от {DAY_BLANK} № ______"
            )
            return [tree.Approval("УТВЕРЖДЕНА", (approved, place.short_name, reference))]
    return []


def _stamps(roadmap: Roadmap) -> list[tree.Block]:
    """Only what a real certificate says (RM-21)."""
    return [stamp(mark) for mark in CertificateMark.objects.filter(order=roadmap.order_id)] if roadmap.order_id else []


def of_institution(place: Institution | None, on: date) -> tree.Document:
    """The roadmap of the day; an institution without one has the text, a blank form is the text too."""
    roadmap = current(on) if place else None
    return roadmap_paper(roadmap) if roadmap else form_of_text(CODE, about_institution(None, on))


def declare() -> None:
    """D17 is the institution's: whichever roadmap is in force."""
    SUBJECTS["roadmap"] = about_institution
    catalogue.register(
        CODE,
        shipped()[CODE].title,
        build=of_institution,
        subjects=Institution.objects.all,
        find=the_institution,
        permission="paper.register",
    )
