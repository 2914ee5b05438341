"""Whatever was there comes back, nothing else with it; what is no whole copy of ours changes nothing."""

import errno
import json
import zipfile
from base64 import b64encode
from contextlib import contextmanager
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from mentorship.core.refusal import Refusal
from mentorship.documents.models import KeptPaper, Scan
from mentorship.people.models import Person
from mentorship.programs.models import Program
from mentorship.safekeeping.copies import archive, files, older, rows, rules, services
from mentorship.safekeeping.models import Restoration
from tests.factories.events import EventFactory
from tests.factories.pairs import PairFactory
from tests.factories.people import MentorEntryFactory, PersonFactory, UserFactory
from tests.factories.tables import book
from tests.safekeeping.copies import making


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "scans").mkdir(parents=True)
    (settings.MEDIA_ROOT / "scans" / "order.pdf").write_bytes(b"%PDF scanned")
    return settings.MEDIA_ROOT


def backup(file):
    call_command("backup", str(file), stdout=StringIO())
    return file


def restore(file, *options):
    out = StringIO()
    call_command("restore", str(file), *options, stdout=out)
    return out.getvalue()


def institution():
    """Every kind of trouble: lists of many to many with history, a kept paper, a signed order, moments, bytes."""
    pair = PairFactory(active=True)
    EventFactory()
    MentorEntryFactory()
    Program.objects.create(pair=pair, starts_on=pair.starts_on, ends_on=pair.ends_on)
    KeptPaper.objects.create(
        paper="D05",
        subject_id=pair.order.pk,
        kept_on="2026-09-20",
        document={"б": 1, "а": [2]},
        pdf=b"%PDF",
        docx=b"PK",
    )
    Session.objects.create(session_key="before", session_data="", expire_date=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_a_copy_brings_everything_back_and_nothing_else(edition, media, tmp_path, settings):
    institution()
    before = making.dump()
    file = backup(tmp_path / "all.zip")
    extra = PersonFactory(last_name="Лишняя")
    (media / "scans" / "order.pdf").write_bytes(b"changed")
    (media / "scans" / "later.pdf").write_bytes(b"later")

    said = restore(file, "--replace")

    assert making.dump() == before
    assert [(files.name_of(path), path.read_bytes()) for path in files.kept()] == [("scans/order.pdf", b"%PDF scanned")]
    assert not Session.objects.exists()
    kept = next(settings.BACKUP_DIR.glob("before-restore-*.zip"))
    assert str(kept) in said
    assert b"changed" in zipfile.ZipFile(kept).read("media/scans/order.pdf")
    # The next row has the next number, and what guards kept papers and signed orders guards them again.
    assert PersonFactory().pk == extra.pk
    for told in (
        "UPDATE documents_keptpaper SET kept_on = '2020-01-01'",
        "DELETE FROM orders_order WHERE number <> ''",
    ):
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(told)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("dies", "new"), [("_fill", False), ("swap", True)])
def test_rows_and_files_come_together_or_not_at_all(edition, media, tmp_path, monkeypatch, dies, new):
    """The process is gone while rows are written, or between their commit and the swap of the files."""
    PersonFactory(last_name="Прежняя")
    file = making.copy(tmp_path / "all.zip", media={"scans/order.pdf": b"new"})

    def die(*args):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(files if dies == "swap" else services, dies, die)
        if dies == "_fill":
            patch.setattr(files, "discard", die)
        with pytest.raises(SystemExit):
            restore(file, "--replace")
    services.recover()

    assert Person.objects.exists() is not new
    assert Restoration.objects.exists() is new
    assert [path.read_bytes() for path in files.kept()] == [b"new" if new else b"%PDF scanned"]
    assert files.interrupted() is None


@pytest.mark.django_db(transaction=True)
class TestAtWork:
    """A copy is made while people upload files and take them away."""

    def copied(self, tmp_path):
        with zipfile.ZipFile(backup(tmp_path / "all.zip")) as archive:
            return sorted(name for name in archive.namelist() if name.startswith(rules.MEDIA))

    def test_a_file_uploaded_before_the_moment_of_the_rows_is_there(self, media, tmp_path, monkeypatch):
        snapshot = rows.snapshot

        @contextmanager
        def uploaded_before():
            (media / "scans" / "later.pdf").write_bytes(b"%PDF")
            (media / "scans" / "unfinished.pdf.part").write_bytes(b"%PD")
            with snapshot():
                yield

        monkeypatch.setattr(rows, "snapshot", uploaded_before)

        assert self.copied(tmp_path) == ["media/scans/later.pdf", "media/scans/order.pdf"]

    def test_a_file_that_goes_meanwhile_hinders_only_if_a_row_names_it(self, media, tmp_path, monkeypatch):
        kept, gone = files.kept, media / "scans" / "order.pdf"

        def looked_at():
            """The second look comes after the rows; the file goes when it was seen."""
            looks.append(kept())
            if len(looks) == 2:
                gone.unlink()
            return looks[-1]

        monkeypatch.setattr(files, "kept", looked_at)
        looks = []
        assert self.copied(tmp_path) == []

        Scan.objects.create(paper="D47", subject_id=1, file="scans/order.pdf", uploaded_by=UserFactory())
        gone.write_bytes(b"%PDF")
        looks = []
        with pytest.raises(CommandError, match=r"убрали файл scans/order\.pdf"):
            self.copied(tmp_path)
        assert self.copied(tmp_path) == []  # what was lost long ago does not end the copies


