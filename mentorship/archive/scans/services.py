"""Signed sheets that come back: attached to their papers, taken off again."""

import hashlib
from typing import Any

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.documents import bundle
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.people.models import User


@transaction.atomic
def attach(paper: str, pk: int, *, file: Any, by: User) -> Scan:
    """The signed sheet has come back: keep its scan with the paper of the code."""
    content = file.read()
    file.seek(0)
    scan = Scan(paper=paper, subject_id=pk, file=file, sha256=hashlib.sha256(content).hexdigest(), uploaded_by=by)
    record(scan, f"Приложен скан бумаги {code_of(paper, pk)}", by)
    return scan


@transaction.atomic
def remove(scan: Scan, *, reason: str, by: User) -> Scan:
    """Attached by mistake: out of sight with a reason, still in the history."""
    scan = locked(scan)
    scan.removed_reason = reason
    record(scan, "Скан убран", by)
    return scan


def readable(content: bytes) -> bytes:
    """The scan as a PDF that a package can take; any exception means that it cannot."""
    pdf = content if content.startswith(b"%PDF") else bundle.picture_to_pdf(content)
    bundle.join([("скан", pdf)])
    return pdf
