"""Tree → Word: real styles, real tables with repeated headers, page numbers from page 2."""

import datetime as dt
from functools import singledispatch
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mentorship.documents import tree
from mentorship.documents.html import numbered
from mentorship.documents.layout import Profile

ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
}
FIXED_TIME = dt.datetime(2020, 1, 1)


def render_docx(document: tree.Document, profile: Profile) -> bytes:
    """The finished file; the same input gives the same text and properties."""
    word = docx.Document()
    _set_up(word, document, profile)
    for block in document.blocks:
        write(block, word, profile)
    properties = word.core_properties
    # Word properties hold 255 signs at most; a heading may be longer.
    properties.title, properties.author, properties.language = document.title[:255], "", "ru-RU"
    properties.created = properties.modified = FIXED_TIME
    output = BytesIO()
    word.save(output)
    return output.getvalue()


def _set_up(word: Word, document: tree.Document, profile: Profile) -> None:
    section = word.sections[0]
    width, height = (297, 210) if document.landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(profile.margin_left), Mm(profile.margin_right)
    section.top_margin, section.bottom_margin = Mm(profile.margin_top), Mm(profile.margin_bottom)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    for name in ("Normal", "Heading 1", "Heading 2"):
        _font(word.styles[name], profile)
    normal = word.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(6), profile.spacing


def _font(style: Any, profile: Profile) -> None:
    style.font.name, style.font.size = profile.font_word, Pt(profile.size)
    style.font.bold = style.name != "Normal"
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), profile.font_word)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    style.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    style.element.get_or_add_rPr().append(language)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


@singledispatch
def write(block: object, word: Word, profile: Profile) -> None:
    raise TypeError(f"unknown block {block!r}")


@write.register
def _(block: tree.Letterhead, word: Word, profile: Profile) -> None:
    for line in block.lines:
        _paragraph(word, line, "center", bold=True).runs[0].font.all_caps = True


@write.register
def _(block: tree.TypeLine, word: Word, profile: Profile) -> None:
    _paragraph(word, block.word, "center", bold=True)
    _row(word, (block.date, f"№\N{NO-BREAK SPACE}{block.number}"), last_right=True)
    if block.place:
        _paragraph(word, block.place, "center")


@write.register
def _(block: tree.Heading, word: Word, profile: Profile) -> None:
    word.add_heading(block.text, level=block.level).alignment = ALIGN[block.align]


@write.register
def _(block: tree.Paragraph, word: Word, profile: Profile) -> None:
    paragraph = _paragraph(word, block.text, block.align, bold=block.bold)
    if block.indent:
        paragraph.paragraph_format.first_line_indent = Mm(profile.first_line)


@write.register
def _(block: tree.Items, word: Word, profile: Profile) -> None:
    for number, text in numbered(block.items):
        paragraph = _paragraph(word, f"{number} {text}", "justify")
        paragraph.paragraph_format.first_line_indent = Mm(profile.first_line)


@write.register
def _(block: tree.Table, word: Word, profile: Profile) -> None:
    table = word.add_table(rows=1, cols=len(block.headers), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.headers, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].font.bold = True
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    _widths(table, block.widths, _text_width(word))
    word.add_paragraph()


@write.register
def _(block: tree.Fields, word: Word, profile: Profile) -> None:
    for label, value in block.pairs:
        paragraph = _paragraph(word, label, "left", bold=True)
        paragraph.paragraph_format.keep_with_next = True
        _paragraph(word, value or "_" * 60, "left")


@write.register
def _(block: tree.Addressee, word: Word, profile: Profile) -> None:
    _corner(word, block.lines, profile)


@write.register
def _(block: tree.AppendixMark, word: Word, profile: Profile) -> None:
    _corner(word, block.lines, profile)


@write.register
def _(block: tree.Approval, word: Word, profile: Profile) -> None:
    _corner(word, (block.word, *block.lines), profile)


@write.register
def _(block: tree.Signature, word: Word, profile: Profile) -> None:
    word.paragraphs[-1].paragraph_format.keep_with_next = True
    _row(word, (block.position, "____________", block.name), last_right=True)
    if block.date_line:
        _paragraph(word, "«___» ____________ 20___ г.", "left")


@write.register
def _(block: tree.PageBreak, word: Word, profile: Profile) -> None:
    word.add_page_break()


def _paragraph(word: Word, text: str, align: str, *, bold: bool = False) -> Any:
    paragraph = word.add_paragraph()
    paragraph.add_run(text).bold = bold or None
    paragraph.alignment = ALIGN[align]
    return paragraph


def _corner(word: Word, lines: tuple[str, ...], profile: Profile) -> None:
    for line in lines:
        paragraph = _paragraph(word, line, "left")
        paragraph.paragraph_format.left_indent = Mm(88)
        paragraph.paragraph_format.space_after = Pt(0)
    word.add_paragraph()


def _row(word: Word, texts: tuple[str, ...], *, last_right: bool) -> None:
    cells = word.add_table(rows=1, cols=len(texts)).rows[0].cells
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text
    if last_right:
        cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _text_width(word: Word) -> int:
    section = word.sections[0]
    return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)


def _widths(table: Any, widths: tuple[int, ...], whole: int) -> None:
    for index, share in enumerate(widths):
        table.columns[index].width = whole * share // 100
        for cell in table.columns[index].cells:
            cell.width = whole * share // 100
