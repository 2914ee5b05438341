"""Who packs what, who opens it, who stops it."""

import pytest
from django.urls import reverse

from mentorship.archive.models import Package, Part
from mentorship.archive.packages import views
from mentorship.regulation.models import Institution
from tests.archive.building import build
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def test_too_many_papers_are_refused_in_words(as_user, curator, pair, monkeypatch):
    monkeypatch.setattr(views, "MOST_PAPERS", 3)

    page = as_user(curator).post(reverse("archive:pair_package", args=[pair.pk]), follow=True)

    assert "а можно не больше 3" in page.content.decode()
    assert not Package.objects.exists()


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
    assert "Собирать дальше" not in page.content.decode()
    assert not Part.objects.exists()


def test_a_package_belongs_to_whoever_made_it(as_user, curator, director, pair):
    package, _ = build(as_user(curator), reverse("archive:order_package", args=[pair.order_id]))

    for name in ("package", "package_pdf", "package_zip"):
        assert as_user(director).get(reverse(f"archive:{name}", args=[package.pk])).status_code == 404
