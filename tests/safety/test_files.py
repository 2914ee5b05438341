"""Hostile files, and files of acts that were cut off."""

import errno
import os
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

from mentorship.archive.scans import services
from mentorship.core.forms.offices import MAX_PARTS
from mentorship.core.forms.uploads import BOMB, DocumentUpload, problem
from mentorship.core.tables import reading
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.regulation.queries import institution
from tests.factories import files
from tests.factories.tables import book, with_parts

HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET, TAIL = "xl__worksheets__sheet1_dot_xml", b"</sheetData></worksheet>"
PREFIXED = HEAD.replace(b"xmlns=", b"xmlns:x=").replace(b"<worksheet", b"<x:worksheet").replace(b"<sheet", b"<x:sheet")
STRINGS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
CROWDS = {
    "empty rows": ({SHEET: HEAD + b"<row/>" * 5_000_000 + TAIL}, "больше 200 000 строк"),
    "empty rows of another prefix": ({SHEET: PREFIXED + b"<x:row/>" * 5_000_000}, "больше 200 000 строк"),
    "empty cells": ({SHEET: HEAD + b"<row>" + b"<c/>" * 9_000_000 + b"</row>" + TAIL}, "слишком большой"),
    "strings": ({"xl__sharedStrings_dot_xml": STRINGS + b"<si><t/></si>" * 4_000_000 + b"</sst>"}, "слишком большой"),
    "merged cells": ({SHEET: HEAD + TAIL + b'<mergeCell ref="A1:B2"/>' * 2_000_000}, "слишком большой"),
    "styles": ({"xl__styles_dot_xml": b"<styleSheet><cellXfs>" + b"<xf />" * 5_000_000}, "слишком большой"),
    "in two bytes a letter": ({SHEET: (HEAD + b"<row/>" * 3_000_000 + TAIL).decode().encode("utf-16")}, "повреждён"),
}


@pytest.mark.parametrize("name", CROWDS)
def test_a_small_workbook_with_millions_of_anything_is_refused_at_once(name):
    parts, words = CROWDS[name]
    content = with_parts(book(["ФИО"], ["Новикова Анна"]), **parts)
    assert len(content) < 200_000
    begun = time.process_time()

    with pytest.raises(reading.BadTable, match=words):
        reading.read(BytesIO(content), len)

    assert time.process_time() - begun < 1


def test_an_archive_of_thousands_of_parts_is_refused_before_its_directory_is_read(monkeypatch):
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for number in range(MAX_PARTS + 1):
            archive.writestr(f"{number}.bin", b"")
    monkeypatch.setattr(zipfile, "ZipFile", None)

    assert [problem(output, suffix) for suffix in (".docx", ".xlsx")] == [BOMB, BOMB]
    output.seek(0)
    with pytest.raises(reading.BadTable, match="слишком большой"):
        reading.read(output, len)


@pytest.mark.django_db
@pytest.mark.parametrize(("size", "status"), [(1, 413), (0, 403)])
def test_a_request_larger_than_any_form_is_refused_before_it_is_read(edition, size, status):
    """Nothing of it is in memory or on the disk: only the length that it states was looked at."""
    assert DocumentUpload.limit < settings.REQUEST_AT_MOST
    length = settings.REQUEST_AT_MOST + size

    answer = Client(enforce_csrf_checks=True).generic(
        "POST", "/login/", b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(length)
    )

    assert answer.status_code == status
    if status == 413:
        assert "до 25 МБ" in answer.content.decode()
        assert answer["Cache-Control"] == "private, no-store"


