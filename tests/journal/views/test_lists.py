"""The journal of a pair and of all, the page of hours, their files."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.journal.services import meetings
from tests.factories.journal import MeetingFactory, helped
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory
from tests.factories.tables import read_book
from tests.journal.conftest import TODAY
from tests.journal.pages import typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]


def test_who_may_read_and_who_may_write(as_user, mentee, director, pair):
    meeting = MeetingFactory(pair=pair)
    readers = [mentee, director, UserFactory(office=Office.COUNCIL)]

    assert [as_user(user).get(url("pair", pair.pk)).status_code for user in readers] == [200, 200, 200]
    for user in readers:
        for name, pk in (("add", pair.pk), ("edit", meeting.pk), ("cancel", meeting.pk)):
            assert as_user(user).post(url(name, pk), typed(reason="x")).status_code == 403
    assert as_user(UserFactory(office=Office.CLERK)).get(url("pair", pair.pk)).status_code == 404
    assert as_user(UserFactory()).get(url("card", meeting.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_journal_of_a_pair_costs_the_same_queries_however_long_it_is(
    as_user, curator, pair, count, django_assert_num_queries
):
    MeetingFactory.create_batch(count, pair=pair)
    client = as_user(curator)
    client.get("/")

    with django_assert_num_queries(15):
        client.get(url("pair", pair.pk))


def test_filters_of_the_list(as_user, curator, mentee, pair):
    marked, other = MeetingFactory(pair=pair), MeetingFactory(held_on=dt.date(2026, 9, 20))
    meetings.mark(marked, attended=True, today=TODAY, by=mentee)
    client = as_user(curator)

    def found(**query):
        return list(client.get(reverse("journal:list"), query).context["listing"].page)

    assert found(state="unmarked") == [other]
    assert found(month="2026-10") == [marked]
    assert found(who=f"{pair.mentor.last_name} {pair.mentees[0].last_name}".upper()) == [marked]
    assert found(who=other.pair.mentor.full_name) == [other]
    assert found(month="2026-99", state="x") == [marked, other]


def test_the_page_of_hours_and_its_file(as_user, curator, pair):
    MeetingFactory(pair=pair, minutes=90)
    MeetingFactory(pair=pair, minutes=30, held_on=dt.date(2026, 9, 30))
    MeetingFactory(minutes=45)
    helped(pair, dt.date(2026, 10, 1), 15)
    client = as_user(curator)

    page = client.get(reverse("journal:hours")).content.decode()
    heading, *lines = read_book(client.get(reverse("journal:hours") + "?excel=1").content)

    assert "3\xa0ч" in page
    (own,) = [line for line in lines if line[0] == pair.mentor.full_name]
    assert (own[1], own[2], own[-2], own[-1]) == (30, 105, 135, "2 ч 15 мин")
    assert heading[1] == "сентябрь 2026, мин"
    mine = as_user(UserFactory(person=pair.mentor)).get(reverse("journal:hours"))
    assert [person for person, _, _ in mine.context["rows"]] == [pair.mentor]
    mentee = as_user(UserFactory(person=pair.mentees[0])).get(reverse("journal:hours"))
    assert mentee.context["rows"] == []


@pytest.mark.parametrize("year", ["", "2025", "1", "9" * 30, "²", "нет"])
def test_any_year_in_the_address_is_survived(as_user, curator, year):
    assert as_user(curator).get(reverse("journal:hours"), {"year": year}).status_code == 200


def test_the_card_of_a_situational_pair_leads_with_help(as_user, edition):
    pair = PairFactory(active=True, kind=option("kind", "situational"))
    client = as_user(UserFactory(person=pair.mentor))

    page, card = (client.get(address).content.decode() for address in (url("pair", pair.pk), pair.get_absolute_url()))

    assert page.index("Помощь по обращениям") < page.index('<h2 id="meetings">')
    assert "Помощь и журнал встреч" in card
    assert url("log_help", pair.pk) in card


def test_the_journal_goes_to_excel_and_no_text_becomes_a_formula(as_user, mentor, pair):
    MeetingFactory(pair=pair, topic="=1+1", minutes=90)

    heading, row = read_book(as_user(mentor).get(url("pair", pair.pk) + "?excel=1").content)

    found = dict(zip(heading, row, strict=True))
    assert (found["Минут"], found["Тема"], found["Состояние"]) == (90, "=1+1", "проведена")
