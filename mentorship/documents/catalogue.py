"""Every kind of paper the product prints, by its code: D01 and on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

from mentorship.core.naming import names_of
from mentorship.core.reading import reading
from mentorship.documents.codes import code_of
from mentorship.documents.tree import Document, Note, Paragraph
from mentorship.documents.wording import named

DRAFT = Paragraph("ПРОЕКТ", indent=False, align="right")


def never(subject: Any, on: date) -> None:
    """Of most papers nothing is issued: they print as they are on the day."""


def unmarked(subject: Any, number: int, on: date) -> None:
    """Most papers are issued once at a time, and bear no marks of their own."""


def wholly(subject: Any) -> bool:
    """Most papers say the same to whomever they are opened."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Of a paper that is issued and kept: the number of the issue that stands on the day, whether it is a draft yet.

    `whole`: the record has been read for somebody who may have all that was issued; `earlier`: and also what was
    issued before what stands. `working`: it bears marks of
    what is done later, so a working copy of the day may be printed beside what was issued. `marked`: the same of a
    record of which several are issued, each by its number; None where there is no such one.
    """

    number: Callable[[Any, date], int | None] = never
    is_draft: Callable[[Any, date], bool | None] = never
    whole: Callable[[Any], bool] = wholly
    earlier: Callable[[Any], bool] = wholly
    working: bool = False
    marked: Callable[[Any, int, date], Document | None] = unmarked


ISSUED: dict[str, Issued] = {}
NEVER = Issued()


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: `build` makes it from a subject on a day (None: empty, for handwriting).

    `subjects` are the records it can be about. `find(user, key, permission)` opens one of them
    through the doors of its own app: 404 when the user may not know of it, 403 when they may not print.
    """

    code: str
    label: str  # the title as written: it may name the mentee or the council by a placeholder
    build: Callable[[Any, date], Document]
    subjects: Callable[[], QuerySet[Any]]
    find: Callable[[Any, int, str], Any]
    permission: str
    coded: Callable[[Any], bool]

    @property
    def title(self) -> str:
        """The title in the institution's own words."""
        return named(self.label)

    @property
    def issued(self) -> Issued:
        """What is kept of it once it is issued; of most papers nothing."""
        return ISSUED.get(self.code, NEVER)

    @property
    def subject_model(self) -> type[Model]:
        return self.subjects().model

    def open(self, user: Any, pk: int) -> Any:
        """The record with this key as the subject of this very kind of paper, for this user."""
        if not self.subjects().filter(pk=pk).exists():
            raise Http404
        return self.find(user, pk, self.permission)

    @reading()
    def document(self, subject: Model | None, on: date) -> Document:
        """The paper with the code by which its scan comes back, a blank form has none; a draft says that it is one."""
        made = self.made(subject, on)
        return drafted(made) if subject and self.issued.is_draft(subject, on) else made

    @reading()
    def made(self, subject: Model | None, on: date) -> Document:
        """The same, as it is issued."""
        with names_of(on):
            made = self.build(subject, on)
        return self.with_code(made, subject) if subject else made

    def with_code(self, made: Document, subject: Model) -> Document:
        return replace(made, code=code_of(self.code, subject.pk)) if self.coded(subject) else made


def working(document: Document, on: date) -> Document:
    """A copy with the marks of the day, which is not what was issued."""
    note = Note((f"Рабочий экземпляр с отметками о выполнении на {on:%d.%m.%Y}",))
    return replace(document, blocks=(note, *document.blocks))


def drafted(document: Document) -> Document:
    """The paper with ПРОЕКТ over it."""
    return replace(document, blocks=(DRAFT, *document.blocks))


PAPERS: dict[str, Paper] = {}


def register(
    code: str,
    title: str,
    *,
    build: Callable[[Any, date], Document],
    subjects: Callable[[], QuerySet[Any]],
    find: Callable[[Any, int, str], Any],
    permission: str,
    coded: Callable[[Any], bool] = bool,
) -> None:
    """Make a paper known to the product, to `manage.py papers` and to `manage.py paper`."""
    PAPERS[code] = Paper(code, title, build, subjects, find, permission, coded)


def papers() -> list[Paper]:
    """All papers in the order of their codes."""
    return [PAPERS[code] for code in sorted(PAPERS)]


@cache
def papers_about(model: type[Model]) -> list[Paper]:
    """The papers that a record of this model can fill; all kinds are registered before the first page is asked."""
    return [paper for paper in papers() if paper.subject_model is model]
