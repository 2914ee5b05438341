"""Ugly files: precise words, nothing changed; and those that are only unusual are read."""

import datetime as dt
import struct
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import Workbook

from mentorship.core.tables import reading
from mentorship.people.imports.columns import known
from mentorship.people.models import Person, StaffImport
from tests.factories.files import pdf, picture, word
from tests.factories.tables import HEADINGS, ROW, book, saved, text, upload, with_parts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
START = reverse("people:import")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def many(rows: int) -> bytes:
    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    sheet.append(HEADINGS)
    for number in range(rows):
        sheet.append([number, "Новикова Анна Петровна"])
    return saved(made)


def bomb() -> bytes:
    """A hundred megabytes of nothing in a small file."""
    return with_parts(book(HEADINGS, ROW), xl__worksheets__sheet1_dot_xml=b" " * 100_000_000)


def laughs() -> bytes:
    """Entities that unfold into each other."""
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    return with_parts(book(HEADINGS, ROW), xl__worksheets__sheet1_dot_xml=xml)


def sparse(*numbers: float) -> bytes:
    """A sheet that names its rows by these numbers and leaves all others out."""
    rows = "".join(
        f'<row r="{number}"><c t="inlineStr"><is><t>ФИО</t></is></c><c t="inlineStr"><is><t>Новикова Анна</t></is></c></row>'
        for number in numbers
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><worksheet '
        f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    )
    return with_parts(book(HEADINGS, ROW), xl__worksheets__sheet1_dot_xml=xml.encode())


