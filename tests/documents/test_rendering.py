"""One tree, two renderers: what the PDF says the Word file says too."""

from io import BytesIO, StringIO

import docx
from django.core.management import call_command
from pypdf import PdfReader

from mentorship.documents import tree
from mentorship.documents.catalogue import papers
from mentorship.documents.docx import render_docx
from mentorship.documents.html import body
from mentorship.documents.layout import Profile
from mentorship.documents.pdf import html_to_pdf, render_pdf

EVERYTHING = tree.Document(
    "Проба",
    (
        tree.Letterhead(("Детский сад", "«Ручеёк»")),
        tree.TypeLine("ПРИКАЗ", "01.09.2026", "15", "с. Речное"),
        tree.Approval("УТВЕРЖДАЮ", ("Заведующий", "М.И. Лебедева")),
        tree.Addressee(("Заведующему", "от воспитателя")),
        tree.AppendixMark(("Приложение № 1",)),
        tree.Heading("О пробе"),
        tree.Paragraph("Текст <b>без</b> разметки & знаков."),
        tree.Items((tree.Item("Первое.", (tree.Item("Вложенное."),)), tree.Item("Второе."))),
        tree.Table(("№", "Имя"), (("1", "Анна"), ("2", "Пётр")), (20, 80)),
        tree.Fields((("Цель", "Вырасти"),)),
        tree.PageBreak(),
        tree.Signature("Заведующий", "М.И. Лебедева"),
    ),
)


def words(text):
    """Words in any order and case: the two formats lay tables out differently."""
    return sorted(text.lower().replace("_", " ").replace("\N{NO-BREAK SPACE}", " ").split())


def word_text(content):
    document = docx.Document(BytesIO(content))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([paragraph.text for paragraph in document.paragraphs] + tables)


def test_pdf_and_word_say_the_same():
    pdf = PdfReader(BytesIO(render_pdf(EVERYTHING, Profile())))
    pages = [page.extract_text() for page in pdf.pages]
    pages[1:] = [text.removesuffix(f"{number}") for number, text in enumerate(pages[1:], start=2)]

    assert words(" ".join(pages)) == words(word_text(render_docx(EVERYTHING, Profile())))


def test_the_same_tree_gives_the_same_bytes():
    assert render_pdf(EVERYTHING, Profile()) == render_pdf(EVERYTHING, Profile())


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

    assert "Текст" in word_text(render_docx(long, Profile()))


def test_word_columns_have_the_shares_of_the_tree():
    document = docx.Document(BytesIO(render_docx(EVERYTHING, Profile())))
    narrow, wide = (column.width for column in next(t for t in document.tables if t.style.name == "Table Grid").columns)

    assert round(wide / narrow) == 4


def test_the_list_of_papers_has_one_paper_a_line():
    output = StringIO()
    call_command("papers", stdout=output)

    assert [line.split()[0] for line in output.getvalue().splitlines()] == [paper.code for paper in papers()]
