"""Whoever leads while the mentor is away: what an end of the pair or of a stand-in leaves open is told in time."""

import datetime as dt

import pytest
import time_machine

from mentorship.core.history import record
from mentorship.desk.duties import url_of
from mentorship.leaving.models import Decision
from mentorship.leaving.queries import undecided
from mentorship.leaving.rules import Cover, gap
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair, StandIn
from mentorship.people.employment import services as employment
from mentorship.regulation.duty import Scope
from tests.duties import owed_in
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import MentorEntryFactory
from tests.leaving.given import TODAY, away, moved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-20")]
DAY = dt.timedelta(days=1)
LAST = dt.date(2027, 1, 31)
LATER = "2027-02-01 12:00:00+03:00"
LEADS, TRANSFER = "Решить, кто ведёт, пока наставник отсутствует", "Решить, продолжать ли после перевода"


def owed(on, what=LEADS):
    return [duty.due_on for duty in owed_in("leaving", Scope(everything=True, on=on)) if duty.what == what]


def day(text):
    return dt.datetime.strptime(f"{text}", "%d.%m.%Y").date()


def ends(pair, curator, on, *, signed):
    """As the curator proposes it, or as a signed order says it."""
    pair.ending_on, pair.ending_reason = on, "по соглашению"
    if not signed:
        return record(pair, "Предложено завершить пару", curator)
    pair.closing_order = SignedOrderFactory(kind="completion", signed_on=TODAY)
    return ending.complete([pair], by=curator)


class TestEnd:
    @pytest.mark.parametrize("signed", [True, False])
    @pytest.mark.parametrize(
        ("last", "told"), [("30.11.2026", False), ("01.12.2026", False), ("02.12.2026", True), ("31.05.2027", True)]
    )
    def test_an_end_settles_an_absence_where_it_comes_no_later(self, as_user, curator, last, told, signed):
        pair = PairFactory(active=True)
        away(pair.mentor, curator, starts_on=day("01.12.2026"))
        ends(pair, curator, day(last), signed=signed)

        due = [day("15.12.2026")] * told
        assert owed(TODAY) == due
        assert bool(undecided(Pair.objects.get(), TODAY)) == told
        with time_machine.travel(LATER):
            assert owed(TODAY) == due
        if told:
            (duty,) = [row for row in owed_in("leaving", Scope(everything=True, on=TODAY)) if row.what == LEADS]
            page = as_user(curator).get(url_of(duty)).content.decode()
            assert "Наставник отсутствует с 01.12.2026" in page
            as_user(curator).post(url_of(duty), {"reason": "вернётся к экзаменам"})
            assert Decision.objects.get().reason == "вернётся к экзаменам"
            assert owed(TODAY) == []

    @pytest.mark.parametrize("signed", [True, False])
    @pytest.mark.parametrize(("days", "told"), [(-1, False), (0, False), (1, True), (90, True)])
    def test_it_settles_a_transfer_so_too(self, curator, days, told, signed):
        pair = PairFactory(active=True)
        moved(pair.mentor, curator)
        ends(pair, curator, TODAY + days * DAY, signed=signed)

        asked = min(TODAY, TODAY + days * DAY)
        assert owed(TODAY, TRANSFER) == [TODAY] * told
        with time_machine.travel(LATER):
            assert owed(asked, TRANSFER) == [TODAY] * told

    def test_the_day_after_the_last_nothing_is_decided(self, curator):
        pair = PairFactory(active=True)
        away(pair.mentor, curator)
        ends(pair, curator, day("20.12.2026"), signed=True)

        assert [len(owed(on)) for on in (day("20.12.2026"), day("21.12.2026"))] == [1, 0]
        with time_machine.travel("2026-12-21 12:00:00+03:00"):
            assert undecided(Pair.objects.get(), day("21.12.2026")) == []

    def test_a_stand_in_until_the_signed_end_leaves_no_gap(self, curator):
        pair = PairFactory(active=True)
        away(pair.mentor, curator)
        last = day("10.12.2026")
        covered(pair, last)
        ends(pair, curator, last, signed=True)

        assert [owed(on) for on in (TODAY, last)] == [[], []]


