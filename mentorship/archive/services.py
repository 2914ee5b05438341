"""Attaching scans, and making packages one paper at a time so that no request is held for long."""

import hashlib
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from mentorship.archive.models import Package, Part
from mentorship.archive.queries import Source, with_scans
from mentorship.core import history
from mentorship.documents import bundle, tree
from mentorship.documents.catalogue import PAPERS, Paper
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.documents.pdf import render_pdf
from mentorship.documents.responses import render
from mentorship.orders.kinds import kind_of
from mentorship.orders.models import Order, OrderFile
from mentorship.orders.papers import order_bytes
from mentorship.people.models import User
from mentorship.regulation.queries import institution

KEPT_DAYS = 2


@transaction.atomic
def attach_scan(paper: str, pk: int, *, file: Any, by: User) -> Scan:
    """The signed sheet has come back: keep its scan with the paper of the code."""
    content = file.read()
    file.seek(0)
    scan = Scan(
        paper=paper, subject_id=pk, file=file, sha256=hashlib.sha256(content).hexdigest(), uploaded_by=by
    )  # fmt: skip
    history.save(scan, f"Приложен скан бумаги {code_of(paper, pk)}", by)
    return scan


@transaction.atomic
def remove_scan(scan: Scan, *, reason: str, by: User) -> Scan:
    """Attached by mistake: out of sight with a reason, still in the history."""
    scan.removed_reason = reason
    history.save(scan, "Скан убран", by)
    return scan


@transaction.atomic
def start_package(title: str, sources: Iterable[Source], *, back_url: str, by: User, now: datetime) -> Package:
    """Begin a package; the user's old ones go, because a package can always be made again."""
    for old in Package.objects.visible_to(by).filter(created_at__lt=now - timedelta(days=KEPT_DAYS)):
        drop(old)
    package = Package.objects.create(title=title, back_url=back_url, created_by=by)
    Part.objects.bulk_create(
        Part(
            package=package, position=position, title=source.title[:300], paper=source.paper,
            subject_id=source.pk, scan_id=source.scan,
        )
        for position, source in enumerate(with_scans(sources), start=1)
    )  # fmt: skip
    return package


@transaction.atomic
def make_next(package: Package, *, on: date) -> Package:
    """Make one more paper of the package, or put the made ones together. Safe to call twice at once."""
    package = Package.objects.select_for_update().get(pk=package.pk)
    if not package.is_building:
        return package
    part = package.parts.filter(content=None).first()
    if part:
        part.content = _content(part, package.created_by, on)
        part.pages = bundle.page_count(part.content)
        part.save(update_fields=["content", "pages"])
    else:
        _put_together(package, on)
    return package


@transaction.atomic
def cancel(package: Package) -> Package:
    """Stop a package on its way; what was made of it goes."""
    package = Package.objects.select_for_update().get(pk=package.pk)
    if package.is_building:
        package.status = Package.Status.CANCELLED
        package.save(update_fields=["status"])
        package.parts.all().delete()
    return package


def drop(package: Package) -> None:
    """A package with its files."""
    for file in (package.pdf, package.zip):
        if file:
            file.delete(save=False)
    package.delete()


def _content(part: Part, user: User, on: date) -> bytes:
    """The PDF of one part: the scan, the signed bytes, or the paper as it prints today."""
    if part.scan_id:
        content = Scan.objects.get(pk=part.scan_id).file.read()
        return content if content.startswith(b"%PDF") else bundle.picture_to_pdf(content)
    paper = PAPERS[part.paper]
    subject = paper.open(user, part.subject_id)
    return paper_bytes(paper, subject, "pdf", on)


def paper_bytes(paper: Paper, subject: Any, format: str, on: date) -> bytes:
    """The paper about the subject in a format; of a signed order the very bytes that were signed."""
    if isinstance(subject, Order) and kind_of(subject).paper == paper.code and format in OrderFile.Format:
        return order_bytes(subject, format)
    return render(paper.document(subject, on), institution().profile(), format)


def _put_together(package: Package, on: date) -> None:
    parts = list(package.parts.all())
    made = [(part.title, bytes(part.content)) for part in parts]
    contents = _contents(package.title, [(part.title, part.pages) for part in parts])
    pdf, package.pages = bundle.join([("Содержание", contents), *made])
    package.pdf.save(f"{package.pk}.pdf", ContentFile(pdf), save=False)
    package.zip.save(f"{package.pk}.zip", ContentFile(_zipped(contents, made)), save=False)
    package.status = Package.Status.READY
    package.save()
    package.parts.update(content=None)


def _contents(title: str, parts: list[tuple[str, int]]) -> bytes:
    """The first sheet: what is inside and on which sheets. Its own length moves the numbers."""
    profile, own = institution().profile(), 1
    while True:
        rows, sheet = [], own + 1
        for number, (name, length) in enumerate(parts, start=1):
            last = sheet + length - 1
            rows.append((str(number), name, f"{sheet}–{last}" if length > 1 else str(sheet)))
            sheet += length
        blocks = (tree.Heading(title), tree.Table(("№", "Документ", "Листы"), tuple(rows), (8, 76, 16)))
        content = render_pdf(tree.Document(title, blocks), profile)
        if (length := bundle.page_count(content)) == own:
            return content
        own = length


def _zipped(contents: bytes, made: list[tuple[str, bytes]]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:  # a PDF is packed already
        archive.writestr("000 Содержание.pdf", contents)
        for number, (title, content) in enumerate(made, start=1):
            archive.writestr(f"{number:03} {_file_name(title)}.pdf", content)
    return output.getvalue()


def _file_name(title: str) -> str:
    """A title without what Windows refuses in file names."""
    return "".join("-" if sign in '\\/:*?"<>|\n' else sign for sign in title)[:100].strip(" .")
