"""What belongs into the package of an order, the dossier of a pair and of a year."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from mentorship.archive.models import Package
from mentorship.archive.packages.contents import Enclosure, with_scans
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.pairs import services as pairs
from mentorship.regulation.models import Institution
from tests.archive.building import build
from tests.archive.uploads import ADD, upload
from tests.factories import files
from tests.factories.pairs import PairFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


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
    assert "Готово 0 из" in page.content.decode()
    assert as_user(curator).post("/papers/packages/year/99999/").status_code == 404


def test_the_dossier_of_a_past_year_has_no_registers_of_today_and_no_drafts(as_user, curator, pair):
    draft = pairs.draft_appointment([PairFactory()], on=pair.starts_on, by=curator)
    first = pair.starts_on.year if pair.starts_on.month >= 9 else pair.starts_on.year - 1
    with time_machine.travel(date(first + 2, 3, 1)):
        as_user(curator).post(reverse("archive:year_package", args=[first]))

    package = Package.objects.get()
    papers = set(package.parts.values_list("paper", "subject_id"))
    assert package.on == date(first + 1, 8, 31)
    assert {"D42", "D43", "D05", "D50", "D51"} <= {code for code, _ in papers}
    assert not {"D47", "D48", "D49", "D52"} & {code for code, _ in papers}
    assert ("D05", draft.pk) not in papers


def test_a_register_that_came_back_last_year_does_not_stand_for_this_one(as_user, curator, pair):
    place = Institution.objects.get()
    client = as_user(curator)
    client.post(ADD, {"code": code_of("D42", place.pk), "file": upload()})

    assert not any(enclosure.scan for enclosure in with_scans([Enclosure("Отчёт", "D42", place.pk)]))
