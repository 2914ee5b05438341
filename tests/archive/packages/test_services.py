"""Packages made one paper a request: one PDF and a zip, of several tabs only one."""

import zipfile
from datetime import date
from io import BytesIO
from threading import Barrier, Thread

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from mentorship.archive.models import Package
from mentorship.archive.packages import services, views
from mentorship.archive.packages.contents import Enclosure
from mentorship.documents.bundle import page_count
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.layout import Profile
from mentorship.documents.models import Scan
from mentorship.documents.pdf import render_pdf
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from tests.archive.building import build
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.orders.signing import sign
from tests.papers import kept_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def test_the_papers_of_an_order_come_as_one_numbered_pdf_and_as_a_zip(as_user, curator, pair, monkeypatch):
    monkeypatch.setattr(views, "STEP_SECONDS", 0)
    client = as_user(curator)
    package, pressed = build(client, reverse("archive:order_package", args=[pair.order_id]))

    merged = PdfReader(
        BytesIO(b"".join(client.get(reverse("archive:package_pdf", args=[package.pk])).streaming_content))
    )
    packed = b"".join(client.get(reverse("archive:package_zip", args=[package.pk])).streaming_content)
    texts = [" ".join(page.extract_text().split()) for page in merged.pages]
    names = zipfile.ZipFile(BytesIO(packed)).namelist()

    assert pressed == package.parts.count() + 1  # one paper a step, and one to put them together
    assert len(texts) == package.pages == len(names) == 6
    assert [text.endswith(str(number)) for number, text in enumerate(texts, start=1)] == [True] * 6
    assert "4 Согласие наставника" in texts[0]
    assert "Согласие на выполнение обязанностей наставника" in texts[4]
    assert merged.outline[0].title == "Содержание"


@pytest.mark.today("2026-09-20")
def test_a_signed_order_goes_into_the_package_as_its_very_bytes(as_user, curator, director, pair):
    proposed = PairFactory()
    order = pairs.draft_appointment([proposed], on=proposed.starts_on, by=curator)
    sign(as_user(director), order, confirmed="on")
    order = Order.objects.get(pk=order.pk)
    package, _ = build(as_user(curator), reverse("archive:order_package", args=[order.pk]))

    with package.zip.open() as packed, zipfile.ZipFile(packed) as archive:
        first = archive.read(archive.namelist()[1])
    assert first == kept_pdf(order)


def test_a_scan_that_went_bad_is_named_and_the_rest_goes_on(as_user, curator, pair):
    scan = Scan(paper="D18", subject_id=pair.pk, sha256="0" * 64, uploaded_by=curator)
    scan.file.save("битый.pdf", ContentFile(b"%PDF-1.7 nothing"))

    package, _ = build(as_user(curator), reverse("archive:order_package", args=[pair.order_id]))

    with package.pdf.open() as merged:
        texts = "".join(page.extract_text() for page in PdfReader(merged).pages)
    assert "Этот скан не удалось прочитать" in texts


def test_old_packages_go_with_their_files(as_user, curator, pair, django_capture_on_commit_callbacks):
    package, _ = build(as_user(curator), reverse("archive:order_package", args=[pair.order_id]))
    storage, name = package.pdf.storage, package.pdf.name
    assert storage.exists(name)
    later = timezone.now() + timezone.timedelta(days=3)

    with django_capture_on_commit_callbacks(execute=True):
        services.start("Другая", [], back_url="/", on=later.date(), by=curator, now=later)

    assert not Package.objects.filter(pk=package.pk).exists()
    assert not storage.exists(name)


@pytest.mark.django_db(transaction=True)
def test_three_tabs_at_once_make_one_package(edition):
    user = UserFactory(office="curator")
    pair = PairFactory(active=True)
    enclosures = [Enclosure("Уведомление", "D27", pair.pk), Enclosure("Журнал", "D33", pair.pk)]
    package = services.start("Дело", enclosures, back_url="/", on=date(2026, 11, 21), by=user, now=timezone.now())
    barrier, failures = Barrier(3), []

    def look():
        try:
            barrier.wait()
            for _ in range(5):
                services.make_next(Package.objects.get(pk=package.pk))
        except Exception as failure:  # shown by the assertion below
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    package.refresh_from_db()
    assert failures == []
    assert package.status == "ready"
    alone = [render_pdf(PAPERS[code].document(pair, date(2026, 11, 21)), Profile()) for code in ("D27", "D33")]
    assert package.pages == 1 + sum(map(page_count, alone))