def half() -> bytes:
    whole = book(HEADINGS, ROW)
    return whole[: len(whole) // 2]


def archive() -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as made:
        made.writestr("список.xlsx", book(HEADINGS, ROW))
    return output.getvalue()


UGLY = {
    "empty": (b"", "список.xlsx", "пустой"),
    "spaces only": (b"  \r\n ", "список.csv", "Файл пустой"),
    "an empty book": (book(), "список.xlsx", "нет ни одной заполненной строки"),
    "headings alone": (book(HEADINGS), "список.xlsx", "Под заголовками нет ни одной строки"),
    "a renamed .exe": (b"MZ\x90\0" + b"\0" * 500, "список.xlsx", "Это программа, а не таблица"),
    "an old .xls": (OLE + b"\0" * 600, "список.xls", "Это старый формат Excel"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "список.xlsx", "защищён паролем"),
    "a PDF": (pdf(), "список.xlsx", "Это PDF, а не таблица"),
    "a photo": (picture("JPEG"), "список.csv", "Это фотография"),
    "a Word document": (word(), "список.xlsx", "Это документ Word"),
    "an archive": (archive(), "список.zip", "Это архив"),
    "a web page": (b"<html><table><tr><td>1</td></tr></table></html>", "список.xls", "веб-страница"),
    "half a book": (half(), "список.xlsx", "Файл повреждён"),
    "a bomb": (bomb(), "список.xlsx", "разворачивается в слишком большой"),
    "entities": (laughs(), "список.xlsx", "макросы или сценарии"),
    "macros": (with_parts(book(HEADINGS, ROW), xl__vbaProject_dot_bin=b"x"), "список.xlsm", "макросы"),
    "20 001 rows": (many(20_001), "список.xlsx", "больше 20\N{NO-BREAK SPACE}000 строк"),
    "row 3 000 000": (sparse(1, 2, 3_000_000), "список.xlsx", "номером больше 1048576"),
    "row 10 to the 300": (sparse(1, 2, 1e300), "список.xlsx", "номером больше 1048576"),
    "a row far below": (sparse(1, 2, 900_000), "список.xlsx", "Перед строкой 900000 больше 5000 пустых строк подряд"),
    "nothing but a row far below": (sparse(900_000), "список.xlsx", "нет ни одной заполненной строки"),
    "200 000 rows": (
        text(HEADINGS, *[[1, "Новикова Анна"]] * 200_000),
        "список.csv",
        "больше 20\N{NO-BREAK SPACE}000 строк",
    ),
    "too wide": (book([*HEADINGS, *["x"] * 60], [*ROW, *["y"] * 60]), "список.xlsx", "больше 60 столбцов"),
    "an endless cell": (book(HEADINGS, [1, "Я" * 30_000]), "список.xlsx", "длиннее 2000 знаков"),
    "an open quote": ('ФИО;Должность\r\n"Новикова Анна;логопед'.encode(), "список.csv", "не закрыта кавычка"),
    "binary rubbish": (struct.pack("200h", *range(200)), "список.csv", "Это не таблица"),
    "an unknown encoding": (b"\xd4\xc8\xce;\xc4\xf0\r\n\x98\xff;1", "список.csv", "в какой кодировке"),
}


@pytest.mark.parametrize("kind", UGLY)
def test_what_is_no_list_is_refused_in_precise_words_and_nothing_changes(as_user, curator, kind):
    content, name, words = UGLY[kind]
    people = Person.objects.count()

    page = as_user(curator).post(START, {"file": upload(content, name)})

    assert page.status_code == 422
    assert words in page.content.decode()
    assert 'id="error_1_id_file"' in page.content.decode()  # beside the field
    assert (Person.objects.count(), StaffImport.objects.count()) == (people, 0)


def read(content: bytes) -> reading.Table:
    return reading.read(BytesIO(content), known)


NAMES = ["ФИО", "Должность"], ["Фёдорова Анна Петровна", "Воспитатель, логопед"]


@pytest.mark.parametrize(
    "content",
    [
        text(*NAMES),
        text(*NAMES, encoding="cp1251"),
        text(*NAMES, encoding="utf-8-sig"),
        text(*NAMES, encoding="utf-16"),
        text(*NAMES, delimiter="\t"),
        book(*NAMES),
        b"\xfe\xff" + text(*NAMES, encoding="utf-16-be", delimiter="\t"),
        'ФИО,Должность\nФёдорова Анна Петровна,"Воспитатель, логопед"\n'.encode("cp1251"),
    ],
)
def test_every_usual_way_to_save_a_list_is_read(content):
    table = read(content)

    assert (table.headings, table.rows) == (list(NAMES[0]), [(2, list(NAMES[1]))])


def test_titles_above_the_headings_and_empty_rows_are_passed_over():
    above = ("МБДОУ «Ромашка»",), (), ("Список сотрудников на 01.09.2026", "должность"), ()

    table = read(book(HEADINGS, ROW, [], [2, "Борисов Пётр"], above=above, merge=("A1:F1",)))

    assert table.headings == HEADINGS
    assert [(number, cells[1]) for number, cells in table.rows] == [(6, "Новикова Анна Петровна"), (8, "Борисов Пётр")]


def test_rows_that_a_sheet_leaves_out_are_empty_and_numbers_stay():
    table = read(sparse(1, 2, 5_000))

    assert [number for number, _ in table.rows] == [2, 5_000]


def test_the_sheet_that_looks_like_a_list_is_taken_and_hidden_ones_are_not():
    made = Workbook()
    made.active.append(["Пояснения", "к списку"])
    hidden, staff = made.create_sheet("скрытый"), made.create_sheet("Сотрудники")
    hidden.sheet_state = "hidden"
    for sheet in (hidden, staff):
        sheet.append(["ФИО", "Должность", *(["Телефон"] if sheet is hidden else [])])
        sheet.append([sheet.title, "логопед"])

    assert read(saved(made)).rows == [(2, ["Сотрудники", "логопед"])]


def test_cells_of_every_type_become_what_a_person_sees():
    row = [dt.datetime(1990, 5, 14), dt.date(2026, 9, 1), 5.0, 5.5, True, 79000000000, "  два   слова ", dt.time(0)]

    assert read(book(["ФИО", *"bcdefgh"], row)).rows == [
        (2, ["14.05.1990", "01.09.2026", "5", "5,5", "да", "79000000000", "два слова", "0"])
    ]


def test_a_formula_is_never_computed_and_one_without_a_value_is_named():
    table = read(book(["ФИО", "Стаж", "Должность"], ["Новикова Анна", "=1+1", '=HYPERLINK("http://x","логопед")']))

    assert table.rows == [(2, ["Новикова Анна", reading.workbooks.UNCOMPUTED, reading.workbooks.UNCOMPUTED])]


def test_merged_cells_are_known():
    assert read(book(HEADINGS, ROW, ROW, ROW, merge=("B2:B4",))).merged == ["B2:B4"]
