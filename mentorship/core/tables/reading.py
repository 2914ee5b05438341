"""Reading a table from whatever people upload as «Excel»: values as text, no domain words here.

What the file is, its content says, not its name. Anything that is no table is refused in plain words.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import BinaryIO

from mentorship.core.forms import offices, uploads
from mentorship.core.refusal import Refusal
from mentorship.core.tables import workbooks

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL = 2_000
LAST_ROW = 1_048_576  # Excel has no more
HEAD = 15  # the header row is looked for among so many first rows
SAVE_AS = "Откройте файл в Excel, выберите «Сохранить как» и тип «Книга Excel (.xlsx)»."
KINDS = (
    (b"MZ", "Это программа, а не таблица. Загрузите файл Excel (.xlsx) или CSV."),
    (b"%PDF", "Это PDF, а не таблица. Загрузите файл Excel (.xlsx) или CSV."),
    (b"\x89PNG", "Это картинка, а не таблица. Загрузите файл Excel (.xlsx) или CSV."),
    (b"\xff\xd8\xff", "Это фотография, а не таблица. Загрузите файл Excel (.xlsx) или CSV."),
    (b"Rar!", "Это архив. Достаньте из него таблицу и загрузите её."),
    (b"{\\rtf", "Это текст Word, а не таблица. Скопируйте таблицу в Excel и сохраните как .xlsx."),
)
TOO_LONG = f"В файле больше {MAX_ROWS // 1000}\N{NO-BREAK SPACE}000 строк. Разделите список и загрузите его частями."
OLD_EXCEL = f"Это старый формат Excel (.xls). {SAVE_AS}"
PROTECTED = "Файл защищён паролем. Снимите пароль в Excel, сохраните и загрузите снова."
Scorer = Callable[[Sequence[str]], int]


class BadTable(Refusal):
    """The file is no table that can be read; the text is for the user."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows as (number in the file, cells); `merged` are ranges such as «A5:A7»."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]
    merged: list[str] = field(default_factory=list)


def read(file: BinaryIO, score: Scorer) -> Table:
    """The table of the file. `score` says how many headings it knows in a row: the best row is the header."""
    content = _content(file)
    if content.startswith(b"PK\x03\x04"):
        _check_archive(file)
        return _from_book(file, score)
    _refuse_other_kinds(content)
    return _from_text(_decoded(content), score)


def _content(file: BinaryIO) -> bytes:
    content = file.read(MAX_BYTES + 1)
    file.seek(0)
    if len(content) > MAX_BYTES:
        raise BadTable("Файл больше 10 МБ. Оставьте в нём один лист со списком.")
    if not content.strip():
        raise BadTable("Файл пустой. Проверьте, тот ли файл вы выбрали.")
    return content


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadTable(PROTECTED if "EncryptedPackage".encode("utf-16-le") in content else OLD_EXCEL)
    for start, words in KINDS:
        if content.startswith(start):
            raise BadTable(words)
    beginning = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if beginning.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise BadTable(f"Это веб-страница с именем таблицы: так выгружают некоторые программы. {SAVE_AS}")


def _check_archive(file: BinaryIO) -> None:
    if offices.has_many_parts(file):
        raise BadTable(uploads.BOMB)
    names = workbooks.names_in(file)
    if "word/document.xml" in names:
        raise BadTable("Это документ Word, а не таблица. Скопируйте таблицу в Excel и сохраните как .xlsx.")
    if "content.xml" in names:
        raise BadTable("Это таблица LibreOffice (.ods). Сохраните её как «Excel 2007–365 (.xlsx)».")
    if names and "xl/workbook.xml" not in names:
        raise BadTable("Это архив, а не таблица. Достаньте из него файл .xlsx и загрузите его.")
    if words := uploads.problem(file, ".xlsx"):
        raise BadTable(words)


def _from_book(file: BinaryIO, score: Scorer) -> Table:
    try:
        with workbooks.opened(file) as book:
            sheet = _best_sheet(book, score)
            lines = _limited(sheet.lines(MAX_COLUMNS + 1))
            return _table(lines, score, sheet.merged())
    except (Refusal, MemoryError):
        raise
    except Exception as error:  # openpyxl meets hostile or broken files with exceptions of any kind
        raise BadTable(uploads.BROKEN) from error


