"""What is issued is kept: the bytes of a paper at the moment it is signed, approved, submitted or handed over."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Model

from mentorship.documents import layout, tree
from mentorship.documents.catalogue import PAPERS, Paper
from mentorship.documents.layout import Profile
from mentorship.documents.models import KeptPaper
from mentorship.documents.responses import render


def keep(
    paper: str,
    subject: Model,
    *,
    on: date,
    signers: Iterable[str] = (),
    issue: int = 1,
    document: tree.Document | None = None,
) -> KeptPaper:
    """The paper about the record as it is issued on the day; call inside the transaction of the act, after it.

    Without a `document` it is made anew, of what the database says of the record now.
    """
    kind = PAPERS[paper]
    made = document or kind.made(kind.subjects().get(pk=subject.pk), on)
    look = layout.current()
    pdf, docx = render(made, look, "pdf"), render(made, look, "docx")
    return KeptPaper.objects.create(
        paper=paper,
        subject_id=subject.pk,
        issue=issue,
        kept_on=on,
        signers=list(signers),
        document=dump(made, look),
        pdf=pdf,
        docx=docx,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        docx_sha256=hashlib.sha256(docx).hexdigest(),
    )


def kept(paper: str, subject: Model, issue: int = 1) -> KeptPaper | None:
    """What was kept of that issue; its bytes are read when they are asked for."""
    return KeptPaper.objects.light().of(paper, subject.pk).filter(issue=issue).first()


def printed(paper: Paper, subject: Any, on: date) -> KeptPaper | None:
    """What was kept of the issue that this reader of the record prints on the day."""
    issue = paper.issued.issue(subject, on)
    return None if issue is None else kept(paper.code, subject, issue)


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
