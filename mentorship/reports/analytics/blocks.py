"""The pieces that analytic papers are built of: titles, tables, lists, lines to write on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from mentorship.documents.tree import Block, Document, Fields, Heading, Paragraph, Table
from mentorship.people.models import Person
from mentorship.people.names import paper_name
from mentorship.people.registers import as_of, place_line
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.reports.analytics.facts import Facts
from mentorship.reports.analytics.figures import school_year
from mentorship.reports.analytics.queries import analyse

LIST_ROWS = 5  # empty rows of a list in a blank form
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper being made: whose it is, on what day, and whether it is a form to fill by hand."""

    place: Institution
    on: date
    blank: bool

    def numbers(self, headers: Cells, rows: Iterable[tuple], widths: tuple[int, ...]) -> Table:
        """A table whose first cells are labels; in a blank form only they are printed."""
        empty = ("",) * (len(headers) - 1)
        lines = ((row[0], *empty) if self.blank else tuple(str(cell) for cell in row) for row in rows)
        return Table(headers, tuple(lines), widths)

    def listing(self, headers: Cells, rows: Iterable[Cells], widths: tuple[int, ...], nothing: str) -> Block:
        """A numbered list; words when there is nothing to list, empty rows in a blank form."""
        if self.blank:
            return Table(("№", *headers), ((("",) * (len(headers) + 1)),) * LIST_ROWS, (6, *widths))
        lines = tuple((str(number), *row) for number, row in enumerate(rows, start=1))
        return Table(("№", *headers), lines, (6, *widths)) if lines else Paragraph(nothing)

    def name(self, person: Person) -> str:
        return paper_name(person, initials_first=self.place.profile().text_initials_first)

    def year(self) -> str:
        return "20___/20___" if self.blank else school_year(self.on).title

    def title(self, text: str, *, period: bool = True) -> list[Block]:
        """The institution, the title, the period and the day."""
        when = f"за {self.year()} учебный год, по состоянию на " if period else "по состоянию на "
        return [
            place_line(self.place),
            Heading(text),
            Paragraph(when + as_of(None if self.blank else self.on), indent=False, align="center"),
        ]


def part(number: int, title: str) -> Heading:
    return Heading(f"{number}. {title}", level=2, align="left")


def caption(text: str) -> Paragraph:
    return Paragraph(text, indent=False, align="left", bold=True)


def written(*labels: str, lines: int = 3) -> Fields:
    """Questions that only a person can answer, each with lines to write on."""
    return Fields(tuple(pair for label in labels for pair in ((label, ""), *((("", ""),) * (lines - 1)))))


def builder(
    title: str, blocks: Callable[[Facts, Sheet], list[Block]]
) -> Callable[[Institution | None, date], Document]:
    """A paper made of the facts of the school year with the day in it."""

    def build(place: Institution | None, on: date) -> Document:
        sheet = Sheet(institution(), on, blank=place is None)
        return Document(title, tuple(blocks(analyse(school_year(on), on), sheet)))

    return build