def annotated(action, name="/A"):
    """A PDF with an action of a link, or something else, on its page."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    link = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Link")})
    link[NameObject("/Rect")] = ArrayObject([NumberObject(0)] * 4)
    link[NameObject(name)] = writer._add_object(action)
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    return written(writer)


def rooted(name, value):
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.root_object[NameObject(name)] = value(writer)
    return written(writer)


def written(writer):
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def does(kind, **more):
    action = {NameObject("/S"): NameObject(kind)}
    return DictionaryObject(action | {NameObject(f"/{key}"): TextStringObject(text) for key, text in more.items()})


def attached():
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.add_attachment("run.exe", b"MZ")
    return written(writer)


SCRIPT = "макросы или сценарии"
ACTIVE = {
    "a script in a link": (annotated(does("/JavaScript", JS="app.alert(1)")), SCRIPT),
    "a script after the link": (annotated(DictionaryObject({NameObject("/Next"): does("/JavaScript")})), SCRIPT),
    "a program in a link": (annotated(does("/Launch", F="cmd.exe")), "запуска программы"),
    "a form that is sent": (annotated(does("/SubmitForm", F="http://evil.example")), "обменивается данными"),
    "an event of a field": (annotated(DictionaryObject({NameObject("/E"): does("/Named")}), "/AA"), "начинается само"),
    "an attached file": (attached(), "вложенный файл"),
    "a page that opens": (
        rooted("/OpenAction", lambda pdf: pdf._add_object(does("/URI", URI="http://evil.example"))),
        "начинается само",
    ),
    "a form of XFA": (
        rooted("/AcroForm", lambda pdf: DictionaryObject({NameObject("/XFA"): StreamObject()})),
        "форма XFA",
    ),
    "a script of its names": (
        rooted(
            "/Names", lambda pdf: pdf._add_object(DictionaryObject({NameObject("/JavaScript"): DictionaryObject()}))
        ),
        SCRIPT,
    ),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_a_pdf_that_does_anything_anywhere_is_refused(name):
    content, words = ACTIVE[name]
    assert len(PdfReader(BytesIO(content)).pages) == 1
    with pytest.raises(ValidationError, match=f"В файле есть .*{words}.*«Печать»"):
        DocumentUpload().clean(SimpleUploadedFile("скан.pdf", content))


def test_an_ordinary_link_is_no_script():
    link = annotated(does("/URI", URI="https://school.example"))
    assert DocumentUpload().clean(SimpleUploadedFile("скан.pdf", link)).size


@pytest.mark.parametrize(("name", "kind"), [("фото.jpg", "JPEG"), ("фото.png", "PNG")])
def test_a_picture_keeps_what_is_seen_and_nothing_else(name, kind):
    picture, output, exif = Image.new("RGB", (40, 20), "red"), BytesIO(), Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera of Anna", 6  # held upright
    picture.save(output, kind, exif=exif, comment=b"at home", icc_profile=b"profile")
    content = output.getvalue() + b"<script>PK secret"

    taken = DocumentUpload().clean(SimpleUploadedFile(name, content)).read()

    assert not any(words in taken for words in (b"Anna", b"home", b"profile", b"secret"))
    with Image.open(BytesIO(taken)) as seen:
        assert (seen.format, seen.size) == (kind, (20, 40))
        assert seen.getpixel((10, 20))[0] > 250
        assert not seen.getexif()


@pytest.fixture
def media(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "mentorship.core.files.WholeFiles"}}
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def kept(media: Path) -> list[str]:
    return sorted(path.name for path in media.rglob("*") if path.is_file())


class TestCutOff:
    """A scan that comes back while something breaks."""

    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def send(self, as_user, curator, media, monkeypatch):
        client, address = as_user(curator), reverse("archive:add_scan")
        client.raise_request_exception = False
        token = client.get(address).content.decode().split('name="_once" value="')[1].split('"')[0]
        code = code_of("D47", institution().pk)

        def send():
            data = {"code": code, "_once": token, "file": SimpleUploadedFile("скан.pdf", files.pdf())}
            return client.post(address, data)

        return send

    def test_a_full_disk_leaves_neither_row_nor_file_and_the_same_form_is_taken_later(self, send, media, monkeypatch):
        modes = []

        def full(file):
            modes.extend(path.stat().st_mode & 0o777 for path in media.rglob("*.part"))
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", full)
            answer = send()

        assert answer.status_code == 422
        assert "На диске сервера нет места" in answer.content.decode()
        assert modes == [0o600]
        assert (Scan.objects.count(), kept(media)) == (0, [])
        assert [send().status_code, send().status_code] == [302, 302]
        assert (Scan.objects.count(), kept(media)) == (1, ["скан.pdf"])

    def test_a_row_that_is_rolled_back_takes_its_file_along(self, send, media, monkeypatch):
        def fail(*args):
            assert kept(media) == ["скан.pdf"]
            raise MemoryError

        with monkeypatch.context() as broken:
            broken.setattr("mentorship.core.forms.pages.sent.finish", fail)
            assert send().status_code == 500

        assert (Scan.objects.count(), kept(media)) == (0, [])
        send()
        assert (Scan.objects.count(), kept(media)) == (1, ["скан.pdf"])

    def test_two_files_of_one_name_are_two_files(self, curator, media):
        for pages in (1, 2):
            services.attach("D47", 1, file=SimpleUploadedFile("скан.pdf", files.pdf(pages)), by=curator)

        assert len({scan.file.name for scan in Scan.objects.all()}) == len(kept(media)) == 2

    def test_files_and_their_folders_are_for_their_owner_alone(self, curator, media):
        services.attach("D47", 1, file=SimpleUploadedFile("скан.pdf", files.pdf()), by=curator)

        modes = {path.stat().st_mode & 0o777: path.is_dir() for path in media.rglob("*")}
        assert modes == {0o600: False, 0o700: True}
