"""Writing tables for Excel: .xlsx and CSV in which no text ever becomes a formula; no domain words here."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from mentorship.core.words.text import UNWANTED

SHEET_NAME = re.compile(r"[\[\]:*?/\\]")  # what Excel refuses in the name of a sheet
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # Excel takes a CSV cell that begins so for a formula
WIDEST, MOST = 50, 32_000  # signs: the width of a column, the length of a cell
FORMATS = {"excel": "xlsx", "csv": "csv"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to download: cells are text, whole numbers, days, yes or no, or nothing."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()


def asked(params: Mapping[str, str]) -> str:
    """Which file the address of a list asks for: xlsx, csv or none."""
    return next((format for name, format in FORMATS.items() if name in params), "")


def render(sheet: Sheet, format: str) -> bytes:
    """The table as xlsx or csv."""
    return csv_bytes(sheet) if format == "csv" else xlsx_bytes([sheet])


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """One workbook; days and numbers can be sorted, text stays text."""
    book = Workbook(write_only=True)
    bold, plain = (Font(bold=True), Alignment(wrap_text=True, vertical="top")), (None, None)
    for sheet in sheets:
        page = book.create_sheet(SHEET_NAME.sub(" ", sheet.title)[:31])
        page.freeze_panes = "A2"
        for index, heading in enumerate(sheet.headings):
            width = sheet.widths[index] if sheet.widths else min(max(len(heading) + 2, 14), WIDEST)
            page.column_dimensions[get_column_letter(index + 1)].width = width
        page.append([cell(page, heading, *bold) for heading in sheet.headings])
        for row in sheet.rows:
            page.append([cell(page, value, *plain) for value in row])
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def cell(page: Any, value: Any, font: Any = None, alignment: Any = None) -> Any:
    """A cell of a workbook: a day is a day, a whole number a number, text is never a formula."""
    value = _plain(value)
    if value is None or (isinstance(value, int) and font is None):
        return value
    made = WriteOnlyCell(page, value)
    if isinstance(value, str):
        made.data_type = "s"
    elif isinstance(value, datetime):
        made.number_format = "DD.MM.YYYY HH:MM"
    elif isinstance(value, date):
        made.number_format = "DD.MM.YYYY"
    if font is not None:
        made.font, made.alignment = font, alignment
    return made


def csv_bytes(sheet: Sheet) -> bytes:
    """With semicolons and a byte mark, so that the Russian Excel opens it by a double click."""
    output = StringIO(newline="")
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(heading) for heading in sheet.headings])
    writer.writerows([_harmless(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + output.getvalue().encode()


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, str):
        return UNWANTED.sub("", value)[:MOST] or None
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    return value


def _harmless(value: Any) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(DANGEROUS) else value
    value = _plain(value)
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value)