@pytest.mark.django_db
def test_a_full_disk_changes_nothing(edition, media, tmp_path, monkeypatch):
    """The mark is the first thing that no longer finds room."""
    file = making.copy(tmp_path / "all.zip", media={"scans/order.pdf": b"new"})

    def fail(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(CommandError, match=r"No space left.*Ничего не изменилось"):
        restore(file, "--replace")

    assert [(files.name_of(path), path.read_bytes()) for path in files.kept()] == [("scans/order.pdf", b"%PDF scanned")]
    assert files.interrupted() is None


@pytest.mark.django_db
@pytest.mark.parametrize("left", [None, b"", b"\0" * 32, b"\xff\xfe", b"half of a m"])
def test_what_a_loss_of_power_leaves_of_a_mark_never_costs_a_file(media, left):
    (media / files.STAGED / files.FILES).mkdir(parents=True)
    if left is not None:
        (media / files.STAGED / files.MARK).write_bytes(left)

    services.recover()

    assert [files.name_of(path) for path in files.kept()] == ["scans/order.pdf"]
    assert files.interrupted() is None


@pytest.mark.django_db
def test_data_is_not_replaced_by_mistake_and_what_is_there_is_said(edition, tmp_path):
    PersonFactory()

    with pytest.raises(CommandError, match=r"сотрудников: 1, учреждений: 1.*--replace"):
        restore(making.copy(tmp_path / "all.zip"))


@pytest.mark.django_db(transaction=True)
def test_an_empty_database_does_not_take_the_files_of_another(edition, media, tmp_path, monkeypatch):
    """Another DATABASE_URL with the same MEDIA_ROOT, as one types when a copy is tried or an earlier one brought in."""
    monkeypatch.setattr(services, "what_is_there", str)
    file = making.copy(tmp_path / "all.zip", media={"scans/order.pdf": b"new"})
    was = {path: path.read_bytes() for path in files.kept()}

    with pytest.raises(CommandError, match=r"уже лежат файлы \(1\).*MEDIA_ROOT.*--replace"):
        restore(file)
    assert {path: path.read_bytes() for path in files.kept()} == was

    said = restore(file, "--replace")
    [beside] = media.glob(".before-restore-*")
    monkeypatch.setattr(services, "what_is_there", lambda: "сотрудников: 1")
    restore(making.copy(tmp_path / "all.zip"), "--replace")

    assert str(beside) in said
    assert (beside / "scans" / "order.pdf").read_bytes() == b"%PDF scanned"
    assert files.kept() == []


def cut(path):
    path.write_bytes(path.read_bytes()[:-40])


def flip(path):
    """A byte of a stored file is another one: its CRC says so."""
    data = bytearray(path.read_bytes())
    place = data.index(b"rows/people.person.jsonl") + 24 + 20 + 8  # after the name and the sizes of zip64
    data[place] ^= 255
    path.write_bytes(bytes(data))


def member(name, content):
    return lambda path: making.rezipped(path, lambda members: members.update({name: content}))


def said(**fields):
    return lambda path: making.remade(path, lambda manifest: manifest.update(fields))


SPOILT = {
    "empty": (lambda path: path.write_bytes(b""), "не резервная копия"),
    "text": (lambda path: path.write_text("not a zip"), "не резервная копия"),
    "cut": (cut, "обрезан"),
    "bad CRC": (flip, "повреждён"),
    "an Excel book": (lambda path: path.write_bytes(book(["ФИО"])), "не резервная копия"),
    "changed rows": (member("rows/people.person.jsonl", b"[]"), "не совпадает с описью"),
    "one more file": (member("media/more.pdf", b"%PDF"), "не те файлы"),
    "outside": (member("../outside", b"x"), "не те файлы"),
    "no manifest": (lambda path: making.rezipped(path, lambda members: members.pop(rules.MANIFEST)), "не резервная копия"),
    "not JSON": (member(rules.MANIFEST, b"{"), "опись"),
    "deep JSON": (member(rules.MANIFEST, b"[" * 100_000), "опись"),
    "a later format": (said(format=2, version="2.0"), r"более новая программа \(2.0\)"),
    "later migrations": (said(migrations={"people": "0099_later"}), "people.0099_later"),
    "an older version": (said(migrations={"people": "0001_squashed"}), "новую, пустую базу"),
}  # fmt: skip
DRAFT = b'["id","user_id","key","data","saved_at"]\n'
FORGED = {
    "cut rows": ({"people.person": [b'["id"']}, "не читается"),
    "other columns": ({"people.person": [b'["id","name"]']}, "столбцы таблицы people.person"),
    "too few values": ({"core.draft": [DRAFT, b"[1]\n"]}, "строка 2"),
    "wrong values": ({"core.draft": [DRAFT, b'["a",1,"k",{},"x"]\n']}, "не те значения"),
    "a strange table": ({"people.stranger": [b"[]"]}, "таблицы не те"),
}  # fmt: skip


@pytest.mark.django_db
class TestRefused:
    """In words, before anything is changed."""

    def refused(self, file, words, media):
        PersonFactory(last_name="Прежняя")
        with pytest.raises(CommandError, match=words):
            restore(file, "--replace")
        assert Person.objects.get().last_name == "Прежняя"
        assert sorted(path.name for path in media.rglob("*") if path.is_file()) == [files.LOCK, "order.pdf"]
        assert not Restoration.objects.exists()

    @pytest.mark.parametrize(("spoil", "words"), SPOILT.values(), ids=SPOILT)
    def test_a_file_that_is_no_whole_copy_of_ours(self, edition, media, tmp_path, spoil, words):
        file = making.copy(tmp_path / "all.zip", media={"scans/order.pdf": b"new"})
        spoil(file)

        self.refused(file, words, media)

    @pytest.mark.parametrize(("tables", "words"), FORGED.values(), ids=FORGED)
    def test_rows_of_another_shape(self, edition, media, tmp_path, tables, words):
        self.refused(making.copy(tmp_path / "all.zip", tables=tables), words, media)

    def test_a_file_that_unfolds_without_end(self, edition, media, tmp_path):
        size = 1024 * 1024 * (rules.UNFOLDS_AT_MOST + 1)
        bomb = [b" " * 1024 * 1024] * (size // 1024 // 1024)

        self.refused(making.copy(tmp_path / "all.zip", tables={"core.draft": bomb}), "больше чем в 200 раз", media)

    def test_files_that_find_no_room_before_anything_is_laid_down(self, edition, media, tmp_path, monkeypatch):
        monkeypatch.setattr(files, "free", lambda: 2)
        monkeypatch.setattr(files, "stage", None)

        self.refused(making.copy(tmp_path / "all.zip", media={"scans/a.pdf": b"new"}), "Освободите место", media)

    def test_while_another_restoring_goes_on(self, edition, tmp_path):
        with files.one_restoring(), pytest.raises(CommandError, match="уже идёт восстановление"):
            restore(making.copy(tmp_path / "all.zip"))

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(CommandError, match="не открывается"):
            restore(tmp_path / "nothing.zip")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="Нет такой папки"):
        call_command("backup", str(tmp_path / "nowhere" / "all.zip"))


@pytest.mark.django_db
def test_an_unfinished_restoring_into_a_new_database_says_what_to_do(media):
    files.stage(f"{services.ANEW}1")

    with pytest.raises(Refusal, match="пустой базой"):
        services.recover()
    assert files.interrupted() is None


def test_a_copy_of_version_0_3_is_read_as_one_of_today(tmp_path):
    """Its rows stand as that version kept them, lists of many to many in tables of their own, its files as they are."""
    then = MigrationLoader(None).project_state(list(older.MIGRATIONS["0.3.0"].items())).apps
    file_of = then.get_model("orders", "orderfile")
    row = file_of(pk=7, order_id=3, format="pdf", content=b"%PDF old", sha256="1")
    entry = then.get_model("people", "mentorentry")(pk=5, person_id=1)
    data = json.loads(serializers.serialize("json", [row]))
    fields = {one.name: getattr(entry, one.attname) for one in entry._meta.local_concrete_fields}
    data.append({"model": "people.mentorentry", "pk": 5, "fields": {**fields, "competences": [8, 9]}})
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as made:
        made.writestr("version.txt", "0.3.0")
        made.writestr("rows.json", json.dumps(data, default=str))
        made.writestr("media/scans/a.pdf", b"%PDF")

    with (tmp_path / "old.zip").open("rb") as file, archive.opened(file) as copy:
        copy.check(files.stage("mark"))
        orders, competences = (
            [json.loads(line) for line in copy.archive.read(f"rows/{label}.jsonl").splitlines()[1:]]
            for label in ("orders.orderfile", "people.mentorentry_competences")
        )

    assert copy.manifest.migrations == older.MIGRATIONS["0.3.0"]
    assert copy.labels == set(rows.tables(then))
    assert b64encode(b"%PDF old").decode() in orders[0]
    assert competences == [[1, 5, 8], [2, 5, 9]]


@pytest.mark.django_db
def test_a_copy_before_manifests_of_an_unknown_version_says_what_to_do(tmp_path):
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as made:
        made.writestr("version.txt", "0.1.0")
        made.writestr("rows.json", "[]")

    with pytest.raises(CommandError, match=r"версией 0\.1\.0.*Поставьте ту версию"):
        restore(tmp_path / "old.zip")
