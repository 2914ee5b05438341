"""A programme is written from the order of its pair until the pair is over, and carried out on the days of the pair."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from mentorship.core.refusal import Refusal
from mentorship.pairs.models import Pair
from mentorship.pairs.orders import program_due as in_appointment
from mentorship.pairs.rules import program_due
from mentorship.pairs.signals import records_of
from mentorship.programs import acts, services
from mentorship.regulation.duty import Scope
from mentorship.replacements.orders import program_due as in_replacement
from tests.duties import owed_in
from tests.factories import programs as made
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
BEGINS, LAST = dt.date(2026, 9, 15), dt.date(2026, 12, 15)
AHEAD = {"ended": True, "ended_on": LAST}
EVE, AFTER, LATER = BEGINS - dt.timedelta(days=1), LAST + dt.timedelta(days=1), dt.date(2027, 1, 16)


def on(today):
    return time_machine.travel(dt.datetime.combine(today, dt.time(12), dt.timezone(dt.timedelta(hours=3))))


@pytest.mark.parametrize(
    ("today", "written"), [(EVE, True), (BEGINS, True), (LAST, True), (AFTER, False), (LATER, False)]
)
def test_it_is_written_handed_in_and_approved_until_the_pair_is_over(curator, today, written):
    pair = PairFactory(**AHEAD)
    submitted = made.submitted_program()
    Pair.objects.filter(pk=submitted.pair_id).update(status="ended", ended_on=LAST)
    submitted.pair.refresh_from_db()
    with on(today):
        assert acts.START.open_to(pair, UserFactory(person=pair.mentor)) == written
        if not written:
            with pytest.raises(Refusal):
                services.start(pair, by=curator)
            with pytest.raises(Refusal, match="её пара завершена"):
                services.approve(submitted, on=today, by=curator)
            return
        program = services.start(pair, by=curator)
        assert program.is_editable
        services.add_activity(program, fields={"title": "Урок", "due_on": LAST, "responsible": pair.mentor}, by=curator)
        assert services.approve(submitted, on=today, by=curator).is_approved


@pytest.mark.parametrize("trait", [{"active": True}, AHEAD])
@pytest.mark.parametrize(
    ("today", "done_on", "refused"),
    [
        (EVE, EVE, "Пара начнёт работать 15.09.2026"),
        (BEGINS, EVE, "День должен быть с 15.09.2026"),
        (BEGINS, BEGINS, ""),
        (LAST, LAST, ""),
        (AFTER, LAST, "действующей пары"),
        (LATER, LAST, "действующей пары"),
    ],
)
def test_marks_are_made_on_the_days_of_the_pair(curator, trait, today, done_on, refused):
    program = made.approved(PairFactory(**trait), curator)
    activity = made.activity(program, LAST)
    if trait is not AHEAD and today > LAST:
        refused = ""  # no order ends this one
    with on(today):
        if not refused:
            services.perform(activity, done_on=done_on, result="Есть", evidence=None, today=today, by=curator)
        else:
            with pytest.raises((Refusal, ValidationError), match=refused):
                services.perform(activity, done_on=done_on, result="Есть", evidence=None, today=today, by=curator)
    activity.refresh_from_db()
    assert activity.done_on == (None if refused else done_on)


@pytest.mark.parametrize(("today", "status"), [(dt.date(2026, 12, 10), 404), (LAST, 404), (AFTER, 200), (LATER, 200)])
def test_results_are_published_when_the_pair_is_over(as_user, curator, today, status):
    program = made.approved(PairFactory(**AHEAD), curator)
    with on(today):
        assert as_user(curator).get(reverse("programs:publish", args=[program.pk])).status_code == status
        assert acts.PUBLISH.open_to(program, curator) == (status == 200)


@pytest.mark.parametrize(
    ("ordered_on", "starts_on", "due_on"),
    [
        (dt.date(2026, 11, 30), dt.date(2026, 12, 1), dt.date(2026, 12, 10)),
        (dt.date(2026, 11, 30), dt.date(2026, 12, 10), dt.date(2026, 12, 10)),
        (dt.date(2026, 11, 30), dt.date(2026, 12, 11), dt.date(2026, 12, 21)),
        (dt.date(2026, 11, 30), dt.date(2027, 2, 1), dt.date(2027, 2, 11)),
        (dt.date(2026, 11, 30), dt.date(2026, 9, 1), dt.date(2026, 12, 10)),
    ],
)
def test_the_term_counts_from_the_order_or_from_a_later_beginning(edition, ordered_on, starts_on, due_on):
    pair = PairFactory(starts_on=starts_on, ends_on=dt.date(2027, 8, 31))
    limits = edition.limits()

    assert program_due(ordered_on, starts_on, limits) == due_on
    assert in_appointment([pair], ordered_on) == f"в срок до {due_on:%d.%m.%Y}"
    assert in_replacement(pair, ordered_on) == f" в срок до {due_on:%d.%m.%Y}"


def test_an_order_about_several_pairs_names_the_later_terms(edition):
    ordered_on, first = dt.date(2026, 11, 30), PairFactory(starts_on=dt.date(2026, 12, 1))
    later = PairFactory(starts_on=dt.date(2027, 2, 1))

    assert in_appointment([first, later], ordered_on) == f"в срок до 10.12.2026 ({later} — до 11.02.2027)"


def test_a_done_item_is_what_a_pair_is_known_by(curator):
    program = made.approved(PairFactory(active=True), curator)
    for day in (BEGINS, LAST, EVE):
        made.activity(program, LAST, done_on=day)
    made.activity(program, LATER)

    assert list(records_of(program.pair)) == [(LAST, "мероприятие выполнено")]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (dt.date(2026, 11, 20), "Последний день пары уже назван приказом: 15.12.2026"),
        (LAST, "Чтобы изменить его, отмените тот приказ приказом."),
        (AFTER, "Пара уже завершена, её последний день — 15.12.2026"),
    ],
)
def test_an_end_that_is_signed_is_not_asked_for_again(as_user, curator, today, words):
    page = reverse("programs:end", args=[PairFactory(**AHEAD).pk])
    with on(today):
        client = as_user(curator)
        shown = client.get(page).content.decode()
        refused = client.post(page, {"on": f"{today:%d.%m.%Y}", "case": option("completion", "curator").pk})

    assert words in shown
    assert refused.status_code == 422
    assert words in refused.content.decode()


def test_the_page_of_the_end_says_how_much_of_the_plan_lapses(as_user, curator):
    program = made.approved(PairFactory(active=True), curator)
    for due_on in (LAST, AFTER, LATER):
        made.activity(program, due_on)
    made.activity(program, LATER, done_on=LAST, result="Есть")
    made.activity(program, LATER, cancelled_on=LAST, cancel_reason="Нет")
    page = reverse("programs:end", args=[program.pair_id])
    case = option("completion", "curator").pk
    with on(dt.date(2026, 12, 1)):
        client = as_user(curator)
        shown = client.get(page, {"on": "15.12.2026"}).content.decode()
        assert "На дни после 01.12.2026 запланировано 3 мероприятия" in client.get(page).content.decode()
        assert "запланировано" not in client.get(page, {"on": "16.01.2027"}).content.decode()
        answer = client.post(page, {"on": "15.12.2026", "case": case, "reason": "Переезд"}, follow=True)

    assert "На дни после 15.12.2026 запланировано 2 мероприятия: с завершением пары они отпадут." in shown
    assert "запланировано 2 мероприятия" in answer.content.decode()


@pytest.mark.parametrize(("due_on", "told"), [(LAST, True), (AFTER, False)])
def test_what_was_planned_for_after_the_signed_last_day_is_no_duty(curator, due_on, told):
    with on(dt.date(2026, 11, 19)):
        made.activity(made.approved(PairFactory(**AHEAD), curator), due_on)

    for today in (dt.date(2026, 11, 20), LAST, LATER):
        with on(today):
            for asked, owes in ((dt.date(2026, 11, 20), told), (LAST, told), (AFTER, False)):
                scope = Scope(everything=True, on=asked)
                found = [duty for duty in owed_in("programs", scope) if duty.rule == "activity_due"]
                assert bool(found) == owes, (today, asked)
