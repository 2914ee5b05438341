"""The order of a pause and of an earlier return: what it says, what it does, how it is undone (D58, D14)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.archive.packages.contents import of_pair
from mentorship.core.refusal import RuleBroken
from mentorship.leaving.outcome import outcome
from mentorship.leaving.rules import StaffChange
from mentorship.orders import papers
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models.pair import State
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import option
from tests.factories.programs import activity, approved
from tests.orders.signing import text_of
from tests.pairs.pauses.making import (
    DAY,
    END,
    FIRST,
    LAST,
    MOVED,
    SIGNED,
    asked_back,
    asked_for,
    fresh,
    on_day,
    paused,
    revoked,
    running_pair,
    sign,
)

pytestmark = pytest.mark.django_db
BACK = dt.date(2026, 12, 16)  # 16 days of the pause are left out


@pytest.fixture
def pair(edition):
    return running_pair()


def words(order):
    return str(papers.paper(Order.objects.get(pk=order.pk)))


def test_the_order_names_days_ground_and_how_the_term_moves(pair, curator, director):
    order = asked_for(pair, curator)

    assert fresh(pair).ends_on == END  # a draft changes nothing
    for said in ("с 01.12.2026 по 31.12.2026 (31 день)", "листок", "с 31.05.2027 на 01.07.2027"):
        assert said in words(order)
    assert order.heading == "О приостановлении работы наставнической пары"
    signed = sign(order, director)
    assert "с 31.05.2027 на 01.07.2027" in words(signed)  # as it was signed, though the end has moved
    assert {row.person_id for row in signed.acquaintances.all()} >= {pair.mentor_id, pair.mentees[0].pk}


def test_a_return_shortens_the_pause_and_its_terms(pair, curator, director):
    program = approved(pair, curator)
    item = activity(program, FIRST)
    pause = paused(pair, curator, director)
    order = asked_back(pause, curator, BACK, BACK - DAY)
    assert "Возобновить с 16.12.2026" in words(order)
    assert order.heading == "О возобновлении работы наставнической пары"

    sign(order, director, BACK - DAY)

    found = fresh(pair)
    assert [found.state_on(BACK - DAY), found.state_on(BACK)] == [State.PAUSED, State.RUNNING]
    assert (found.ends_on, fresh(program).ends_on) == (MOVED - 16 * DAY,) * 2
    assert fresh(item).due_on == BACK


def test_a_return_is_revoked_before_its_day_alone(pair, curator, director):
    pause = paused(pair, curator, director)
    order = sign(asked_back(pause, curator, BACK, FIRST), director, FIRST)
    with pytest.raises(RuleBroken, match="о возобновлении работы есть другой приказ"):
        revoked(pause.order, curator, director, FIRST)
    with pytest.raises(RuleBroken, match="пара снова работает с 16.12.2026"):
        revoked(order, curator, director, BACK)

    paper = text_of(revoked(order, curator, director, FIRST + DAY))

    assert f"приостановлена по {pause.ends_on:%d.%m.%Y}, срок наставничества — по {MOVED:%d.%m.%Y}" in paper
    found = fresh(pair)
    assert (found.state_on(BACK), found.ends_on) == (State.PAUSED, MOVED)
    assert fresh(pause).resume_order is None


def test_a_discarded_draft_leaves_nothing(pair, curator, director):
    orders.discard(asked_for(pair, curator), reason="Передумали", by=curator)
    pause = paused(pair, curator, director)
    orders.discard(asked_back(pause, curator, BACK, FIRST), reason="Передумали", by=curator)

    assert (fresh(pause).resume_order, fresh(pair).ends_on) == (None, MOVED)
    assert sign(asked_back(pause, curator, BACK, FIRST), director, FIRST).is_signed


@pytest.mark.parametrize(("day", "refused"), [(LAST, False), (LAST + DAY, True)])
def test_the_order_is_revoked_through_its_last_day(pair, curator, director, day, refused):
    pause = paused(pair, curator, director)
    if refused:
        with pytest.raises(RuleBroken, match="приостановление прошло"):
            revoked(pause.order, curator, director, day)
        assert fresh(pair).ends_on == MOVED
    else:
        paper = text_of(revoked(pause.order, curator, director, day))
        assert f"не приостанавливается, срок наставничества — по {END:%d.%m.%Y}" in paper
        assert (fresh(pair).ends_on, fresh(pair).paused) == (END, [])


@pytest.mark.parametrize(("signed_on", "asked"), [(FIRST, False), (FIRST + DAY, True)])
def test_one_dated_back_is_asked_about_with_clear_words(pair, curator, director, signed_on, asked):
    order = asked_for(pair, curator, on=signed_on)
    with on_day(signed_on):
        told = " ".join(papers.effects(order, signed_on))
        assert ("этот день уже прошёл: приказ будет задним числом" in told) == asked
        now = dt.datetime.now(dt.UTC)
        act = {"signed_on": signed_on, "number": "", "proposed": "", "by": director, "now": now}
        if asked:
            with pytest.raises(RuleBroken, match="действует с 01.12.2026, это раньше его даты"):
                orders.sign(order, **act)
        assert orders.sign(order, **act, confirmed=asked).is_signed


@pytest.mark.parametrize(("day", "told"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_meetings_planned_for_its_days_are_told_of(as_user, pair, curator, day, told):
    MeetingFactory(pair=pair, held_on=day, planned=True)
    order = asked_for(pair, curator)
    with on_day(SIGNED):
        page = as_user(curator).get(order.get_absolute_url()).content.decode()
    assert (f"На эти дни запланированы встречи: {day:%d.%m.%Y}" in page) == told


def test_an_end_being_prepared_and_a_pause_do_not_meet(pair, curator, director):
    order = asked_for(pair, curator)
    case = option("completion", "initiative")
    ending.request_ending(pair, case=case, on=LAST, reason="Переезд", plan_left=None, by=curator)
    with pytest.raises(RuleBroken, match="завершение этой пары уже готовится"):
        sign(order, director)
    assert fresh(pair).paused == []


def test_a_pair_ends_while_it_stands_still(pair, curator, director):
    paused(pair, curator, director)
    case = option("completion", "initiative")
    with on_day(FIRST + DAY):
        ending.request_ending(fresh(pair), case=case, on=FIRST + DAY, reason="Уход", plan_left=None, by=curator)
        sign(ending.draft_closing([fresh(pair)], by=curator), director, FIRST + DAY)

    found = fresh(pair)
    assert found.words_on(FIRST + DAY) == "приостановлена по 02.12.2026"
    assert found.state_on(FIRST + 2 * DAY) == State.ENDED


@pytest.mark.today("2026-11-20")
def test_what_was_typed_stays_on_the_form_when_it_is_refused(as_user, pair, curator):
    typed = {"starts_on": "01.06.2027", "ends_on": "30.06.2027", "basis": "отпуск по уходу", "support": "Козлова О. В."}

    answer = as_user(curator).post(reverse("pairs:pause", args=[pair.pk]), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "позже окончания работы пары" in page
    assert all(f'value="{text}"' in page for text in typed.values())


@pytest.mark.today("2026-11-20")
def test_the_form_leads_to_the_draft(as_user, pair, curator):
    typed = {"starts_on": "01.12.2026", "ends_on": "31.12.2026", "basis": "отпуск"}

    answer = as_user(curator).post(reverse("pairs:pause", args=[pair.pk]), typed)

    assert answer.url == Order.objects.get(kind="pause").get_absolute_url()


def test_the_dossier_of_the_pair_has_its_orders(pair, curator, director):
    pause = paused(pair, curator, director)
    order = sign(asked_back(pause, curator, BACK, FIRST), director, FIRST)

    found = [row.pk for row in of_pair(fresh(pair), curator) if row.paper == "D58"]
    assert found == [pause.order_id, order.pk]


def test_a_draft_is_told_of_to_whoever_decides_about_its_people(pair, curator):
    order = asked_for(pair, curator)
    with on_day(SIGNED):
        change = StaffChange("leave", SIGNED)
        told = outcome(pair.mentor, change, curator, pair.edition.limits())
    assert told.orders == [order]
