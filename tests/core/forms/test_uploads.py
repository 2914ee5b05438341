"""A file is what its name says, whole and harmless, or it is refused with words."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from mentorship.core.forms.uploads import DocumentUpload
from tests.factories import files


def test_an_upload_is_accepted_when_its_content_is_what_its_name_says():
    upload = SimpleUploadedFile("Скан.PDF", files.pdf())

    assert DocumentUpload().clean(upload).read() == files.pdf()


@pytest.mark.parametrize(
    ("name", "content"),
    [("фото.jpg", files.picture("JPEG")), ("фото.png", files.picture()), ("план.docx", files.word())],
)
def test_photos_and_word_files_are_taken(name, content):
    assert DocumentUpload().clean(SimpleUploadedFile(name, content)).name == name


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("битый.pdf", b"%PDF-1.7 ...", "повреждён"),
        ("битый.png", files.picture()[:60], "повреждён"),
        ("макрос.docx", files.word(word__vbaProject_dot_bin=b"x"), "макросы"),
        ("макрос.docx", files.word(Content_Types=b"application/macroEnabled"), "макросы"),
        ("бомба.docx", files.word(word__media=b"0" * (201 * 1024 * 1024)), "слишком большой"),
        ("не-word.docx", files.archive(other=b"x"), "повреждён"),
        ("пароль.pdf", files.pdf_with(password="тайна"), "паролем"),
        ("сценарий.pdf", files.pdf_with(script="app.alert(1)"), "сценарии"),
        ("длинный.pdf", files.pdf(501), "слишком большой"),
        ("огромный.png", files.picture(size=(10_000, 8_001)), "слишком большой"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_with_words(name, content, words):
    with pytest.raises(ValidationError, match=words):
        DocumentUpload().clean(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("скан.exe", b"MZ", "PDF, JPG, PNG или DOCX"),
        ("скан", b"%PDF-1.7", "PDF, JPG, PNG или DOCX"),
        ("скан.pdf", b"<html>", "не соответствует его имени"),
        ("скан.docx", b"\xff\xd8\xff\xe0", "не соответствует его имени"),
        ("скан.pdf", b"", "пуст"),
    ],
)
def test_a_wrong_upload_is_refused_with_words(name, content, words):
    with pytest.raises(ValidationError, match=words):
        DocumentUpload().clean(SimpleUploadedFile(name, content))


def test_an_upload_over_20_megabytes_is_refused():
    upload = SimpleUploadedFile("скан.pdf", b"%PDF-1.7")
    upload.size = 20 * 1024 * 1024 + 1

    with pytest.raises(ValidationError, match="больше 20 МБ"):
        DocumentUpload().clean(upload)
