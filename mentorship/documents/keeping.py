"""What is issued is kept: the bytes of a paper at the moment it is signed, approved, submitted or handed over."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet, Value

from mentorship.core.history import versions
from mentorship.core.naming import names_of
from mentorship.core.reading import reading
from mentorship.documents import layout, tree
from mentorship.documents.catalogue import ISSUED, PAPERS, Issued, Paper
from mentorship.documents.layout import Profile
from mentorship.documents.models import KeptPaper
from mentorship.documents.responses import render

LATE = "Бумага сохранена при обновлении программы: такой, как печаталась в этот день"
Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A paper about a record as it is issued on a day; `number` where a record is issued more than once.

    `build` makes the text of what the database says now; without it the catalogue does. `record` is whose history
    says that the paper was kept later, where it is not the subject.
    """

    paper: str
    subject: Model
    on: date
    signers: tuple[str, ...] = ()
    number: int = 1
    build: Callable[[], tree.Document] | None = None
    record: Model | None = None


SOURCES: list[Callable[[], Iterator[Issue]]] = []


def register(*codes: str, issued: Issued, source: Callable[[], Iterator[Issue]]) -> None:
    """These papers are kept when they are issued; `source` tells of what was issued before that and is not kept."""
    ISSUED.update(dict.fromkeys(codes, issued))
    SOURCES.append(source)


def keep(issue: Issue) -> KeptPaper:
    """Keep the paper as it is issued; call inside the transaction of the act, once everything else is written."""
    document, look = _made(issue), layout.current()
    pdf, docx = render(document, look, "pdf"), render(document, look, "docx")
    return KeptPaper.objects.create(
        paper=issue.paper,
        subject_id=issue.subject.pk,
        issue=issue.number,
        kept_on=issue.on,
        signers=list(issue.signers),
        document=dump(document, look),
        pdf=pdf,
        docx=docx,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        docx_sha256=hashlib.sha256(docx).hexdigest(),
    )


@reading()
def _made(issue: Issue) -> tree.Document:
    kind = PAPERS[issue.paper]
    subject = kind.subjects().get(pk=issue.subject.pk)
    with names_of(issue.on):
        document = issue.build() if issue.build else kind.build(subject, issue.on)
    return kind.with_code(document, subject)


def keep_late(issue: Issue) -> KeptPaper:
    """What was issued before papers were kept, as it prints now; the history of its record says so."""
    made, record = keep(issue), issue.record or issue.subject
    past: Any = versions(type(record))
    past.bulk_history_create([record], update=True, default_change_reason=LATE)
    return made


def kept(paper: str, subject: Model, number: int = 1) -> KeptPaper | None:
    """What was kept of that issue; its bytes are read when they are asked for."""
    return KeptPaper.objects.light().of(paper, subject.pk).filter(issue=number).first()


def numbers(subject: Model, *papers: str) -> set[tuple[str, int]]:
    """Which issues of these papers about the record are kept: the code of the paper with the number of the issue."""
    found = KeptPaper.objects.filter(paper__in=papers, subject_id=subject.pk)
    return set(found.values_list("paper", "issue"))


def last_number(paper: str, subject: Model) -> int:
    """How many times the record has been issued, where its issues are counted."""
    return KeptPaper.objects.of(paper, subject.pk).count()


def printed(paper: Paper, subject: Any, on: date) -> KeptPaper | None:
    """What was kept of the issue that this reader of the record prints on the day."""
    number = paper.issued.number(subject, on)
    return None if number is None or not paper.issued.whole(subject) else kept(paper.code, subject, number)


def unkept(rows: Rows, paper: str, *, subject: str = "pk", number: Any = None) -> Rows:
    """The records whose issue is not kept; `subject` and `number` are fields of theirs."""
    issue = Value(1) if number is None else OuterRef(number)
    return rows.exclude(Exists(KeptPaper.objects.filter(paper=paper, subject_id=OuterRef(subject), issue=issue)))


def dump(document: tree.Document, look: Profile) -> dict[str, Any]:
    """The text with the look it is issued in, as plain data."""
    return {**tree.to_json(document), "profile": asdict(look)}


def text_of(kept_paper: KeptPaper) -> tree.Document:
    """The text that was issued."""
    return tree.from_json(kept_paper.document)


def content(kept_paper: KeptPaper, format: str) -> bytes:
    """The kept bytes of pdf and docx; another format is made of the kept text in the kept look."""
    if format in ("pdf", "docx"):
        return bytes(getattr(kept_paper, format))
    return render(text_of(kept_paper), Profile.from_dict(kept_paper.document["profile"]), format)
