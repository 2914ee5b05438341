"""All papers of an order, the dossier of a pair and of a year: one PDF and a zip, one paper a request."""

import zipfile
from datetime import date
from io import BytesIO
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from mentorship.archive import services, views
from mentorship.archive.models import Package, Part
from mentorship.archive.queries import Source, with_scans
from mentorship.documents.bundle import page_count
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.codes import code_of
from mentorship.documents.layout import Profile
from mentorship.documents.models import Scan
from mentorship.documents.pdf import render_pdf
from mentorship.pairs import services as pairs
from mentorship.regulation.models import Institution
from tests.archive.test_scans import ADD, upload
from tests.factories import files
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def build(client, url):
    """Press the button and look at the page until it is ready; how many times it asked for itself."""
    page = client.post(url, follow=True)
    looks = 1
    while "Refresh" in page:
        page = client.get(page.wsgi_request.path)
        looks += 1
        assert looks < 60
    return Package.objects.get(), looks


@pytest.fixture
def pair():
    return PairFactory(active=True)


def test_the_papers_of_an_order_come_as_one_numbered_pdf_and_as_a_zip(as_user, curator, pair):
    client = as_user(curator)
    package, looks = build(client, reverse("archive:order_package", args=[pair.order_id]))

    merged = PdfReader(
        BytesIO(b"".join(client.get(reverse("archive:package_pdf", args=[package.pk])).streaming_content))
    )
    packed = b"".join(client.get(reverse("archive:package_zip", args=[package.pk])).streaming_content)
    texts = [" ".join(page.extract_text().split()) for page in merged.pages]
    names = zipfile.ZipFile(BytesIO(packed)).namelist()

    assert looks == package.parts.count() + 1  # one paper a look, and one to put them together
    assert len(texts) == package.pages == len(names) == 6
    assert [text.endswith(str(number)) for number, text in enumerate(texts, start=1)] == [True] * 6
    assert "4 Согласие наставника" in texts[0]
    assert "Согласие на выполнение обязанностей наставника" in texts[4]
    assert merged.outline[0].title == "Содержание"


def test_a_signed_order_goes_into_the_package_as_its_very_bytes(as_user, curator, director, pair):
    from mentorship.orders.models import Order
    from tests.orders.signing import sign

    proposed = PairFactory()
    order = pairs.draft_appointment([proposed], on=proposed.starts_on, by=curator)
    sign(as_user(director), order, confirmed="on")
    order = Order.objects.get(pk=order.pk)
    package, _ = build(as_user(curator), reverse("archive:order_package", args=[order.pk]))

    with package.zip.open() as packed, zipfile.ZipFile(packed) as archive:
        first = archive.read(archive.namelist()[1])
    assert first == bytes(order.files.get(format="pdf").content)


def test_a_scan_stands_in_the_place_of_its_paper(as_user, curator, pair):
    client = as_user(curator)
    client.post(ADD, {"code": code_of("D18", pair.pk), "file": upload(files.pdf(3))})
    client.post(ADD, {"code": code_of("D05", pair.order_id), "file": upload(files.picture("JPEG"), "фото.jpg")})

    package, _ = build(client, reverse("archive:order_package", args=[pair.order_id]))

    assert {part.paper: part.scan_id is not None for part in package.parts.all()} == {
        "D05": True,
        "D20": False,
        "D18": True,
        "D19": False,
    }
    assert package.pages == 1 + 1 + 2 + 3 + 1
    assert Scan.objects.count() == 2


def test_the_dossier_of_a_pair_goes_from_the_order_to_the_reports(as_user, curator):
    pair = PairFactory(ended=True)
    package, _ = build(as_user(curator), reverse("archive:pair_package", args=[pair.pk]))

    papers = [part.paper for part in package.parts.all()]
    assert papers[:5] == ["D05", "D20", "D20", "D18", "D19"]
    assert "D33" in papers
    assert len(papers) == len(set(package.parts.values_list("paper", "subject_id")))


def test_the_dossier_of_a_year_holds_registers_orders_and_pairs_once(as_user, curator, pair):
    year = pair.starts_on.year if pair.starts_on.month >= 9 else pair.starts_on.year - 1
    page = as_user(curator).post(reverse("archive:year_package", args=[year]), follow=True)

    papers = list(Package.objects.get().parts.values_list("paper", "subject_id"))
    assert len(papers) == len(set(papers))
    assert {"D47", "D48", "D49", "D50", "D51", "D42", "D05", "D18"} <= {code for code, _ in papers}
    assert "Готово 1 из" in page.content.decode()
    assert as_user(curator).post("/papers/packages/year/99999/").status_code == 404


