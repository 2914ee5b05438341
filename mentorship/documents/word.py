"""The parts of a Word file that python-docx has no words for: numbering, fields, rows that hold together."""

import datetime as dt
import struct
import zipfile
from io import BytesIO
from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mentorship.documents.layout import Profile

ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
}
FIXED_TIME = dt.datetime(2020, 1, 1)
DOS_TIME = struct.pack("<2H", 0, (2020 - 1980) << 9 | 1 << 5 | 1)  # the same day as zip files write it
FONTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def element(tag: str, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def style_font(style: Any, profile: Profile, *, bold: bool) -> None:
    """The profile's font for every script, black, Russian."""
    style.font.name, style.font.size, style.font.bold = profile.font_word, Pt(profile.size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in FONTS:
        fonts.set(qn(script), profile.font_word)
    for theme in THEMES:
        fonts.attrib.pop(qn(theme), None)
    properties.append(element("lang", val="ru-RU"))


def add_field(paragraph: Any, instruction: str) -> None:
    """A field that Word computes, such as PAGE."""
    paragraph._p.append(element("fldSimple", instr=instruction))


def add_lines(container: Any, text: str, align: str = "left", *, bold: bool = False, size: float = 0) -> list[Any]:
    """One paragraph for each line of the text, in a document or a cell; returns them."""
    made = []
    for line in text.split("\n"):
        paragraph = container.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = bold or None
        if size:
            run.font.size = Pt(size)
        paragraph.alignment = ALIGN[align]
        made.append(paragraph)
    return made


def set_cell(cell: Any, text: str, align: str = "left", *, bold: bool = False, size: float = 0) -> None:
    """The text of a cell, tight: no space after its lines."""
    empty = cell.paragraphs[0]._p
    for paragraph in add_lines(cell, text, align, bold=bold, size=size):
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = 1.0
    cell._tc.remove(empty)


def keep_row(row: Any, *, header: bool = False) -> None:
    """A row does not split over pages; a header row repeats on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader", val="true"))


def set_widths(table: Any, shares: tuple[int, ...], whole: int) -> None:
    """Column widths by shares in per cent of the whole width in EMU."""
    table.autofit = False
    for index, share in enumerate(shares):
        width = whole * share // 100
        table.columns[index].width = width
        for cell in table.columns[index].cells:
            cell.width = width


def narrow_margins(table: Any, points: int = 4) -> None:
    """Space at the sides of the cells as in the PDF: Word's own breaks dates in narrow columns."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(20 * points))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else table._tbl.tblPr.append(margins)


def plain_row(word: Word, texts: tuple[str, ...], shares: tuple[int, ...]) -> Any:
    """A row without borders; the last cell stands on the right edge."""
    table = word.add_table(rows=1, cols=len(texts))
    for cell, text in zip(table.rows[0].cells, texts, strict=True):
        set_cell(cell, text)
    table.rows[0].cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    keep_row(table.rows[0])
    set_widths(table, shares, text_width(word))
    return table


def text_width(word: Word) -> int:
    """The width between the margins, EMU."""
    section = word.sections[-1]
    return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)


def spacer(word: Word, points: float = 6) -> Any:
    """A thin empty paragraph: two tables without one between would become one table in Word."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(points)
    return paragraph


def new_numbering(word: Word, profile: Profile, start: int = 1) -> str:
    """The id of a fresh multi-level list: 1., 1.1., 1.1.1. with the profile's first line."""
    root = word.part.numbering_part.element
    number = str(len(root.findall(qn("w:num"))) + 1000)
    abstract = element("abstractNum", abstractNumId=number)
    abstract.append(element("multiLevelType", val="multilevel"))
    for level in range(3):
        abstract.append(_level(level, profile, start if level == 0 else 1))
    root.insert(0, abstract)
    made = element("num", numId=number)
    made.append(element("abstractNumId", val=number))
    root.append(made)
    return number


def _level(level: int, profile: Profile, start: int) -> Any:
    made = element("lvl", ilvl=str(level))
    text = "".join(f"%{n}." for n in range(1, level + 2))
    indent = element("pPr")
    indent.append(element("ind", left="0", firstLine=str(int(Mm(profile.first_line).twips))))
    for child in (
        element("start", val=str(start)),
        element("numFmt", val="decimal"),
        element("suff", val="space"),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        indent,
    ):
        made.append(child)
    return made


def number_paragraph(paragraph: Any, numbering: str, level: int) -> None:
    """Make the paragraph an item of the list."""
    properties = paragraph._p.get_or_add_pPr()
    made = element("numPr")
    made.append(element("ilvl", val=str(level)))
    made.append(element("numId", val=numbering))
    properties.append(made)


def frame(table: Any) -> None:
    """A border around the table."""
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val="single", sz="6", space="0", color="000000"))
    table._tbl.tblPr.append(borders)


def save(word: Word) -> bytes:
    """The file's bytes; the same content gives the same bytes, whatever the clock says."""
    output = BytesIO()
    word.save(output)
    return _timeless(output.getvalue())


def _timeless(packed: bytes) -> bytes:
    """The zip with one time on every file, in its local headers and in its directory."""
    still = bytearray(packed)
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        entry = archive.start_dir
        for info in archive.infolist():
            still[info.header_offset + 10 : info.header_offset + 14] = DOS_TIME
            still[entry + 12 : entry + 16] = DOS_TIME
            entry += 46 + sum(struct.unpack_from("<3H", still, entry + 28))
    return bytes(still)
