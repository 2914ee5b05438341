"""On each day of a pause and around it: card, list, duties, terms, limit; asked then and later."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorship.core.refusal import RuleBroken
from mentorship.journal.services import meetings
from mentorship.orders.models import Order
from mentorship.pairs.ending.services import request_ending
from mentorship.pairs.models import Pair, Participation, Pause
from mentorship.pairs.models.pair import State, state_column
from mentorship.pairs.pauses.queries import spans
from mentorship.pairs.queries import load_in, summary
from mentorship.programs import services as programs
from mentorship.programs.amendments.queries import latest_ends
from mentorship.programs.amendments.services import drafting
from mentorship.reports.analytics.facts import Period
from mentorship.reports.analytics.queries import analyse
from mentorship.reports.analytics.yearly import totals
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import SignedOrderFactory, option
from tests.factories.programs import activity, approved
from tests.pairs.pauses.making import DAY, END, FIRST, LAST, MOVED, SIGNED, fresh, on_day, paused, revoked, running_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(edition):
    return running_pair()


@pytest.fixture
def pause(pair, curator, director):
    return paused(pair, curator, director)


AROUND = [
    (FIRST - DAY, State.RUNNING, "действует"),
    (FIRST, State.PAUSED, "приостановлена по 31.12.2026"),
    (FIRST + DAY, State.PAUSED, "приостановлена по 31.12.2026"),
    (LAST - DAY, State.PAUSED, "приостановлена по 31.12.2026"),
    (LAST, State.PAUSED, "приостановлена по 31.12.2026"),
    (LAST + DAY, State.RUNNING, "действует"),
]


@pytest.mark.parametrize("later", [0, 400])
@pytest.mark.parametrize(("day", "state", "words"), AROUND)
def test_the_state_is_that_of_the_day(pair, pause, day, state, words, later):
    """Asked on the day and more than a year later."""
    with on_day(day + later * DAY):
        found = fresh(pair)
        assert (found.state_on(day), found.words_on(day)) == (state, words)
        assert [one for one in State if Pair.objects.in_state(one, day)] == [state]
        assert Pair.objects.annotate(state=state_column(day)).get().state == state
        assert summary(day)[state] == 1
        assert Participation.objects.running(day).exists()  # the place of the mentor is taken all the time


@pytest.mark.parametrize(("day", "state", "words"), AROUND)
def test_card_list_and_desk_say_it_in_the_same_words(as_user, curator, pair, pause, day, state, words):
    with on_day(day):
        client = as_user(curator)
        for address in (pair.get_absolute_url(), reverse("pairs:list"), pair.mentor.get_absolute_url()):
            assert words in client.get(address).content.decode()
        listed = client.get(reverse("pairs:list"), {"state": state}).context["listing"].page
        assert [row.pk for row in listed] == [pair.pk]
        assert ("Приостановлено: 1" in client.get("/").content.decode()) == (state == State.PAUSED)


def test_the_ends_move_by_the_days_of_the_pause(pair, curator, director):
    program = approved(pair, curator)
    days = (FIRST - 9 * DAY, FIRST - DAY, FIRST, LAST + DAY)
    before, eve, within, after = (activity(program, day) for day in days)
    done = activity(program, FIRST, done_on=SIGNED - DAY, result="Готово")

    paused(pair, curator, director)

    program.refresh_from_db()
    assert (fresh(pair).ends_on, program.ends_on) == (MOVED, MOVED)
    assert fresh(before).due_on == FIRST - 9 * DAY
    assert fresh(eve).due_on == FIRST - DAY
    assert fresh(within).due_on == LAST + DAY
    assert fresh(after).due_on == LAST + 32 * DAY
    assert fresh(done).due_on == FIRST
    version = program.versions.order_by("number").last()
    assert (version.approved_on, version.content["ends_on"]) == (SIGNED, str(MOVED))


def test_a_revoked_order_leaves_everything_as_if_it_had_not_been(pair, pause, curator, director):
    program = approved(fresh(pair), curator)
    item = activity(program, LAST + 5 * DAY)

    revoked(pause.order, curator, director, SIGNED + DAY)

    found = fresh(pair)
    assert (found.ends_on, found.paused, found.state_on(FIRST)) == (END, [], State.RUNNING)
    assert (fresh(program).ends_on, fresh(item).due_on) == (END, FIRST + 4 * DAY)


def test_the_place_of_a_paused_pair_is_taken(pair, pause):
    other = running_pair(mentor=pair.mentor, starts_on=FIRST)
    assert load_in(pair.mentor, other)[0] == 1


@pytest.mark.parametrize(("day", "refused"), [(FIRST - DAY, True), (FIRST, False), (LAST, False), (LAST + DAY, True)])
def test_days_on_which_the_pair_has_worked_are_no_pause(pair, curator, director, day, refused):
    first, last = (day, LAST) if day < FIRST else (FIRST, LAST)
    MeetingFactory(pair=pair, held_on=day)
    if first <= day <= last:
        with pytest.raises(RuleBroken, match="уже записано: встреча"):
            paused(pair, curator, director, first, last, on=LAST + 9 * DAY)
    else:
        assert paused(pair, curator, director, on=LAST + 9 * DAY)


near = st.integers(-3, 25).map(lambda days: FIRST + days * DAY)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    first=near,
    days=st.integers(0, 8),
    back=st.none() | st.integers(1, 8),
    status=st.sampled_from(["draft", "signed", "discarded"]),
    gap=st.integers(1, 5),
    day=near,
)
def test_memory_and_database_answer_alike(edition, first, days, back, status, gap, day):
    """`Pair.state_on` by the kept days, its twins in the database by the records of orders."""
    pair, last = running_pair(), first + days * DAY
    order = SignedOrderFactory() if status == "signed" else Order.objects.create(kind="pause", status=status)
    resumed = {}
    if back and back <= days and status == "signed":
        resumed = {"resume_order": SignedOrderFactory(), "resumes_on": first + back * DAY, "resume_basis": "выход"}
    Pause.objects.create(pair=pair, order=order, starts_on=first, ends_on=last, basis="листок", **resumed)
    later = last + gap * DAY
    Pause.objects.create(pair=pair, order=SignedOrderFactory(), starts_on=later, ends_on=later, basis="листок")
    pair.paused = [[str(one) for one in span] for span in spans(pair)]

    mine, state = Pair.objects.filter(pk=pair.pk), pair.state_on(day)
    assert [one for one in State if mine.in_state(one, day).exists()] == [state]
    assert mine.annotate(state=state_column(day)).get().state == state
    assert mine.working(day).exists() == pair.works_on(day)
    assert mine.running(day).exists() == pair.runs_on(day)
    assert any(pause.lasts_on(day) for pause in pair.pauses.with_orders()) == (state == State.PAUSED)


@pytest.mark.parametrize(("days", "refused"), [(0, False), (1, True)])
def test_the_longest_term_counts_without_the_pause(pair, pause, curator, days, refused):
    """Twelve months from 15.09.2026 and the 31 days of the pause."""
    last = dt.date(2027, 9, 14) + 31 * DAY
    program = approved(fresh(pair), curator)
    assert latest_ends(program) == (last, last)

    ending = {"case": option("completion", "initiative"), "reason": "Переезд", "plan_left": None, "by": curator}
    with on_day(last):
        if refused:
            with pytest.raises(RuleBroken, match=r"Последний день — не позже 15\.10\.2027"):
                request_ending(fresh(pair), on=last + days * DAY, **ending)
        else:
            assert request_ending(fresh(pair), on=last, **ending).ending_on == last


@pytest.mark.parametrize(("days", "asked"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_meeting_in_paused_days_is_asked_about(pair, pause, curator, days, asked):
    """D33: taken with words, which are kept beside it; none is planned for such a day."""
    day = FIRST + days * DAY
    fields = {"held_on": day, "minutes": 45, "format": "in_person", "topic": "Разбор"}
    with on_day(LAST + 9 * DAY):
        if asked:
            with pytest.raises(ValidationError, match="работа пары приостановлена приказом"):
                meetings.write_down(fresh(pair), fields=fields, today=LAST + 9 * DAY, by=curator)
            fields["reason"] = "Звонила сама"
        assert meetings.write_down(fresh(pair), fields=fields, today=LAST + 9 * DAY, by=curator).held_on == day
    with on_day(SIGNED):
        ahead = {name: value for name, value in fields.items() if name != "reason"}
        if asked:
            with pytest.raises(ValidationError, match="Выберите другой день"):
                meetings.plan(fresh(pair), fields=ahead, today=SIGNED, by=curator)
        else:
            assert meetings.plan(fresh(pair), fields=ahead, today=SIGNED, by=curator)


@pytest.mark.parametrize(("day", "refused"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_nothing_of_the_plan_is_done_in_paused_days(pair, pause, curator, day, refused):
    item = activity(approved(fresh(pair), curator), LAST + 5 * DAY)
    today = LAST + 9 * DAY
    with on_day(today):
        act = {"done_on": day, "result": "Готово", "evidence": None, "today": today, "by": curator}
        if refused:
            with pytest.raises(ValidationError, match="С 01.12.2026 по 31.12.2026 работа пары приостановлена"):
                programs.perform(item, **act)
        else:
            assert programs.perform(item, **act).done_on == day


def test_a_change_of_the_programme_is_finished_first(pair, curator, director):
    program = approved(pair, curator)
    with on_day(SIGNED):
        longer = {"corrects": False, "program_ends_on": END + 9 * DAY, "pair_ends_on": END + 9 * DAY}
        drafting.start(program, fields={"reason": "Не успели", **longer}, on=SIGNED, by=curator)
    with pytest.raises(RuleBroken, match="Изменение программы этой пары ещё согласуют"):
        paused(fresh(pair), curator, director)


@pytest.mark.parametrize(
    ("day", "counted"),
    [(SIGNED - DAY, None), (FIRST - DAY, None), (FIRST, (1, 1)), (LAST, (1, 1)), (LAST + DAY, (0, 1))],
)
def test_statistics_count_it_in_the_same_words(pair, pause, day, counted):
    """On the day and during the school year; asked long after."""
    with on_day(LAST + 200 * DAY):
        facts = analyse(Period(dt.date(2026, 9, 1), dt.date(2027, 8, 31)), day)
        told = {row[0]: row[1:] for row in totals(facts)}
    assert told["Наставнические пары"] == (1, 1)
    assert told.get("Из пар и групп приостановлены приказом") == counted
