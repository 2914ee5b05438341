"""Every list goes to Excel and CSV as it is searched and filtered; no text becomes a formula; everything in one archive."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django.urls import reverse
from openpyxl import load_workbook

from mentorship.core.tables.writing import Sheet, csv_bytes, xlsx_bytes
from mentorship.pairs.models import Decline
from mentorship.people.models import Person
from mentorship.programs.models import Activity, Program
from mentorship.replacements.models import Replacement
from mentorship.safekeeping.exports import OWNED
from tests.factories.pairs import PairFactory, option
from tests.factories.people import (
    MenteeEntryFactory,
    MentorEntryFactory,
    NeedFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.tables import read_book
from tests.test_lists import EXPORTS, LISTS, program, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
BOMBS = ["=1+1", "+7 900", "-5", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', 'обычный; текст "в кавычках"']


def book_of(client, name, **query):
    return read_book(client.get(reverse(name), {**query, "excel": "1"}).content)


def text_of(client, name, **query):
    content = client.get(reverse(name), {**query, "csv": "1"}).content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_text_is_never_a_formula():
    sheet = Sheet("Пробы", ["=заголовок"], [[bomb] for bomb in BOMBS])

    page = load_workbook(BytesIO(xlsx_bytes([sheet]))).active
    assert {cell.data_type for row in page.rows for cell in row} == {"s"}
    assert page["A2"].value == "=1+1"
    rows = list(csv.reader(StringIO(csv_bytes(sheet).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows] == ["'=заголовок", *(f"'{bomb}" for bomb in BOMBS[:-1]), BOMBS[-1]]


@pytest.mark.parametrize("name", [*EXPORTS, "orders:list", "archive:consents"])
def test_every_list_offers_both_files_and_both_hold_the_same_rows(as_user, curator, name):
    LISTS.get(name, (lambda: PairFactory(active=True), 0))[0]()
    client = as_user(curator)

    page = client.get(reverse(name)).content.decode()
    assert "excel=1" in page
    assert "csv=1" in page
    assert len(book_of(client, name)) == len(text_of(client, name)) >= 2


def test_all_rows_of_the_search_go_not_only_the_page(as_user, curator):
    for number in range(30):
        PersonFactory(last_name=f"Новикова{'абвгдежзик'[number % 10]}", patronymic=f"П{'абв'[number // 10]}вна")
    client = as_user(curator)

    assert len(book_of(client, "people:list", q="новикова", page="2")) == 31
    assert len(book_of(client, "people:list", q="такого нет")) == 1


def test_hostile_names_come_back_as_they_were_written(as_user, curator):
    PersonFactory(last_name="Новикова", phone="+7 900 000-00-00", education="=cmd|'/C calc'!A0")
    client = as_user(curator)

    book, text = (dict(zip(*rows(client, "people:list", q="новикова"), strict=True)) for rows in (book_of, text_of))

    assert (book["Образование"], text["Образование"]) == ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0")
    assert (book["Дата рождения"].year, text["Дата рождения"]) == (1990, "14.05.1990")


def test_a_person_takes_away_only_what_the_person_may_see(as_user):
    own, other = PairFactory(active=True), PairFactory(active=True)
    client = as_user(UserFactory(person=own.mentor))

    rows = str(book_of(client, "pairs:list"))

    assert own.mentees[0].full_name in rows
    assert other.mentees[0].full_name not in rows
    assert client.get(reverse("people:list"), {"excel": "1"}).status_code == 403


def test_in_a_group_a_mentee_does_not_learn_who_the_others_are(as_user):
    pair = PairFactory(active=True, mentees=[MenteeEntryFactory().person for _ in range(2)])
    first, second = pair.mentees

    rows = str(book_of(as_user(UserFactory(person=first)), "pairs:list"))

    assert first.full_name in rows
    assert second.full_name not in rows


def test_everything_in_one_archive(as_user, director):
    mentor = MentorEntryFactory(person__education="=1+1").person
    pair = PairFactory(active=True, mentor=mentor)
    NeedFactory(person=pair.mentees[0], text="Как вести журнал")
    program()
    report()
    client = as_user(director)
    assert "Банк наставников" in client.get(reverse("safekeeping:export")).content.decode()

    answer = client.get(reverse("safekeeping:export_file"))

    archive = zipfile.ZipFile(BytesIO(answer.getvalue()))
    book = load_workbook(BytesIO(archive.read("Все данные.xlsx")))
    assert len(book.sheetnames) == len(archive.namelist()) - 1 == len(OWNED)
    people = list(csv.DictReader(StringIO(archive.read("csv/Сотрудники.csv").decode("utf-8-sig")), delimiter=";"))
    assert len(people) == Person.objects.count() == book["Сотрудники"].max_row - 1
    assert next(row for row in people if row["Фамилия"] == mentor.last_name)["Образование"] == "'=1+1"
    pairs = archive.read("csv/Пары.csv").decode("utf-8-sig")
    assert f"{mentor.full_name};" in pairs
    assert "назначена приказом" in pairs
    assert "Как вести журнал" in archive.read("csv/Запросы наставляемых.csv").decode()
    assert not any("pbkdf2" in str(archive.read(name)) for name in archive.namelist())


# What the archive leaves out, and why.
KEPT_BACK = {
    "User": "logins and passwords never leave",
    "Invitation": "codes never leave",
    "OpenSession": "where somebody is signed in just now",
    "Restoration": "a mark that a restored copy is whole",
    "Alert": "what somebody was told of the own login",
    "Attempt": "failures at the door, forgotten in a day",
    "ForgottenPassword": "addresses that wait for an answer",
    "StaffImport": "a file of the user's own, forgotten after loading",
    "Draft": "text that somebody has not sent yet",
    "SentForm": "marks against a double click",
    "Package": "derived: made again from the papers",
    "Part": "derived: of a package",
    "NumberRegister": "the last numbers of the journals: the orders have theirs",
    "Scan": "files: in the backup",
    "KeptPaper": "files: in the backup and on the pages of what they are about",
    "Preference": "how a person wants to be reminded, and the hash of a secret address",
    "Letter": "mail on its way: its words are forgotten when it has left",
    "Reminder": "marks against telling twice",
    "RemindRun": "marks against running twice",
    "CertificateMark": "files: on the page of the order",
}


def test_no_record_is_forgotten_by_the_archive():
    """A new model is either taken along or named above with its reason."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("mentorship.")]
    records = [model for model in ours if not model.__name__.startswith("Historical") and not model._meta.auto_created]

    assert {model.__name__ for model in records if model not in OWNED} == set(KEPT_BACK)


