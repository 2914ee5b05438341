"""Whatever was there comes back, signed orders and files included."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mentorship.orders.models import Order, OrderFile
from mentorship.people.models import Person
from tests.factories.pairs import PairFactory
from tests.factories.people import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "evidence").mkdir(parents=True)
    (settings.MEDIA_ROOT / "evidence" / "photo.png").write_bytes(b"\x89PNG")
    return settings.MEDIA_ROOT


def test_a_backup_brings_everything_back(edition, media, tmp_path):
    pair = PairFactory(active=True)
    OrderFile.objects.create(order=pair.order, format="pdf", content=b"%PDF signed", sha256="x")
    before = set(Person.objects.values_list("search_key", flat=True))
    file = tmp_path / "all.zip"
    call_command("backup", str(file), stdout=StringIO())
    PersonFactory(last_name="Лишняя")
    (media / "evidence" / "photo.png").unlink()

    call_command("restore", str(file), "--replace", stdout=StringIO())

    assert set(Person.objects.values_list("search_key", flat=True)) == before
    assert bytes(Order.objects.get().files.get().content) == b"%PDF signed"
    assert (media / "evidence" / "photo.png").read_bytes() == b"\x89PNG"


def test_data_is_not_replaced_by_mistake(edition, media, tmp_path):
    UserFactory()
    file = tmp_path / "all.zip"
    call_command("backup", str(file), stdout=StringIO())

    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(file))


@pytest.mark.parametrize("content", [b"", b"not a zip"])
def test_a_wrong_file_changes_nothing(edition, tmp_path, content):
    PersonFactory(last_name="Прежняя")
    file = tmp_path / "wrong.zip"
    file.write_bytes(content)

    with pytest.raises(CommandError, match="не файл"):
        call_command("restore", str(file), "--replace")

    assert Person.objects.filter(last_name="Прежняя").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="Нет такой папки"):
        call_command("backup", str(tmp_path / "nowhere" / "all.zip"))
