"""One tree, two renderers: what the PDF says the Word file says too."""

import time
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO

import docx
import pytest
from django.core.management import call_command
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from mentorship.documents import pdf, qr, tree
from mentorship.documents.catalogue import papers
from mentorship.documents.docx import render_docx
from mentorship.documents.html import body
from mentorship.documents.layout import Profile
from mentorship.documents.pdf import html_to_pdf, render_archive, render_pdf
from mentorship.documents.responses import render
from mentorship.documents.xlsx import render_xlsx
from tests.documents.texts import html_text, pdf_pages, pdf_text, word_text

EVERYTHING = tree.Document(
    "Проба",
    (
        tree.Letterhead(("Детский сад", "«Ручеёк»"), ("с. Речное, ул. Новая, 1",)),
        tree.TypeLine("ПРИКАЗ", "01.09.2026", "15", "с. Речное"),
        tree.Approval("УТВЕРЖДАЮ", ("Заведующий", "М.И. Лебедева")),
        tree.Addressee(("Заведующему", "от воспитателя")),
        tree.AppendixMark(("Приложение № 1",)),
        tree.Heading("О пробе"),
        tree.Paragraph("Текст <b>без</b> разметки & знаков."),
        tree.Items((tree.Item("Первое.", (tree.Item("Вложенное."),)), tree.Item("Второе."))),
        tree.Bullets(("раз", "два"), "□"),
        tree.Items((tree.Item("Пятое."), tree.Item("Шестое.")), start=5),
        tree.Paragraph("Одна строка\nдругая строка"),
        tree.Columns(("СОГЛАСОВАНО", "профсоюзом"), ("УТВЕРЖДЕНО", "приказом")),
        tree.Stamp(("ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "Сертификат 0A")),
        tree.Note(("Исполнитель", "12-34-56")),
        tree.Table(("№", "Имя"), (("1", "Анна"), ("2", "Пётр")), (20, 80)),
        tree.Fields((("Цель", "Вырасти"),)),
        tree.PageBreak(landscape=True),
        tree.Signature("Заведующий", "М.И. Лебедева", date_line=True, seal=True),
        tree.Signature("Секретарь", "В.В. Ли"),
    ),
)


def test_pdf_and_word_say_the_same():
    word = word_text(render_docx(EVERYTHING, Profile()))

    assert word == html_text(EVERYTHING)
    assert Counter(word) - Counter(pdf_text(render_pdf(EVERYTHING, Profile()))) == Counter()


@pytest.mark.parametrize("format", ["pdf", "pdfa", "docx"])
def test_the_same_tree_gives_the_same_bytes(format):
    coded = replace(EVERYTHING, code="18-57-42")
    first = render(coded, Profile(qr=True), format)
    time.sleep(1.1 if format == "docx" else 0)  # a zip would remember the second
    pdf.html_to_pdf.cache_clear()  # of the tests: tests/conftest.py

    assert render(coded, Profile(qr=True), format) == first


def test_the_pages_turn_where_the_tree_says():
    pages = PdfReader(BytesIO(render_pdf(EVERYTHING, Profile()))).pages
    sections = docx.Document(BytesIO(render_docx(EVERYTHING, Profile()))).sections

    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True]
    assert [section.page_width > section.page_height for section in sections] == [False, True]


def test_pages_are_numbered_from_the_second():
    first, second = pdf_pages(render_pdf(EVERYTHING, Profile()))

    assert "2" in second.splitlines()
    assert "1" not in first.splitlines()


def test_the_code_of_a_paper_prints_with_its_qr():
    coded = replace(EVERYTHING, code="18-57-42")

    assert "18-57-42" in pdf_pages(render_pdf(coded, Profile(qr=True)))[0]
    assert "18-57-42" not in pdf_pages(render_pdf(coded, Profile(code=False)))[0]
    footer = docx.Document(BytesIO(render_docx(coded, Profile(qr=True)))).sections[0].first_page_footer
    assert "18-57-42" in footer.paragraphs[0].text
    assert qr.read(qr.png("18-57-42")) == ["18-57-42"]


def test_an_archive_copy_is_pdf_a():
    root = PdfReader(BytesIO(render_archive(EVERYTHING, Profile())))

    assert b"pdfaid" in root.trailer["/Root"]["/Metadata"].get_data()


def test_word_rows_stay_whole_and_their_header_repeats():
    document = docx.Document(BytesIO(render_docx(EVERYTHING, Profile())))
    rows = next(t for t in document.tables if t.style.name == "Table Grid").rows

    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_a_signature_alone_is_a_document_too():
    alone = tree.Document("Подпись", (tree.Signature("Директор", "А.А. Белова"),))

    assert "белова" in word_text(render_docx(alone, Profile()))


@pytest.mark.parametrize(
    ("profile", "shown"),
    [
        (Profile(), "31.03.2022"),
        (Profile(date_style="words"), "31 марта 2022 г."),
    ],
)
def test_a_day_prints_as_the_institution_writes_it(profile, shown):
    assert profile.day(date(2022, 3, 31)) == shown


def test_orders_are_referred_to_both_ways():
    day = date(2022, 3, 31)

    assert Profile().refer(day, "15") == "от 31.03.2022 №\N{NO-BREAK SPACE}15"
    assert Profile(reference="number_first").refer(day, "15") == "№\N{NO-BREAK SPACE}15 от 31.03.2022"


def test_a_register_goes_to_excel_as_text():
    risky = tree.Document(
        "Реестр", (tree.Table(("№", "Имя", "Дата"), (("1", "=1+1", "01.09.2026"), ("2", "+7 900", "31.02.2026"))),)
    )
    sheet = load_workbook(BytesIO(render_xlsx(risky))).active

    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows == [["№", "Имя", "Дата"], [1, "=1+1", datetime(2026, 9, 1)], [2, "+7 900", "31.02.2026"]]
    assert all(cell.data_type != "f" for row in sheet.rows for cell in row)


def test_a_pdf_is_tagged_titled_and_russian():
    root = PdfReader(BytesIO(render_pdf(EVERYTHING, Profile())))

    assert root.metadata.title == "Проба"
    assert root.trailer["/Root"]["/Lang"] == "ru"
    assert root.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_tree_survives_json():
    assert tree.from_json(tree.to_json(EVERYTHING)) == EVERYTHING


def test_markup_in_a_text_stays_a_text():
    assert "&lt;b&gt;без&lt;/b&gt;" in body(EVERYTHING)


def test_a_paper_never_reaches_outside(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">СЕКРЕТ</text></svg>')
    source = f'<html lang="ru"><head><title>x</title></head><body><img src="{secret.as_uri()}" alt="нет"></body></html>'

    assert "СЕКРЕТ" not in PdfReader(BytesIO(html_to_pdf(source))).pages[0].extract_text()


def test_a_title_longer_than_word_allows_still_prints():
    long = tree.Document("О" * 308, (tree.Paragraph("Текст"),))

    assert "текст" in word_text(render_docx(long, Profile()))


def test_word_columns_have_the_shares_of_the_tree():
    document = docx.Document(BytesIO(render_docx(EVERYTHING, Profile())))
    narrow, wide = (column.width for column in next(t for t in document.tables if t.style.name == "Table Grid").columns)

    assert round(wide / narrow) == 4


def test_the_list_of_papers_has_one_paper_a_line():
    output = StringIO()
    call_command("papers", stdout=output)

    assert [line.split()[0] for line in output.getvalue().splitlines()] == [paper.code for paper in papers()]
