"""Reading .xlsx: every cell as the text that a person sees, without computing anything."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any, BinaryIO

from openpyxl import load_workbook

CHUNK = 1 << 20
MOST_SHEETS = 10
MOST_EMPTY = 5_000  # empty rows one after another: below them no list goes on
MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
FORMULA = re.compile(rb"<f[ >/]")
UNCOMPUTED = "#ФОРМУЛА"  # a formula whose value the program that made the file did not keep
Line = tuple[int, list[str]]


def names_in(file: BinaryIO) -> set[str]:
    """The files inside the archive; empty when it is broken."""
    try:
        with zipfile.ZipFile(file) as archive:
            return set(archive.namelist())
    except zipfile.BadZipFile:
        return set()
    finally:
        file.seek(0)


@contextmanager
def opened(file: BinaryIO) -> Iterator["Book"]:
    """The workbook with the values that were kept beside its formulas."""
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        yield Book(file, book)
    finally:
        book.close()
        file.seek(0)


class Book:
    def __init__(self, file: BinaryIO, book: Any) -> None:
        self.file, self.book = file, book

    def sheets(self) -> list["BookSheet"]:
        """The visible sheets with cells, the first ten."""
        visible = [sheet for sheet in self.book.worksheets if sheet.sheet_state == "visible"]
        return [BookSheet(self.file, sheet) for sheet in visible[:MOST_SHEETS]]


class BookSheet:
    """One sheet of a book; `lines` reads it row by row."""

    def __init__(self, file: BinaryIO, sheet: Any) -> None:
        self.file, self.sheet = file, sheet
        self.sheet.reset_dimensions()  # the size that the file states may be wrong
        self._scanned: tuple[list[str], bool] | None = None

    def head(self, rows: int, columns: int) -> list[list[str]]:
        """The first rows that have anything in them; the search ends where only empty rows follow."""
        found: list[list[str]] = []
        last = 0
        for number, cells in self._values(self.sheet, columns):
            if any(cells):
                found.append(cells)
                last = number
            if len(found) == rows or number - last > MOST_EMPTY:
                break
        return found

    def merged(self) -> list[str]:
        """Ranges of merged cells."""
        return self._scan()[0]

    def lines(self, columns: int) -> Iterator[Line]:
        """Every row; a formula without a kept value is named, not passed over as an empty cell."""
        values = self._values(self.sheet, columns)
        if not self._scan()[1]:
            yield from values
            return
        book = load_workbook(self.file, read_only=True, keep_links=False)
        sheet = book[self.sheet.title]
        sheet.reset_dimensions()
        for (number, cells), formulas in zip(values, sheet.iter_rows(max_col=columns, values_only=True), strict=False):
            if any(formulas):
                both = zip_longest(cells, formulas, fillvalue="")
                cells = [UNCOMPUTED if not cell and _is_formula(raw) else cell for cell, raw in both]
            yield number, cells

    def _values(self, sheet: Any, columns: int) -> Iterator[Line]:
        for number, row in enumerate(sheet.iter_rows(max_col=columns, values_only=True), start=1):
            # A sparse sheet has many rows without anything: they cost next to nothing.
            yield number, [text_of(value) for value in row] if row.count(None) < len(row) else []

    def _scan(self) -> tuple[list[str], bool]:
        """Merged ranges, and whether there is any formula: what reading by rows does not tell.

        `_get_source` is private to openpyxl, which gives merged cells and formulas no other way without reading
        the whole sheet at once.
        """
        if self._scanned is None:
            merged: list[str] = []
            formulas, rest = False, b""
            with self.sheet._get_source() as source:
                while chunk := source.read(CHUNK):
                    text = rest + chunk
                    formulas = formulas or FORMULA.search(text) is not None
                    merged += [found.decode() for found in MERGE.findall(text)]
                    rest = text[-60:] if b"<mergeCell" not in text[-60:] else text[text.rindex(b"<mergeCell") :]
            self._scanned = list(dict.fromkeys(merged)), formulas
        return self._scanned


def _is_formula(raw: Any) -> bool:
    return raw is not None and (not isinstance(raw, str) or raw.startswith("="))


def text_of(value: Any) -> str:
    """The cell as text: days as 01.09.2026, whole numbers without a fraction, spaces tidied."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    if isinstance(value, time | timedelta):
        return "0"  # Excel shows a day number below one as a time
    return str(value)
