"""Files for visitors: nothing of who made them, and every word of them is searched for names."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image
from pypdf import PdfReader, PdfWriter

from mentorship.core.forms.fields import Form
from mentorship.publication.publications.copies import copy_of, words_of
from mentorship.publication.publications.photos import LONGEST, PhotoUpload
from tests.factories.files import picture


def word(text="Конспект занятия", author="Петрова Анна"):
    document, output = Document(), io.BytesIO()
    document.core_properties.author = document.core_properties.last_modified_by = author
    document.add_paragraph(text)
    document.add_table(1, 1).rows[0].cells[0].text = "в таблице"
    document.sections[0].header.paragraphs[0].text = "в колонтитуле"
    document.save(output)
    return output.getvalue()


def pdf(author="Петрова Анна"):
    writer, output = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=200, height=200)
    writer.add_metadata({"/Author": author})
    writer.write(output)
    return output.getvalue()


def test_a_word_file_forgets_its_makers_and_keeps_its_text():
    copy = copy_of("plan.docx", word())

    document = Document(io.BytesIO(copy))
    assert document.core_properties.author == document.core_properties.last_modified_by == ""
    assert document.paragraphs[0].text == "Конспект занятия"
    assert "Петрова".encode() not in copy


def test_every_word_of_a_word_file_is_read():
    words = words_of("Plan.DOCX", word("Урок Петровой"))

    assert {"Урок Петровой", "в таблице", "в колонтитуле"} <= {line.strip() for line in words.splitlines()}


def test_a_pdf_forgets_its_makers():
    assert not (PdfReader(io.BytesIO(copy_of("plan.pdf", pdf()))).metadata or {}).get("/Author")


def test_of_a_picture_nothing_is_read():
    assert words_of("photo.png", picture()) == ""
    assert copy_of("photo.png", picture()) == picture()


class PhotoForm(Form):
    photo = PhotoUpload()


def taken(content, name="photo.jpg"):
    form = PhotoForm({}, {"photo": SimpleUploadedFile(name, content)})
    return form, form.is_valid()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "b.png")])
def test_a_photo_becomes_a_small_jpeg_without_metadata(kind, name):
    form, valid = taken(picture(kind, (3000, 1500)), name)
    assert valid
    with Image.open(form.cleaned_data["photo"]) as small:
        assert (small.format, small.size) == ("JPEG", (LONGEST, LONGEST // 2))
        assert not small.getexif()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.svg", b"<svg onload='alert(1)'/>", "Можно приложить файл"),
        ("a.jpg", b"<svg onload='alert(1)'/>", "не соответствует его имени"),
        ("a.mp4", b"\0\0\0 ftypmp42", "Можно приложить файл"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(name, content, words):
    form, valid = taken(content, name)
    assert not valid
    assert words in form.errors["photo"][0]
