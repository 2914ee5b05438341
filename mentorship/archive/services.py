"""The bytes of any paper: kept ones as they were issued, others as they print on the day."""

from datetime import date
from typing import Any

from mentorship.documents import keeping
from mentorship.documents.catalogue import Paper, working
from mentorship.documents.responses import render
from mentorship.documents.tree import Document
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Order
from mentorship.orders.papers import order_bytes, profile_of
from mentorship.regulation.act.paper import ACT, act_file
from mentorship.regulation.queries import institution


def paper_bytes(paper: Paper, subject: Any, format: str, on: date) -> bytes:
    """The paper about the subject in a format; of what is issued, and of an uploaded act, the very bytes kept."""
    if isinstance(subject, Order) and kind_of(subject).paper == paper.code:
        return order_bytes(subject, format)
    if paper.code == ACT and (uploaded := act_file(on, format)):
        return uploaded
    if kept := keeping.printed(paper, subject, on):
        return keeping.content(kept, format)
    look = profile_of(subject) if isinstance(subject, Order) else institution().profile()
    return render(paper.document(subject, on), look, format)


def working_bytes(paper: Paper, subject: Any, format: str, on: date) -> bytes:
    """A working copy with the marks of the day, beside what was issued."""
    return marked_bytes(paper.document(subject, on), format, on)


def marked_bytes(document: Document, format: str, on: date) -> bytes:
    """The same of a document that bears the marks already."""
    return render(working(document, on), institution().profile(), format)
