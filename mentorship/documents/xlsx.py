"""Tree → Excel: every table of a document as a sheet, for registers."""

import re
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from mentorship.core.calendar.dates import parse_date
from mentorship.core.tables.writing import SHEET_NAME, cell
from mentorship.documents import tree
from mentorship.documents.html import column_widths

DAY, NUMBER = re.compile(r"\d{2}\.\d{2}\.\d{4}"), re.compile(r"[1-9]\d{0,8}|0")
SHEET_CHARS = 130  # so many characters make the width of a page


def render_xlsx(document: tree.Document) -> bytes:
    """The tables of the document. Whole numbers and days can be sorted; other text stays text, never a formula."""
    book = Workbook(write_only=True)
    tables = [block for block in document.blocks if isinstance(block, tree.Table)]
    for number, table in enumerate(tables, start=1):
        sheet = book.create_sheet(f"{number}. {SHEET_NAME.sub(' ', document.title)}"[:31])
        sheet.freeze_panes = "A2"
        for index, width in enumerate(column_widths(table), start=1):
            sheet.column_dimensions[get_column_letter(index)].width = max(SHEET_CHARS * width // 100, 6)
        for row in (table.headers, *table.rows):
            cells = [_cell(sheet, text, bold=row is table.headers) for text in row]
            sheet.append(cells)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool) -> Any:
    return cell(sheet, typed(text), Font(bold=bold), Alignment(wrap_text=True, vertical="top"))


def typed(text: str) -> str | int | date:
    """Days and whole numbers as what they are, so that Excel can sort them."""
    day = parse_date(text) if DAY.fullmatch(text) else None
    return day or (int(text) if NUMBER.fullmatch(text) else text)
