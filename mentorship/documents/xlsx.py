"""Tree → Excel: every table of a document as a sheet, for registers."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from mentorship.documents import tree
from mentorship.documents.html import column_widths

SHEET_CHARS = 130  # so many characters make the width of a page


def render_xlsx(document: tree.Document) -> bytes:
    """The tables of the document; text stays text, so a value can never become a formula."""
    book = Workbook(write_only=True)
    tables = [block for block in document.blocks if isinstance(block, tree.Table)]
    for number, table in enumerate(tables, start=1):
        sheet = book.create_sheet(f"Лист {number}")
        sheet.freeze_panes = "A2"
        for index, width in enumerate(column_widths(table), start=1):
            sheet.column_dimensions[get_column_letter(index)].width = max(SHEET_CHARS * width // 100, 6)
        for row in (table.headers, *table.rows):
            cells = [_cell(sheet, text, bold=row is table.headers) for text in row]
            sheet.append(cells)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.font, cell.alignment = Font(bold=bold), Alignment(wrap_text=True, vertical="top")
    return cell
