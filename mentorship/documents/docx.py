"""Tree → Word: real styles, real numbering, real tables with repeated headers, page numbers from page 2."""

from functools import lru_cache, singledispatch
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt

from mentorship.documents import qr, tree
from mentorship.documents import word as parts
from mentorship.documents.html import DATE_LINE, SEAL, column_widths
from mentorship.documents.layout import Profile
from mentorship.documents.typography import tied

STYLES = {
    "Normal",
    "Heading 1",
    "Heading 2",
    "Table Grid",
    "Normal Table",
    "Header",
    "Footer",
    "Default Paragraph Font",
    "No List",
}


def render_docx(document: tree.Document, profile: Profile) -> bytes:
    """The finished file; the same input gives the same bytes."""
    word = docx.Document(BytesIO(_template(profile)))
    _set_up(word, document, profile)
    for block in tied(document).blocks:
        write(block, word, profile)
    properties = word.core_properties
    # Word properties hold 255 signs at most; a heading may be longer.
    properties.title, properties.author, properties.language = document.title[:255], "", "ru-RU"
    properties.created = properties.modified = parts.FIXED_TIME
    return parts.save(word)


@lru_cache(maxsize=8)
def _template(profile: Profile) -> bytes:
    """An empty file with the styles of the profile and no others: half of the time of a paper otherwise."""
    word = docx.Document()
    for style in list(word.styles):
        if style.name not in STYLES:
            style.delete()
    for name in ("Normal", "Heading 1", "Heading 2"):
        parts.style_font(word.styles[name], profile, bold=name != "Normal")
    normal = word.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(6), profile.spacing
    for name, before, after in (("Heading 1", 10, 10), ("Heading 2", 8, 4)):
        heading = word.styles[name].paragraph_format
        heading.space_before, heading.space_after = Pt(before), Pt(after)
    return parts.save(word)


def _set_up(word: Word, document: tree.Document, profile: Profile) -> None:
    section = word.sections[0]
    _turn(section, document.landscape)
    section.left_margin, section.right_margin = Mm(profile.margin_left), Mm(profile.margin_right)
    section.top_margin, section.bottom_margin = Mm(profile.margin_top), Mm(profile.margin_bottom)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = parts.ALIGN["center"]
    parts.add_field(number, "PAGE")
    _code(section.first_page_footer.paragraphs[0], document, profile)


def _turn(section: Any, landscape: bool) -> None:
    width, height = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)


def _code(paragraph: Any, document: tree.Document, profile: Profile) -> None:
    if not document.code or not profile.code:
        return
    paragraph.alignment = parts.ALIGN["right"]
    if profile.qr:
        paragraph.add_run().add_picture(BytesIO(qr.png(document.code)), width=Mm(12))
    paragraph.add_run(document.code).font.size = Pt(9)


@singledispatch
def write(block: object, word: Word, profile: Profile) -> None:
    raise TypeError(f"unknown block {block!r}")


@write.register
def _(block: tree.Letterhead, word: Word, profile: Profile) -> None:
    made = [paragraph for line in block.lines for paragraph in parts.add_lines(word, line, "center", bold=True)]
    for paragraph in made:
        paragraph.runs[0].font.all_caps = True
    made += [paragraph for line in block.details for paragraph in parts.add_lines(word, line, "center", size=10)]
    for paragraph in made:
        paragraph.paragraph_format.space_after = Pt(0)
        if profile.letterhead == "corner":
            paragraph.paragraph_format.right_indent = parts.text_width(word) - Mm(profile.corner_mm)
    if made:
        made[-1].paragraph_format.space_after = Pt(14)


@write.register
def _(block: tree.TypeLine, word: Word, profile: Profile) -> None:
    parts.add_lines(word, block.word, "center", bold=True)
    parts.plain_row(word, (block.date, f"№\N{NO-BREAK SPACE}{block.number}"), (50, 50))
    if block.place:
        parts.add_lines(word, block.place, "center")
    else:
        parts.spacer(word)


@write.register
def _(block: tree.Heading, word: Word, profile: Profile) -> None:
    paragraph = word.add_heading(block.text, level=block.level)
    paragraph.alignment = parts.ALIGN[block.align]
    for run in paragraph.runs:
        run.bold = block.bold


@write.register
def _(block: tree.Paragraph, word: Word, profile: Profile) -> None:
    for paragraph in parts.add_lines(word, block.text, block.align, bold=block.bold):
        paragraph.paragraph_format.keep_with_next = block.bold or None
        if block.indent:
            paragraph.paragraph_format.first_line_indent = Mm(profile.first_line)