def test_the_dossier_of_a_past_year_has_no_registers_of_today_and_no_drafts(as_user, curator, pair):
    draft = pairs.draft_appointment([PairFactory()], on=pair.starts_on, by=curator)
    first = pair.starts_on.year if pair.starts_on.month >= 9 else pair.starts_on.year - 1
    with time_machine.travel(date(first + 2, 3, 1)):
        as_user(curator).post(reverse("archive:year_package", args=[first]))

    package = Package.objects.get()
    papers = set(package.parts.values_list("paper", "subject_id"))
    assert package.on == date(first + 1, 8, 31)
    assert {"D42", "D43", "D05"} <= {code for code, _ in papers}
    assert not {"D47", "D48", "D50"} & {code for code, _ in papers}
    assert ("D05", draft.pk) not in papers


def test_a_register_that_came_back_last_year_does_not_stand_for_this_one(as_user, curator, pair):
    place = Institution.objects.get()
    client = as_user(curator)
    client.post(ADD, {"code": code_of("D42", place.pk), "file": upload()})

    assert not any(source.scan for source in with_scans([Source("Отчёт", "D42", place.pk)]))


def test_too_many_papers_are_refused_in_words(as_user, curator, pair, monkeypatch):
    monkeypatch.setattr(views, "MOST_PAPERS", 3)

    page = as_user(curator).post(reverse("archive:pair_package", args=[pair.pk]), follow=True)

    assert "а можно не больше 3" in page.content.decode()
    assert not Package.objects.exists()


def test_a_scan_that_went_bad_is_named_and_the_rest_goes_on(as_user, curator, pair):
    scan = Scan(paper="D18", subject_id=pair.pk, sha256="0" * 64, uploaded_by=curator)
    scan.file.save("битый.pdf", ContentFile(b"%PDF-1.7 nothing"))

    package, _ = build(as_user(curator), reverse("archive:order_package", args=[pair.order_id]))

    with package.pdf.open() as merged:
        texts = "".join(page.extract_text() for page in PdfReader(merged).pages)
    assert "Этот скан не удалось прочитать" in texts


def test_the_clerk_packs_orders_but_not_what_is_closed_to_the_clerk(as_user, pair):
    clerk = as_user(UserFactory(office="clerk"))
    package, _ = build(clerk, reverse("archive:order_package", args=[pair.order_id]))

    assert package.is_ready
    assert clerk.post(reverse("archive:pair_package", args=[pair.pk])).status_code == 403
    for code in ("D47", "D48"):
        assert clerk.get(reverse("archive:paper", args=[code, Institution.objects.get().pk, "xlsx"])).status_code == 403


def test_a_package_on_its_way_is_stopped(as_user, curator, pair):
    client = as_user(curator)
    page = client.post(reverse("archive:pair_package", args=[pair.pk]), follow=True)
    package = Package.objects.get()

    client.post(reverse("archive:cancel_package", args=[package.pk]))
    page = client.get(package.get_absolute_url())

    assert "Сборка остановлена" in page.content.decode()
    assert "Refresh" not in page
    assert not Part.objects.exists()


def test_a_package_belongs_to_whoever_made_it(as_user, curator, director, pair):
    package, _ = build(as_user(curator), reverse("archive:order_package", args=[pair.order_id]))

    for name in ("package", "package_pdf", "package_zip"):
        assert as_user(director).get(reverse(f"archive:{name}", args=[package.pk])).status_code == 404


def test_old_packages_go_with_their_files(as_user, curator, pair, django_capture_on_commit_callbacks):
    package, _ = build(as_user(curator), reverse("archive:order_package", args=[pair.order_id]))
    storage, name = package.pdf.storage, package.pdf.name
    assert storage.exists(name)
    later = timezone.now() + timezone.timedelta(days=3)

    with django_capture_on_commit_callbacks(execute=True):
        services.start_package("Другая", [], back_url="/", on=later.date(), by=curator, now=later)

    assert not Package.objects.filter(pk=package.pk).exists()
    assert not storage.exists(name)


@pytest.mark.django_db(transaction=True)
def test_three_tabs_at_once_make_one_package(edition):
    user = UserFactory(office="curator")
    pair = PairFactory(active=True)
    sources = [Source("Уведомление", "D27", pair.pk), Source("Журнал", "D33", pair.pk)]
    package = services.start_package("Дело", sources, back_url="/", on=date(2026, 11, 21), by=user, now=timezone.now())
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
