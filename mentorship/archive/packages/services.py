"""Making packages one paper at a time, so that no request is held for long."""

import logging
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from io import BytesIO
from time import monotonic

from django.core.files.base import ContentFile
from django.db import transaction

from mentorship.archive.models import Package, Part
from mentorship.archive.packages.contents import Enclosure, with_scans
from mentorship.archive.scans.services import readable
from mentorship.archive.services import paper_bytes
from mentorship.core.files import whole
from mentorship.documents import bundle, tree
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.models import Scan
from mentorship.documents.pdf import render_pdf
from mentorship.people.models import User
from mentorship.regulation.queries import institution

KEPT_DAYS = 2
log = logging.getLogger(__name__)


@transaction.atomic
def start(title: str, enclosures: Iterable[Enclosure], *, back_url: str, on: date, by: User, now: datetime) -> Package:
    """Begin a package of papers as of the day; old packages of everybody go, because one can always be made again."""
    for old in Package.objects.filter(created_at__lt=now - timedelta(days=KEPT_DAYS)):
        drop(old)
    package = Package.objects.create(title=title[:300], back_url=back_url, on=on, created_by=by)
    Part.objects.bulk_create(
        Part(
            package=package,
            position=position,
            title=enclosure.title[:300],
            paper=enclosure.paper,
            subject_id=enclosure.pk,
            scan_id=enclosure.scan,
        )
        for position, enclosure in enumerate(with_scans(enclosures), start=1)
    )
    return package


def make_next(package: Package) -> Package:
    """Make one more paper of the package, or put the made ones together. Safe to call twice at once.

    The slow work is done outside any lock: of two that do the same, the first to finish keeps its result.
    """
    if not package.is_building:
        return package
    part = package.parts.filter(content=None).first()
    if part is None:
        return _put_together(package)
    content = _content(part, package.created_by, package.on)
    package.parts.filter(pk=part.pk, content=None).update(content=content, pages=bundle.page_count(content))
    return package


def make_for(package: Package, seconds: float) -> Package:
    """Go on with the package for about so long: at least by one paper."""
    ends = monotonic() + seconds
    package = make_next(package)
    while package.is_building and monotonic() < ends:
        package = make_next(package)
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
    """A package with its files, which go when it is certain that the rows have gone."""
    for file in (package.pdf, package.zip):
        if file.name:
            transaction.on_commit(partial(file.storage.delete, file.name))
    package.delete()


def _content(part: Part, user: User, on: date) -> bytes:
    """The PDF of one part: the scan, the signed bytes, or the paper as it prints on the day."""
    if part.scan_id:
        return _scanned(Scan.objects.get(pk=part.scan_id), part.title)
    paper = PAPERS[part.paper]
    return paper_bytes(paper, paper.open(user, part.subject_id), "pdf", on)


def _scanned(scan: Scan, title: str) -> bytes:
    """The scan as PDF; one that cannot be read is named on a sheet of its own, and the rest goes on."""
    try:
        return readable(scan.file.read())
    except Exception:  # a damaged file fails in as many ways as there are kinds of damage
        log.warning("scan %s could not be put into a package", scan.pk, exc_info=True)
        words = tree.Paragraph("Этот скан не удалось прочитать. Приложите его заново.")
        return render_pdf(tree.Document(title, (tree.Heading(title), words)), institution().profile())


def _put_together(package: Package) -> Package:
    parts = list(package.parts.all())
    if not all(part.content for part in parts):
        return Package.objects.get(pk=package.pk)  # another tab has just put it together
    made = [(part.title, bytes(part.content or b"")) for part in parts]
    contents = _contents(package.title, [(part.title, part.pages) for part in parts])
    pdf, pages = bundle.join([("Содержание", contents), *made])
    packed = _zipped(contents, made)
    with whole():
        package = Package.objects.select_for_update().get(pk=package.pk)
        if package.is_building:
            package.pages, package.status = pages, Package.Status.READY
            package.pdf.save(f"{package.pk}.pdf", ContentFile(pdf), save=False)
            package.zip.save(f"{package.pk}.zip", ContentFile(packed), save=False)
            package.save()
            package.parts.update(content=b"")
    return package


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