@write.register
def _(block: tree.Items, word: Word, profile: Profile) -> None:
    _items(block.items, word, parts.new_numbering(word, profile, block.start), level=0)


def _items(items: tuple[tree.Item, ...], word: Word, numbering: str, level: int) -> None:
    for item in items:
        # A number stands once, so the lines of one item stay one paragraph.
        paragraph = word.add_paragraph(item.text)
        paragraph.alignment = parts.ALIGN["justify"]
        parts.number_paragraph(paragraph, numbering, level)
        _items(item.children, word, numbering, level + 1)


@write.register
def _(block: tree.Bullets, word: Word, profile: Profile) -> None:
    for text in block.texts:
        (paragraph,) = parts.add_lines(word, f"{block.mark} {text}".replace("\n", " "), "justify")
        paragraph.paragraph_format.left_indent = Mm(profile.first_line)
        paragraph.paragraph_format.first_line_indent = Mm(-5)


@write.register
def _(block: tree.Note, word: Word, profile: Profile) -> None:
    for line in block.lines:
        for paragraph in parts.add_lines(word, line, size=10):
            paragraph.paragraph_format.space_after = Pt(0)
    parts.spacer(word)


@write.register
def _(block: tree.Columns, word: Word, profile: Profile) -> None:
    table = word.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (block.left, block.right), strict=True):
        parts.set_cell(cell, "\n".join(lines))
    parts.set_widths(table, (50, 50), parts.text_width(word))
    parts.spacer(word)


@write.register
def _(block: tree.Stamp, word: Word, profile: Profile) -> None:
    table = word.add_table(rows=1, cols=1)
    table.alignment = WD_TABLE_ALIGNMENT.RIGHT
    parts.set_cell(table.rows[0].cells[0], "\n".join(block.lines), size=9)
    parts.set_widths(table, (100,), Mm(85))
    parts.frame(table)
    parts.keep_row(table.rows[0])
    parts.spacer(word)


@write.register
def _(block: tree.Table, word: Word, profile: Profile) -> None:
    size = profile.size - 2
    table = word.add_table(rows=1, cols=len(block.headers), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.headers, strict=True):
        parts.set_cell(cell, text, "center", bold=True, size=size)
    parts.keep_row(table.rows[0], header=True)
    for texts in block.rows:
        row = table.add_row()
        if len(texts) < len(row.cells):
            parts.set_cell(row.cells[0].merge(row.cells[-1]), texts[0], "center", bold=True, size=size)
        else:
            for cell, text in zip(row.cells, texts, strict=True):
                parts.set_cell(cell, text, size=size)
        if not block.breakable:
            parts.keep_row(row)
        if not any(texts):
            row.height = Mm(8)
    parts.set_widths(table, column_widths(block), parts.text_width(word))
    parts.narrow_margins(table)
    parts.spacer(word)


@write.register
def _(block: tree.Fields, word: Word, profile: Profile) -> None:
    for label, value in block.pairs:
        for paragraph in parts.add_lines(word, label, bold=True):
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_after = Pt(0)
        parts.add_lines(word, value or "\n".join(["_" * 60] * block.lines))


@write.register
def _(block: tree.Addressee, word: Word, profile: Profile) -> None:
    _corner(word, block.lines)


@write.register
def _(block: tree.AppendixMark, word: Word, profile: Profile) -> None:
    _corner(word, block.lines)


@write.register
def _(block: tree.Approval, word: Word, profile: Profile) -> None:
    _corner(word, (block.word, *block.lines))


def _corner(word: Word, lines: tuple[str, ...]) -> None:
    for paragraph in [made for line in lines for made in parts.add_lines(word, line)]:
        paragraph.paragraph_format.left_indent = parts.text_width(word) * 52 // 100
        paragraph.paragraph_format.space_after = Pt(0)
    parts.spacer(word, 12)


@write.register
def _(block: tree.Signature, word: Word, profile: Profile) -> None:
    # The line above a signature goes to the next page with it.
    parts.spacer(word, 12).paragraph_format.keep_with_next = True
    for paragraph in word.paragraphs[-2:]:
        paragraph.paragraph_format.keep_with_next = True
    parts.plain_row(word, (block.position, "____________", block.name), (42, 26, 32))
    for text in [SEAL] * block.seal + [block.day or DATE_LINE] * block.date_line:
        parts.add_lines(word, text)
    parts.spacer(word)


@write.register
def _(block: tree.PageBreak, word: Word, profile: Profile) -> None:
    section = word.add_section(WD_SECTION.NEW_PAGE)
    _turn(section, block.landscape)
    section.different_first_page_header_footer = False
