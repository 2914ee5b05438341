"""What a paper of the catalogue says, without rendering it; what was kept of one."""

import datetime as dt

from mentorship.documents.catalogue import PAPERS
from mentorship.documents.models import KeptPaper
from mentorship.documents.tree import Document, Table, to_json
from mentorship.orders.kinds.base import kind_of
from mentorship.regulation.queries import institution

DAY = dt.date(2026, 11, 21)


def paper(code: str, *, blank: bool = False, on: dt.date = DAY) -> Document:
    """The paper about the institution, or its empty form."""
    return PAPERS[code].document(None if blank else institution(), on)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows(document: Document) -> tuple[tuple[str, ...], ...]:
    """The rows of a paper that has one table, or none when it has no rows to show."""
    found = tables(document)
    return found[0].rows if found else ()


def figures(document: Document) -> dict[str, tuple[str, ...]]:
    """By label: the cells of the first row with it in any table."""
    found: dict[str, tuple[str, ...]] = {}
    for table in tables(document):
        for label, *cells in table.rows:
            found.setdefault(label, tuple(cells))
    return found


def text(document: Document) -> str:
    """Every word of it, with plain spaces."""
    return " ".join(_strings(to_json(document))).replace("\N{NO-BREAK SPACE}", " ")


def _strings(data) -> list[str]:
    if isinstance(data, str):
        return [data]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else []
    return [found for part in parts for found in _strings(part)]


def kept_of(record, code: str = "", issue: int = 1) -> KeptPaper:
    """What was kept of a record; of an order, of the paper of its kind."""
    return KeptPaper.objects.get(paper=code or kind_of(record).paper, subject_id=record.pk, issue=issue)


def kept_pdf(record, code: str = "", issue: int = 1) -> bytes:
    return bytes(kept_of(record, code, issue).pdf)
