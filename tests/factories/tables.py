"""Lists of staff as people really have them: made here, never kept in the repository."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

HEADINGS = ["№", "Ф.И.О. сотрудника", "Дата рождения", "Должность", "Категория", "Педагогический стаж (лет)"]
ROW = [1, "Новикова Анна Петровна", "14.05.1990", "Воспитатель", "высшая", "5 лет 3 мес"]


def book(*rows, merge: tuple[str, ...] = (), above: tuple = ()) -> bytes:
    """An .xlsx with these rows; `above` stand over the headings."""
    made = Workbook()
    for row in (*above, *rows):
        made.active.append(row)
    for area in merge:
        made.active.merge_cells(area)
    return saved(made)


def saved(made: Workbook) -> bytes:
    output = BytesIO()
    made.save(output)
    return output.getvalue()


def text(*rows, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(map(str, row)) for row in rows).encode(encoding)


def upload(content: bytes, name: str = "список.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def read_book(content: bytes) -> list[list]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.rows]


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """The same .xlsx with some files inside replaced or added; `__` stands for a slash, `_dot_` for a full stop."""
    names = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            if info.filename not in names:
                target.writestr(info, source.read(info))
        for name, part in names.items():
            target.writestr(name, part)
    return output.getvalue()
