"""Every list asks the database the same however many rows it has; search, sorting, paging."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.pairs.models import Agreement
from mentorship.programs.models import Program
from mentorship.reminders.models import Letter
from mentorship.reports.models import Report
from mentorship.roadmap.models import Roadmap
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory
from tests.factories.partners import CooperationFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, PersonFactory, UserFactory
from tests.factories.petitions import petition
from tests.factories.regulation import LegalActFactory
from tests.factories.tables import read_book
from tests.pages import shut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def program():
    pair = PairFactory(active=True)
    return Program.objects.create(pair=pair, starts_on=pair.starts_on, ends_on=pair.ends_on)


def report():
    part = PairFactory(ended=True).participations.get()
    return Report.objects.create(
        participation=part, side="mentor", author=part.mentor, status="submitted", submitted_on="2027-06-01"
    )


def agreement():
    pair = PairFactory(active=True)
    dates = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    return Agreement.objects.create(pair=pair, content="Учит", form="Очно", **dates)


def roadmap():
    last = Roadmap.objects.order_by("ends_on").last()
    year = last.ends_on.year if last else 2026
    days = {"starts_on": date(year, 9, 1), "ends_on": date(year + 1, 8, 31)}
    return Roadmap.objects.create(title="Дорожная карта", columns=[["stage", "Этап"]], **days)


def letter():
    now = timezone.now()
    return Letter.objects.create(
        person=PersonFactory(), address="anna@sad.example", subject="Напоминание", created_at=now, next_attempt_at=now
    )


LISTS = {
    "people:list": (PersonFactory, 7),
    "people:mentors": (MentorEntryFactory, 12),
    "people:mentees": (MenteeEntryFactory, 11),
    "people:accounts": (UserFactory, 8),
    "pairs:list": (lambda: PairFactory(), 7),
    "pairs:agreements": (agreement, 6),
    "orders:list": (lambda: PairFactory(active=True), 7),
    "programs:list": (program, 7),
    "reports:list": (report, 6),
    "petitions:list": (petition, 10),
    "roadmap:list": (roadmap, 7),
    "reminders:letters": (letter, 6),
    "journal:list": (MeetingFactory, 8),
    "regulation:legal": (LegalActFactory, 6),
    "partners:list": (CooperationFactory, 7),
}


# Headings that say the institution's words ask for them once.
EXPORTS = {
    "people:list": 6,
    "people:mentors": 8,
    "people:mentees": 8,
    "pairs:list": 7,
    "pairs:agreements": 5,
    "programs:list": 8,
    "reports:list": 6,
    "journal:list": 8,
    "petitions:list": 6,
}


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_file_costs_the_same_queries_for_one_row_and_for_three(
    as_user, curator, name, count, django_assert_num_queries
):
    for _ in range(count):
        LISTS[name][0]()
    client = as_user(curator)
    client.get("/")

    with django_assert_num_queries(EXPORTS[name]):
        rows = read_book(client.get(reverse(name), {"excel": "1"}).content)

    assert len(rows) >= count + 1
    assert len(set(map(len, rows))) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_archive_of_everything_costs_the_same_queries_however_many_rows(
    as_user, director, count, django_assert_num_queries
):
    for _ in range(count):
        PairFactory(active=True)
    client = as_user(director)
    client.get("/")

    with django_assert_num_queries(116):  # former names, requisites, refusals, pauses, acts and choices have own sheets
        shut(client.get(reverse("safekeeping:export_file")))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_queries_for_one_row_and_for_three(
    as_user, curator, name, count, django_assert_num_queries
):
    make, queries = LISTS[name]
    for _ in range(count):
        make()
    client = as_user(curator)
    client.get("/")

    with django_assert_num_queries(queries):
        page = client.get(reverse(name))

    assert page.context["listing"].total >= count


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query", ["?q=%00", "?page=999999", "?page=-1", "?sort=нет", "?sort=-", "?q=" + "я" * 5000, "?status=нет&state=x"]
)
def test_nonsense_in_the_address_of_a_list_is_survived(as_user, curator, name, query):
    LISTS[name][0]()

    assert as_user(curator).get(reverse(name) + query).status_code == 200


def test_twenty_five_rows_a_page_and_the_last_page_for_too_far(as_user, curator):
    for _ in range(30):
        PersonFactory()

    client = as_user(curator)
    first, far = (client.get(reverse("people:list"), {"page": page}).context["listing"].page for page in (1, 99))
    assert (len(first), far.number, len(far)) == (25, 2, 31 - 25)


def test_sorting_turns_round(as_user, curator):
    for name in ("Борисова", "Авдеева", "Викторова"):
        PersonFactory(last_name=name)
    client = as_user(curator)

    def names(sort):
        rows = client.get(reverse("people:list"), {"sort": sort}).context["listing"].page
        return [row.last_name for row in rows if not row.last_name.startswith("Учит")]

    assert names("name") == ["Авдеева", "Борисова", "Викторова"]
    assert names("-name") == ["Викторова", "Борисова", "Авдеева"]


def test_filters_narrow_the_rows(as_user, curator):
    MentorEntryFactory(trained_on=None)
    trained = MentorEntryFactory()

    rows = as_user(curator).get(reverse("people:mentors"), {"ready": "yes"}).context["listing"].page

    assert list(rows) == [trained]


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_what_to_do(as_user, curator, name):
    page = as_user(curator).get(reverse(name), {"q": "такого точно нет"}).content.decode()

    assert "Ничего не нашлось" in page


@pytest.mark.parametrize(
    "address",
    [
        "/people/99999999999999999999999/",
        "/pairs/propose/?mentee=99999999999999999999999",
        "/pairs/propose/?mentor=%D9%A3",
        "/pairs/order/?pair=99999999999999999999999",
        "/mentors/?competence=99999999999999999999999",
    ],
)
def test_a_number_too_large_for_the_database_is_no_record(as_user, curator, address):
    assert as_user(curator).get(address).status_code in (200, 404)
