"""The page of copies, and what the desk says of them."""

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BACKUP, settings.BACKUP_DIR = True, tmp_path / "backups"
    settings.BACKUP_DIR.mkdir()
    return settings.BACKUP_DIR


@pytest.fixture
def admin(edition):
    return UserFactory(office=Office.ADMIN)


@pytest.mark.today("2026-11-30")
def test_the_last_copy_is_named_with_its_day_and_size(folder, admin, as_user):
    (folder / "nastavnik-2026-11-30-0300.zip").write_bytes(b"0" * 4 * 1024**2)
    page = as_user(admin).get(reverse("safekeeping:copies")).content.decode()

    assert "Последняя копия: 30.11.2026 03:00, 4 МБ." in page
    assert "alert" not in page
    assert "Резервные копии" not in as_user(admin).get("/").content.decode().partition("<main")[2]


def test_trouble_is_said_on_the_desk_of_those_who_answer_for_it(admin, curator, as_user):
    assert "Копий ещё нет" in as_user(admin).get("/").content.decode()
    assert "Копий ещё нет" not in as_user(curator).get("/").content.decode()
