"""Files for visitors: nothing of who made them, and every word of them is searched for names."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link, Text
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from mentorship.core.forms.fields import Form
from mentorship.library.models import MaterialFile
from mentorship.publication.models import PublicationFile
from mentorship.publication.publications import copies
from mentorship.publication.publications.copies import copy_of, words_of
from mentorship.publication.publications.photos import LONGEST, PhotoUpload
from tests.factories.files import picture
from tests.factories.library import approved
from tests.factories.people import PersonFactory
from tests.factories.publication import prepared


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


def written(*paragraphs, **parts):
    """A Word file for visitors with such paragraphs as XML; `parts` by their names, `__` for a slash and `_dot_` for a full stop."""
    document, output = Document(), io.BytesIO()
    for xml in paragraphs:
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w', 'wp', 'a', 'pic')}>{xml}</w:p>"))
    document.save(output)
    with zipfile.ZipFile(output, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return copy_of("plan.docx", output.getvalue())


def lines(content, name="plan.docx"):
    return [line.strip() for line in words_of(name, content).splitlines()]


def run(text):
    return f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("gap", ["w:tab", "w:br", "w:cr", "w:ptab", "w:sym", "w:footnoteReference"])
def test_what_a_reader_sees_apart_is_read_apart(gap):
    content = written(f"<w:r><w:t>Урок</w:t><{gap}/><w:t>Петровой</w:t></w:r>")

    assert "Урок Петровой" in lines(content)


@pytest.mark.parametrize(
    "mark",
    [
        "<w:proofErr/>",
        '<w:bookmarkStart w:id="1" w:name="a"/>',
        "<w:r><w:softHyphen/></w:r>",
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        "\n    ",
        "<w:r><w:drawing><wp:anchor><wp:positionH><wp:posOffset>15</wp:posOffset></wp:positionH></wp:anchor></w:drawing></w:r>",
    ],
)
def test_a_word_in_several_pieces_is_one_word(mark):
    assert "Петрова" in lines(written(f"{run('Пет')}{mark}{run('рова')}"))


@given(st.lists(st.lists(st.text("абвАБВ", min_size=1, max_size=5), min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_paragraphs_are_read_as_they_stand(paragraphs):
    body = "".join(f"<w:p>{''.join(map(run, pieces))}</w:p>" for pieces in paragraphs)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {nsdecls('w')}>{body}</w:document>")

    assert lines(made.getvalue())[: len(paragraphs)] == ["".join(pieces) for pieces in paragraphs]


def test_a_hyphen_that_does_not_break_is_one():
    content = written("<w:r><w:t>Петрова</w:t><w:noBreakHyphen/><w:t>Белова</w:t></w:r>")

    assert "Петрова-Белова" in lines(content)


def test_a_picture_in_the_line_parts_words():
    drawing = "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"

    assert "Петрова Белова" in lines(written(f"{run('Петрова')}{drawing}{run('Белова')}"))


def test_text_boxes_and_cells_are_read_apart():
    box = "<w:p>{}</w:p>"
    boxes = f"<w:r><w:pict><w:txbxContent>{box.format(run('Урок'))}{box.format(run('Петровой'))}</w:txbxContent></w:pict></w:r>"

    found = lines(written(f"{run('Рядом')}{boxes}{run('стоит')}"))
    assert {"Рядомстоит", "Рядом стоит", "Урок", "Петровой"} <= set(found)


def test_a_corrected_text_is_read_in_both_ways():
    deleted = '<w:del w:id="1" w:author="Белова Инна"><w:r><w:delText>ов</w:delText></w:r></w:del>'
    added = '<w:ins w:id="2" w:author="Белова Инна"><w:r><w:t>ухова</w:t></w:r></w:ins>'

    found = lines(written(f"{run('Пет')}{deleted}{added}"))
    assert {"Петухова", "Петов", "; Белова Инна ;"} <= set(found)


NAMED = [
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="Петрова"/></wp:inline></w:drawing></w:r>',
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" title="Петрова"/></wp:inline></w:drawing></w:r>',
    '<w:r><w:drawing><wp:anchor><pic:cNvPr id="1" name="Петрова"/></wp:anchor></w:drawing></w:r>',
    '<w:bookmarkStart w:id="1" w:name="Петрова"/>',
    '<w:ins w:id="1" w:author="Петрова"/>',
    '<w:fldSimple w:instr="Петрова"/>',
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val="Петрова"/></w:textInput></w:ffData></w:fldChar></w:r>',
]


@pytest.mark.parametrize("xml", NAMED)
def test_names_in_attributes_are_read(xml):
    assert "; Петрова ;" in lines(written(xml))


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        (
            "word___rels__other_dot_xml_dot_rels",
            '<a><b Target="https://s.ru/%D0%9F%D0%B5%D1%82%D1%80"/></a>',
            "; https://s.ru/Петр ;",
        ),
        ("word__people_dot_xml", '<w:people xmlns:w="u"><w:person w:author="Петрова"/></w:people>', "; Петрова ;"),
        ("word__comments_dot_xml", '<w:c xmlns:w="u"><w:p><w:r><w:t>Петрова</w:t></w:r></w:p></w:c>', "Петрова"),
        ("customXml__item7_dot_xml", "<a><b>Петрова</b><c>Анна</c></a>", "Петрова"),
        ("customXml__item7_dot_xml", '<a b="Петрова"/>', "; Петрова ;"),
        ("word__media__Петрова_dot_svg", "<svg><text>Белова</text></svg>", "Белова"),
        ("word__media__Петрова_dot_svg", "<svg><text>Белова</text></svg>", "; word/media/Петрова.svg ;"),
        ("word__drawing_dot_vml", '<v><shape alt="Петрова"/></v>', "; Петрова ;"),
    ],
)
def test_names_in_other_parts_are_read(name, content, line):
    assert line in lines(written(run("Текст"), **{name: content}))


def test_a_table_is_read_cell_by_cell():
    strings = "<sst><si><r><t>Пет</t></r><r><t>рова</t></r></si><si><t>Анна</t></si></sst>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", strings)

    assert lines(made.getvalue(), "list.xlsx")[:2] == ["Петрова", "Анна"]


def test_the_properties_of_a_word_file_are_gone():
    parts = {
        "docProps__app_dot_xml": "<Properties><Manager>Петрова</Manager></Properties>",
        "docProps__custom_dot_xml": "<Properties><property name='Петрова'/></Properties>",
        "docProps__thumbnail_dot_png": picture(),
        "_xmlsignatures__sig1_dot_xml": "<Signature>Петрова</Signature>",
    }
    document, output = Document(), io.BytesIO()
    document.core_properties.author = "Петрова"
    document.save(output)
    with zipfile.ZipFile(output) as old, zipfile.ZipFile(full := io.BytesIO(), "w") as made:
        parts = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
        for name in old.namelist():
            content = parts.pop(name, None) or old.read(name)
            if name == "_rels/.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
                more = f'<Relationship Id="rId9" Type="{kind}" Target="/docProps/custom.xml"/></Relationships>'
                content = content.decode().replace("</Relationships>", more)
            made.writestr(name, content)
        for name, content in parts.items():
            made.writestr(name, content)
        made.comment = "Петрова".encode()

    copy = copy_of("plan.docx", full.getvalue())
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        whole = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "replace")
        assert {name for name in archive.namelist() if name.startswith("docProps/")} <= {
            "docProps/app.xml",
            "docProps/core.xml",
        }
        assert not archive.comment
    assert "Петрова" not in whole
    assert "custom" not in archive_part(copy, "_rels/.rels")
    assert Document(io.BytesIO(copy)).core_properties.author == ""


def archive_part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8", "replace")


def photo(kind):
    """A picture that remembers who made it, with something behind its end."""
    output, image = io.BytesIO(), Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = "Petrova"
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Petrova")
    image.save(
        output, kind, exif=exif, **({"pnginfo": text} if kind == "PNG" else {"comment": "Petrova", "progressive": True})
    )
    return output.getvalue() + b"Petrova"


def points(content):
    with Image.open(io.BytesIO(content)) as image:
        return image.tobytes()


def pictured(content, name):
    return written(run("Текст"), **{f"word__media__{name}": content})


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "b.png"), ("PNG", "wrong.jpeg")])
def test_pictures_of_a_word_file_forget_their_makers(kind, name):
    with zipfile.ZipFile(io.BytesIO(pictured(photo(kind), name))) as archive:
        clean = archive.read(f"word/media/{name}")

    assert b"Petrova" in photo(kind)
    assert b"Petrova" not in clean
    assert points(clean) == points(photo(kind))


@given(st.sampled_from(["JPEG", "PNG"]), st.integers(0, 3000), st.binary(max_size=40))
def test_a_broken_picture_breaks_no_copy(kind, size, more):
    broken = photo(kind)[:size] + more
    with zipfile.ZipFile(made := io.BytesIO(), "w") as archive:
        archive.writestr("word/media/a.jpg", broken)

    copy = copy_of("plan.docx", made.getvalue())
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert len(archive.read("word/media/a.jpg")) <= len(broken)
    assert copy_of("plan.docx", copy) == copy


def test_a_file_with_pictures_is_read_in_part():
    read = PublicationFile(words=words_of("plan.docx", written(run("Текст"))))
    in_part = PublicationFile(words=words_of("plan.docx", pictured(picture(), "a.png")))

    assert (read.is_read_in_part, in_part.is_read_in_part) == (False, True)


def test_of_a_part_that_is_broken_the_rest_is_read():
    found = lines(written(run("Петрова"), customXml__item7_dot_xml="<a><b>Белова</b>"))

    assert {"Петрова", "Белова", PublicationFile.UNREAD} <= set(found)


@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf", "list.xlsx"])
def test_of_a_broken_file_nothing_is_read(name):
    assert words_of(name, b"PK\x03\x04 nothing") == ""


def test_a_long_file_is_never_cut_in_silence(monkeypatch):
    content = written(run("Петрова"), *(run(f"Слово{number}") for number in range(50)))
    whole = words_of("plan.docx", content)
    monkeypatch.setattr(copies, "MOST", len(whole))
    assert words_of("plan.docx", content) == whole

    monkeypatch.setattr(copies, "MOST", len(whole) - 1)
    assert words_of("plan.docx", content) == f"{whole[:-1]}\n{PublicationFile.UNREAD}"


def test_a_book_is_searched_to_its_end():
    assert "Петрова" in words_of("plan.docx", written(run("Петрова"), run("слово " * 100_000)))


def paper(change, text="Урок"):
    """A PDF with a page of Russian words, changed by the test; read and written again."""
    from weasyprint import HTML

    writer, output = PdfWriter(clone_from=io.BytesIO(HTML(string=f"<p>{text}</p>").write_pdf())), io.BytesIO()
    change(writer)
    writer.write(output)
    return copy_of("plan.pdf", output.getvalue())


def form_field(writer):
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("Поле"),
            NameObject("/V"): TextStringObject("Петрова"),
        }
    )
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([writer._add_object(field)])}
    )


def link(writer):
    writer.add_annotation(
        page_number=0, annotation=Link(rect=(0, 0, 9, 9), url="https://s.ru/%D0%9F%D0%B5%D1%82%D1%80")
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda writer: writer.add_outline_item(title="Петрова", page_number=0), "; Петрова ;"),
        (
            lambda writer: writer.add_annotation(page_number=0, annotation=Text(text="Петрова", rect=(0, 0, 9, 9))),
            "; Петрова ;",
        ),
        (lambda writer: writer.set_page_label(page_index_from=0, page_index_to=0, prefix="Петрова"), "; Петрова ;"),
        (lambda writer: writer.add_attachment(filename="Петрова.txt", data=b""), "; Петрова.txt ;"),
        (lambda writer: writer.add_named_destination(title="Петрова", page_number=0), "; Петрова ;"),
        (form_field, "; Петрова ;"),
        (link, "; https://s.ru/Петр ;"),
    ],
)
def test_whatever_a_pdf_says_beside_its_pages_is_read(change, line):
    found = lines(paper(change), "plan.pdf")

    assert {"Урок", line} <= set(found)
    assert PublicationFile.UNREAD not in found


def broken_sign(writer):
    """Half a sign before the name: readers show the rest."""
    name = ByteStringObject(b"\xfe\xff\xd8\x00" + " Петрова".encode("utf-16-be"))
    writer.root_object[NameObject("/Lang")] = name


def test_a_broken_sign_hides_no_name_and_is_not_kept():
    found = words_of("plan.pdf", paper(broken_sign))

    assert "Петрова" in found
    assert found.encode().decode() == found


def test_a_pdf_forgets_who_remarked_in_it_and_by_what_it_was_made():
    def remarked(writer):
        remark = Text(text="Хорошо", rect=(0, 0, 9, 9))
        remark[NameObject("/T")] = TextStringObject("Petrova")
        writer.add_annotation(page_number=0, annotation=remark)
        about = StreamObject()
        about.set_data(b"<x:xmpmeta>Petrova</x:xmpmeta>")
        for owner in (writer.root_object, writer.pages[0]):
            owner[NameObject("/Metadata")] = writer._add_object(about)
        writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Who"): TextStringObject("Petrova")})

    copy = paper(remarked)
    assert b"Petrova" not in copy
    assert "; Хорошо ;" in lines(copy, "plan.pdf")


def scan(writer):
    """A page that is a photo and nothing else."""
    image = StreamObject()
    image._data = photo("JPEG")
    image.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode")})
    image.update({NameObject("/Width"): NumberObject(64), NameObject("/Height"): NumberObject(48)})
    image.update(
        {NameObject("/ColorSpace"): NameObject("/DeviceRGB"), NameObject("/BitsPerComponent"): NumberObject(8)}
    )
    page = writer.add_blank_page(width=200, height=200)
    objects = DictionaryObject({NameObject("/A"): writer._add_object(image)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): objects})
    shown = StreamObject()
    shown.set_data(b"64 0 0 48 0 0 cm /A Do")
    page[NameObject("/Contents")] = writer._add_object(shown)


def test_a_pdf_with_a_scanned_page_is_read_in_part():
    copy = paper(scan)

    assert {"Урок", PublicationFile.UNREAD} <= set(lines(copy, "plan.pdf"))
    assert b"Petrova" not in copy
    assert points(PdfReader(io.BytesIO(copy)).pages[1].images[0].data) == points(photo("JPEG"))


def test_a_pdf_of_scanned_pages_has_no_words():
    writer, output = PdfWriter(), io.BytesIO()
    scan(writer)
    writer.write(output)

    assert words_of("scan.pdf", output.getvalue()) == ""


def test_a_page_in_a_font_that_tells_no_letters_is_not_read():
    copy = paper(lambda writer: None, "17 + 25 = 42")

    assert PublicationFile.UNREAD in lines(copy, "plan.pdf")


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
@pytest.mark.today("2026-10-01")
def test_a_name_under_a_picture_bars_approval_and_the_page_tells_what_to_look_at(as_user, curator):
    PersonFactory(last_name="Петрова")
    material = approved(curator)
    under = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="На фото Петрова"/></wp:inline></w:drawing></w:r>'
    )
    content = written(under, word__media__a_dot_png=picture())
    MaterialFile.objects.create(material=material, file=SimpleUploadedFile("plan.docx", content))
    publication, client = prepared(kind="practice", material=material), as_user(curator)

    page = client.get(reverse("publication:approve", args=[publication.pk])).text
    assert "«Петрова» — Петрова" in client.get(publication.get_absolute_url()).text
    assert "картинки, сканы и очень длинный текст в нём программа прочитать не может" in page
    assert publication.files.get().size == len(publication.files.get().file.read())


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