def test_a_curator_takes_away_nothing_that_is_closed_to_the_own_side_of_a_pair(as_user, curator):
    """Why the mentee has declined, the mentor's draft programme about the curator, the note of the mentor before."""
    as_mentor, as_mentee = PairFactory(mentor=curator.person), PairFactory(active=True, mentees=[curator.person])
    others = PairFactory()
    for pair, words in ((as_mentor, "ОТКАЗ СВОЙ"), (others, "ОТКАЗ ЧУЖОЙ")):
        Decline.objects.create(pair=pair, person=pair.mentees[0], declined_on=pair.starts_on, reason=words)
    for pair, words in ((as_mentee, "СВОЯ"), (PairFactory(active=True), "ЧУЖАЯ")):
        days = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
        draft = Program.objects.create(pair=pair, goal=f"ПРОГРАММА {words}", **days)
        due = {"section": option("section", "study"), "due_on": pair.ends_on, "responsible": pair.mentor}
        Activity.objects.create(program=draft, title=f"ПУНКТ {words}", **due)
        note = {"note_done": f"ЗАПИСКА {words}", "note_left": "Урок", "note_on": pair.starts_on, "note_by": pair.mentor}
        Replacement.objects.create(pair=pair, reason="Просьба", begun_on=pair.starts_on, **note)

    archive = zipfile.ZipFile(BytesIO(as_user(curator).get(reverse("safekeeping:export_file")).getvalue()))

    rows = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv"))
    for words in ("ОТКАЗ СВОЙ", "ПРОГРАММА СВОЯ", "ПУНКТ СВОЯ", "ЗАПИСКА СВОЯ"):
        assert words not in rows
    for words in ("ОТКАЗ ЧУЖОЙ", "ПРОГРАММА ЧУЖАЯ", "ПУНКТ ЧУЖАЯ", "ЗАПИСКА ЧУЖАЯ"):
        assert words in rows
