"""Whatever was there comes back, signed orders and files included."""

import json
import zipfile
from base64 import b64encode
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mentorship.documents.models import KeptPaper
from mentorship.orders.models import Order
from mentorship.people.models import Person
from tests.factories.pairs import PairFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.papers import kept_of, kept_pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "evidence").mkdir(parents=True)
    (settings.MEDIA_ROOT / "evidence" / "photo.png").write_bytes(b"\x89PNG")
    return settings.MEDIA_ROOT


def test_a_backup_brings_everything_back(edition, media, tmp_path):
    pair = PairFactory(active=True)
    KeptPaper.objects.create(
        paper="D05", subject_id=pair.order.pk, kept_on="2026-09-20", document={}, pdf=b"%PDF signed", docx=b"PK"
    )
    before = set(Person.objects.values_list("search_key", flat=True))
    file = tmp_path / "all.zip"
    call_command("backup", str(file), stdout=StringIO())
    PersonFactory(last_name="Лишняя")
    (media / "evidence" / "photo.png").unlink()

    call_command("restore", str(file), "--replace", stdout=StringIO())

    assert set(Person.objects.values_list("search_key", flat=True)) == before
    assert kept_pdf(Order.objects.get()) == b"%PDF signed"
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


def test_a_backup_of_an_older_version_keeps_its_signed_files(edition, media, tmp_path):
    """Files of orders had a table of their own; they come back as kept papers, byte for byte."""
    pair = PairFactory(active=True)
    file, rows = tmp_path / "old.zip", tmp_path / "rows.json"
    call_command("backup", str(file), stdout=StringIO())
    with zipfile.ZipFile(file) as archive:
        data = json.loads(archive.read("rows.json"))
    data += [
        {
            "model": "orders.orderfile",
            "pk": number,
            "fields": {
                "order": pair.order.pk, "format": format, "content": b64encode(content).decode(), "sha256": format
            },
        }
        for number, (format, content) in enumerate({"pdf": b"%PDF old", "docx": b"PK old"}.items(), start=1)
    ]  # fmt: skip
    rows.write_text(json.dumps(data))
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("version.txt", "0.3.0")
        archive.write(rows, "rows.json")

    call_command("restore", str(file), "--replace", stdout=StringIO())

    kept = kept_of(Order.objects.get())
    assert (bytes(kept.pdf), bytes(kept.docx), kept.pdf_sha256) == (b"%PDF old", b"PK old", "pdf")