def covered(pair, until=LAST, since=TODAY):
    row = StandIn(pair=pair, person=MentorEntryFactory().person, starts_on=since, ends_on=until, consented_on=TODAY)
    row.reason = "Отпуск"
    record(row, "Замещает наставника", None)
    return row


def leaves(person, curator, last):
    employment.record_leaving(person, left_on=last, reason="переезд", by=curator, today=TODAY)


def is_away(person, curator, last):
    away(person, curator, starts_on=last + DAY)


class TestStandIn:
    @pytest.mark.parametrize("gone", [leaves, is_away])
    @pytest.mark.parametrize("after", [None, "28.12.2026"])
    def test_it_is_told_at_once_and_due_on_the_day_after(self, curator, gone, after):
        """Whoever is to stand in later is not there yet."""
        pair = PairFactory(active=True)
        away(pair.mentor, curator, until=day("01.02.2027"))
        row = covered(pair, until=day("27.12.2026") if after else day("31.01.2027"))
        if after:
            covered(pair, since=day(after))
        assert (owed(TODAY), undecided(pair, TODAY)) == ([], [])
        last = day("20.12.2026")

        gone(row.person, curator, last)

        due = [last + DAY]
        asked = (TODAY, last, last + DAY, day("27.12.2026"))
        assert [owed(on) for on in asked] == [due] * 4
        assert undecided(pair, TODAY)
        with time_machine.travel(LATER):
            assert [owed(on) for on in asked] == [due] * 4
            assert owed(TODAY - DAY) == []

    def test_one_after_the_other_leaves_no_gap(self, curator):
        pair = PairFactory(active=True)
        away(pair.mentor, curator, until=day("01.02.2027"))
        covered(pair, until=day("11.12.2026"))
        covered(pair, since=day("14.12.2026"))

        for on in (TODAY, day("11.12.2026"), day("12.12.2026"), day("31.01.2027")):
            assert owed(on) == [], on

    def test_an_end_by_plan_is_told_two_weeks_before(self, curator):
        pair = PairFactory(active=True)
        away(pair.mentor, curator)
        covered(pair, until=day("20.12.2026"))

        days = ("05.12.2026", "06.12.2026", "21.12.2026", "15.01.2027")
        assert [owed(day(on)) for on in days] == [[], *[[day("21.12.2026")]] * 3]


@pytest.mark.parametrize(
    ("covers", "on", "found"),
    [
        ((), "20.11.2026", ("20.11.2026", "04.12.2026")),
        ((("20.11.2026", "31.12.2026"),), "20.11.2026", ("01.01.2027", "01.01.2027")),
        ((("20.11.2026", "25.11.2026"),), "20.11.2026", ("26.11.2026", "04.12.2026")),
        ((("20.11.2026", "25.11.2026"),), "30.11.2026", ("26.11.2026", "04.12.2026")),
        ((("04.12.2026", "31.01.2027"),), "20.11.2026", None),
        ((("05.12.2026", "31.01.2027"),), "20.11.2026", ("20.11.2026", "04.12.2026")),
        ((("05.12.2026", "31.01.2027"),), "04.12.2026", ("20.11.2026", "04.12.2026")),
        ((("05.12.2026", "31.01.2027"),), "05.12.2026", None),
        ((("20.11.2026", "25.11.2026"), ("10.12.2026", "31.01.2027")), "20.11.2026", None),
        ((("20.11.2026", "25.11.2026"), ("11.12.2026", "31.01.2027")), "20.11.2026", ("26.11.2026", "04.12.2026")),
        ((("20.11.2026", "30.01.2027"),), "20.11.2026", ("31.01.2027", "31.01.2027")),
        ((("01.09.2026", "31.10.2026"),), "20.11.2026", ("20.11.2026", "04.12.2026")),  # of another absence
    ],
)
def test_from_when_nobody_leads(covers, on, found):
    """Away from 20.11, back on 01.02; two weeks without anybody are no gap."""
    given = [Cover(*map(day, term)) for term in covers]

    answer = gap(TODAY, day("01.02.2027"), given, day(on))

    assert (answer and (answer.starts_on, answer.due_on)) == (found and tuple(map(day, found)))