def _best_sheet(book: workbooks.Book, score: Scorer) -> workbooks.BookSheet:
    """The visible sheet whose first rows know most headings; of equal ones, the first."""
    heads = [(sheet, sheet.head(HEAD, MAX_COLUMNS)) for sheet in book.sheets()]
    filled = [(sheet, rows) for sheet, rows in heads if rows]
    if not filled:
        raise BadTable("В файле нет ни одной заполненной строки.")
    return max(filled, key=lambda pair: max(map(score, pair[1])))[0]


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(content, "utf-16")
    if b"\0" in content:
        raise BadTable("Это не таблица. Загрузите файл Excel (.xlsx) или CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _try(content, "cp1251")


def _try(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        words = "Не удалось понять, в какой кодировке записан текст. Сохраните файл как .xlsx или «CSV UTF-8»."
        raise BadTable(words) from error


def _from_text(text: str, score: Scorer) -> Table:
    """Semicolons, commas or tabs: whichever makes the best header."""
    beginning = "".join(text.splitlines(keepends=True)[: 2 * HEAD])

    def merit(delimiter: str) -> tuple[int, int]:
        rows = [cells for _, cells in _parsed(beginning, delimiter, strict=False)][:HEAD] or [[]]
        return max(map(score, rows)), max(map(len, rows))

    delimiter = max(";\t,", key=merit)
    if merit(delimiter)[1] < 2 and "\n" not in text.strip():
        raise BadTable("В файле одна строка и один столбец: это не похоже на список.")
    return _table(_limited(_parsed(text, delimiter, strict=True)), score, [])


def _parsed(text: str, delimiter: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        for cells in reader:
            yield reader.line_num, [" ".join(cell.split()) for cell in cells]
    except csv.Error as error:
        words = f"В строке {reader.line_num} файла не закрыта кавычка или стоит лишняя. Исправьте её и загрузите снова."
        raise BadTable(words) from error


def _limited(lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Rows with anything in them; more of them than may be is refused, never cut."""
    count = last = 0
    for number, cells in lines:
        if number > LAST_ROW:
            raise BadTable(f"В файле строка с номером больше {LAST_ROW}: таких в Excel не бывает. {uploads.BROKEN}")
        if not any(cells):
            continue
        if number - last > workbooks.MOST_EMPTY:
            raise BadTable(
                f"Перед строкой {number} больше {workbooks.MOST_EMPTY} пустых строк подряд. "
                f"Удалите их или то, что записано в строке {number}, и загрузите снова."
            )
        count, last = count + 1, number
        if count > MAX_ROWS + HEAD:
            raise BadTable(TOO_LONG)
        if any(cells[MAX_COLUMNS:]):
            raise BadTable(f"В файле больше {MAX_COLUMNS} столбцов. Уберите лишние.")
        if any(len(cell) > MAX_CELL for cell in cells):
            raise BadTable(f"В строке {number} ячейка длиннее {MAX_CELL} знаков. Сократите её.")
        yield number, cells[:MAX_COLUMNS]


def _table(lines: Iterator[tuple[int, list[str]]], score: Scorer, merged: list[str]) -> Table:
    rows = list(lines)
    if not rows:
        raise BadTable("В файле нет ни одной заполненной строки.")
    place = _header_place([cells for _, cells in rows[:HEAD]], score)
    headings, data = rows[place][1], rows[place + 1 :]
    if not data:
        raise BadTable("Под заголовками нет ни одной строки с данными.")
    if len(data) > MAX_ROWS:
        raise BadTable(TOO_LONG)
    width = max(len(cells) for _, cells in [rows[place], *data])
    while width and not any(len(cells) >= width and cells[width - 1] for _, cells in [rows[place], *data]):
        width -= 1
    return Table(_padded(headings, width), [(number, _padded(cells, width)) for number, cells in data], merged)


def _header_place(head: list[list[str]], score: Scorer) -> int:
    """The row with most known headings; when none is known, the first with two cells filled."""
    scores = [score(cells) for cells in head]
    if max(scores):
        return scores.index(max(scores))
    return next((place for place, cells in enumerate(head) if len([cell for cell in cells if cell]) > 1), 0)


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))][:width]
