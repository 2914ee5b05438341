"""Registers: wide tables of live rows on a day, signed by the curator; empty ones to fill by hand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from mentorship.core.tables.writing import Sheet
from mentorship.documents import catalogue
from mentorship.documents.tree import Block, Document, Heading, Note, Paragraph, Signature, Table
from mentorship.documents.wording import named
from mentorship.documents.xlsx import SHEET_CHARS, typed
from mentorship.people.accounts.queries import holder
from mentorship.people.names import paper_name
from mentorship.people.papers import the_institution
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution

BLANK_ROWS = 15
BLANK_DAY = "«___» ____________ 20___ г."
NOTHING = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register of the catalogue: its columns, and the rows that stand in it on a day.

    Columns are headers with widths in per cent; the number of the row comes before them by itself.
    """

    code: str
    label: str  # the title as written, placeholders and all
    columns: tuple[tuple[Any, int], ...]  # a header may say the institution's words
    rows: Callable[[date], Iterable[tuple[str, ...]]]
    note: tuple[str, ...] = ()
    permission: str = "paper.register"

    @property
    def title(self) -> str:
        """The title in the institution's own words."""
        return named(self.label)

    def document(self, place: Institution | None, on: date) -> Document:
        """The register on the day; without an institution, empty rows."""
        owner = institution()
        rows = [(str(number), *row) for number, row in enumerate(self.rows(on), start=1)] if place else []
        blocks: list[Block] = [
            place_line(owner),
            Heading(self.title),
            Paragraph(f"по состоянию на {as_of(on if place else None)}", indent=False, align="center"),
            *self._table(rows, blank=place is None),
            *([Note(self.note)] if self.note else []),
            curator_signature(owner, on),
        ]
        return Document(self.title, tuple(blocks), landscape=True)

    def sheet(self, rows: Iterable[tuple[str, ...]]) -> Sheet:
        """Some of the rows, as a list shows them after a search, to download."""
        headings, widths = self._columns()
        numbered = ((number, *map(typed, row)) for number, row in enumerate(rows, start=1))
        return Sheet(self.title, headings, numbered, [max(SHEET_CHARS * width // 100, 6) for width in widths])

    def _columns(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        headers, widths = zip(("№", 4), *self.columns, strict=True)
        return tuple(map(str, headers)), widths

    def _table(self, rows: list[tuple[str, ...]], *, blank: bool) -> list[Block]:
        headers, widths = self._columns()
        if blank:
            return [Table(headers, ((("",) * len(headers)),) * BLANK_ROWS, widths)]
        if not rows:
            return [Paragraph("Записей на эту дату нет.", indent=False, align="center")]
        total = Paragraph(f"Всего записей: {len(rows)}.", indent=False, align="left")
        return [Table(headers, tuple(rows), widths), total]


def register(made: Register) -> None:
    """Make the register a paper about the institution."""
    catalogue.register(
        made.code,
        made.label,
        build=made.document,
        subjects=Institution.objects.all,
        find=the_institution,
        permission=made.permission,
    )


def curator_signature(place: Institution, on: date) -> Signature:
    """«Куратор … ______ И.П. Соколова»; a line for the name when nobody is the curator."""
    term = holder("curator", on)
    name = paper_name(term.person, initials_first=place.profile().initials_first) if term else "_" * 20
    return Signature("Куратор реализации программ наставничества", name, date_line=True)


def place_line(place: Institution) -> Paragraph:
    """The institution over the title, from a capital letter, its number not torn off."""
    name = place.full_name.replace("№ ", "№\N{NO-BREAK SPACE}")
    return Paragraph(name[:1].upper() + name[1:], indent=False, align="center")


def as_of(day: date | None) -> str:
    """The day as registers print it; a line for it when there is none."""
    return f"{day:%d.%m.%Y}" if day else BLANK_DAY


def shown(day: date | None) -> str:
    """The day in a cell; a dash when there is none."""
    return f"{day:%d.%m.%Y}" if day else NOTHING
