"""Signed acts take effect on their own day, and are undone before it (C2–C7, C25)."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.orders import services as orders
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Order
from mentorship.pairs import services
from mentorship.pairs.ending import services as ending
from mentorship.pairs.gate.queries import gate
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.rules import most_at_once
from mentorship.regulation.duty import Scope
from mentorship.reports.models import Report
from tests.duties import owed_in
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory
from tests.orders.signing import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-30")]

TODAY = dt.date(2026, 11, 30)
LAST = dt.date(2026, 12, 15)
DAY = dt.timedelta(days=1)


def sign(order, director, on=TODAY, confirmed=False):
    now = timezone.make_aware(dt.datetime(on.year, on.month, on.day, 12))
    return orders.sign(order, signed_on=on, number="", proposed="", by=director, now=now, confirmed=confirmed)


def close(pair, by, on=LAST):
    ending.request_ending(pair, case=option("completion", "initiative"), on=on, reason="Переезд", plan_left=None, by=by)
    return ending.draft_closing([pair], by=by)


def newcomers(**terms):
    """A proposal for somebody whose thirty days have not run out."""
    hired = {"person__hired_on": TODAY - 10 * DAY, "person__admitted_on": TODAY - 10 * DAY}
    return PairFactory(mentees=[MenteeEntryFactory(**hired).person], **terms)


@pytest.fixture
def pair(edition):
    return PairFactory(active=True, starts_on=dt.date(2026, 10, 1), ends_on=dt.date(2027, 7, 31))


class TestClosingAhead:
    def test_the_place_is_taken_through_the_last_day(self, pair, curator, director):
        sign(close(pair, curator), director)

        counts = {day: Participation.objects.running(day).count() for day in (TODAY, LAST, LAST + DAY)}
        assert counts == {TODAY: 1, LAST: 1, LAST + DAY: 0}

    def test_it_is_revoked_before_its_day_as_if_it_had_not_been(self, as_user, pair, curator, director):
        order = sign(close(pair, curator), director)

        sign(orders.draft_revocation(order, reason="Передумали", by=curator), director)

        pair.refresh_from_db()
        assert (pair.status, pair.ended_on, pair.ending_on, pair.closing_order) == ("active", None, None, None)
        assert pair.participations.get().closed_on is None
        assert "Приказ о завершении отменён" in as_user(curator).get(pair.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(("on", "refused"), [(LAST, False), (LAST + DAY, True)])
    def test_the_last_day_is_the_last_to_revoke_it(self, pair, curator, director, on, refused):
        order = sign(close(pair, curator), director)
        with time_machine.travel(f"{on} 12:00:00+03:00"):
            if refused:
                with pytest.raises(Refusal, match="приказ уже исполнен"):
                    orders.draft_revocation(order, reason="Передумали", by=curator)
            else:
                assert orders.draft_revocation(order, reason="Передумали", by=curator)

    def test_it_is_not_revoked_over_a_place_that_somebody_has_taken(self, pair, curator, director):
        order = sign(close(pair, curator), director)
        for _ in range(3):
            PairFactory(active=True, mentor=pair.mentor, starts_on=LAST + DAY, ends_on=dt.date(2027, 6, 30))

        with pytest.raises(RuleBroken, match="было бы 4 из 3"):
            orders.draft_revocation(order, reason="Передумали", by=curator)


class TestTheLimit:
    """Three mentees at once on every day of the term, not only today."""

    def test_an_end_signed_ahead_frees_no_place_before_its_day(self, pair, curator, director):
        for _ in range(2):
            PairFactory(active=True, mentor=pair.mentor, starts_on=TODAY, ends_on=dt.date(2027, 5, 31))
        sign(close(pair, curator), director)

        found = {
            starts_on: "max_mentees"
            in {v.rule for v in gate(PairFactory(mentor=pair.mentor, starts_on=starts_on), TODAY)}
            for starts_on in (LAST, LAST + DAY)
        }

        assert found == {LAST: True, LAST + DAY: False}

    def test_places_promised_for_a_later_day_are_taken_then(self, edition):
        mentor = MentorEntryFactory().person
        for _ in range(3):
            PairFactory(active=True, mentor=mentor, starts_on=dt.date(2027, 2, 1), ends_on=dt.date(2027, 10, 31))

        until = PairFactory(mentor=mentor, starts_on=TODAY, ends_on=dt.date(2027, 1, 31))
        beyond = PairFactory(mentor=mentor, starts_on=TODAY, ends_on=dt.date(2027, 2, 1))

        assert [any(v.rule == "max_mentees" for v in gate(pair, TODAY)) for pair in (until, beyond)] == [False, True]

    @pytest.mark.parametrize(
        ("terms", "most"),
        [
            ([], 0),
            ([(TODAY, None), (LAST, None)], 2),
            ([(TODAY, LAST - DAY), (LAST, None)], 1),
            ([(TODAY, LAST), (LAST, None)], 2),
            ([(TODAY - 99 * DAY, TODAY - DAY)], 0),
            ([(LAST + 99 * DAY, None)], 0),
        ],
    )
    def test_only_those_who_share_a_day_are_counted_together(self, terms, most):
        assert most_at_once(terms, TODAY, LAST + 9 * DAY) == most


class TestPeopleOfTheTerm:
    """C4: nobody takes part who is not there yet, or will be gone."""

    @pytest.mark.parametrize("side", ["mentor", "mentee"])
    @pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False)])
    def test_a_last_working_day_within_the_term_is_named(self, pair, side, days, refused):
        new = PairFactory(starts_on=dt.date(2027, 2, 1), ends_on=dt.date(2027, 10, 31))
        person = new.mentor if side == "mentor" else new.mentees[0]
        person.left_on, person.left_reason = new.ends_on + days * DAY, "Переезд"
        person.save()
        new = Pair.objects.with_people().get(pk=new.pk)

        found = [v.message for v in gate(new, TODAY) if v.rule == "works_term"]

        assert found == (
            [f"{person.short_name}: последний рабочий день 30.10.2027, а пара по 31.10.2027"] if refused else []
        )

    @pytest.mark.parametrize(("days", "refused"), [(1, True), (0, False)])
    def test_a_pair_does_not_begin_before_the_hiring(self, edition, days, refused):
        new = PairFactory(starts_on=LAST, ends_on=dt.date(2027, 10, 31))
        mentee = new.mentees[0]
        mentee.hired_on = mentee.admitted_on = LAST + days * DAY
        mentee.save()
        new = Pair.objects.with_people().get(pk=new.pk)

        assert [v.rule for v in gate(new, TODAY) if v.rule.startswith("works")] == (
            ["works", "works_term"] if refused else []
        )

    def test_a_bank_entry_of_a_later_day_is_none_today(self, edition):
        new = PairFactory(starts_on=TODAY)
        new.mentor.mentor_entry.starts_on = dt.date(2027, 9, 1)
        new.mentor.mentor_entry.save()

        assert "mentor_bank" in {v.rule for v in gate(new, TODAY)}


class TestDatedBack:
    """C5: an act dated back asks, and is bounded by what has happened since."""

    def test_an_appointment_that_acts_before_its_day_is_confirmed(self, edition, curator, director):
        order = services.draft_appointment([newcomers(starts_on=TODAY - DAY)], on=TODAY, by=curator)

        with pytest.raises(RuleBroken, match="Приказ действует с 29.11.2026, это раньше его даты"):
            sign(order, director)

        assert sign(order, director, confirmed=True).is_signed

    @pytest.mark.parametrize(("days", "asks"), [(0, False), (1, False), (2, True)])
    def test_a_completion_signed_the_day_after_is_no_act_dated_back(self, pair, curator, director, days, asks):
        order = close(pair, curator, on=TODAY - days * DAY)
        if asks:
            with pytest.raises(RuleBroken, match="раньше его даты"):
                sign(order, director)
        assert sign(order, director, confirmed=asks).is_signed

    def test_reports_are_due_from_the_order_when_it_is_later_than_the_last_day(self, pair, curator, director):
        order = sign(close(pair, curator, on=dt.date(2026, 10, 5)), director, confirmed=True)

        assert "в срок до 10.12.2026" in str(Order.objects.get(pk=order.pk).snapshot)

    def test_a_pair_begins_after_its_consents(self, edition):
        new = PairFactory(starts_on=dt.date(2026, 9, 15))
        new.mentor_consent.given_on = dt.date(2026, 9, 16)
        new.mentor_consent.save()

        assert [v.rule for v in gate(new, TODAY) if v.rule == "consent_before"] == ["consent_before"]


@pytest.mark.parametrize(("on", "refused"), [(dt.date(2027, 9, 30), False), (dt.date(2027, 10, 1), True)])
def test_a_completion_is_no_way_round_the_longest_term(pair, curator, on, refused):
    """C6: the longest term is twelve months from the first day, with whatever mentor."""
    if refused:
        with pytest.raises(RuleBroken, match="не позже 30.09.2027"):
            close(pair, curator, on=on)
    else:
        assert close(pair, curator, on=on)


class TestDraftThatWaits:
    """C7: whatever comes to stand in the way of a draft is shown where it is mended."""

    @pytest.fixture
    def order(self, edition, curator):
        pair = PairFactory(starts_on=TODAY + 9 * DAY)
        person = pair.mentees[0]
        person.hired_on = person.admitted_on = TODAY - 28 * DAY
        person.save()
        return services.draft_appointment([pair], on=TODAY, by=curator)

    @pytest.mark.parametrize(("days", "late"), [(2, False), (3, True)])
    def test_thirty_days_that_run_out_lead_to_their_explanation(self, as_user, curator, director, order, days, late):
        pair = order.pairs.get()
        with time_machine.travel(f"{TODAY + days * DAY} 12:00:00+03:00"):
            at_gate = as_user(curator).get(reverse("pairs:gate", args=[pair.pk])).content.decode()
            pages = [
                as_user(director).get(reverse(name, args=[order.pk])).content.decode()
                for name in ("orders:card", "orders:sign")
            ]

        url = reverse("pairs:waive", args=[pair.pk, "appoint_within", pair.mentees[0].pk])
        assert (url in at_gate) is late
        assert all((reverse("pairs:gate", args=[pair.pk]) in page) is late for page in pages)


class TestRevokedAppointment:
    """C25: what has worked stays; what has not begun did not come about."""

    @pytest.mark.parametrize(
        ("starts_on", "state"),
        [
            (TODAY + DAY, ("cancelled", None)),
            (TODAY, ("cancelled", None)),
            (TODAY - DAY, ("ended", TODAY)),
        ],
    )
    def test_by_the_day_of_the_revocation(self, edition, curator, director, starts_on, state):
        order = services.draft_appointment([newcomers(starts_on=starts_on)], on=TODAY, by=curator)
        order = sign(order, director, confirmed=True)

        revocation = sign(orders.draft_revocation(order, reason="Ошибка", by=curator), director)

        pair = order.pairs.get()
        assert (pair.status, pair.ended_on) == state
        assert pair.closing_order == (revocation if pair.ended_on else None)

    def test_the_page_says_what_becomes_of_each_pair(self, as_user, pair, curator):
        announced = PairFactory(starts_on=LAST, order=pair.order, status="active")
        ended = PairFactory(ended=True, order=pair.order, ended_on=TODAY - DAY)
        Order.objects.filter(pk=pair.order_id).update(kind="appointment")

        page = as_user(curator).get(reverse("orders:revoke", args=[pair.order_id])).content.decode()

        assert f"{announced}: пара не состоится." in page
        assert f"{ended}: последний день — 29.11.2026 по приказу о завершении, это не изменится." in page
        assert "пара работает с 01.10.2026, поэтому завершится днём приказа об отмене" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [("29.11.2026", "раньше приказа"), ("30.11.2026", ""), ("02.12.2026", ""), ("03.12.2026", "ещё не наступил")],
)
def test_acquaintance_on_paper_has_its_own_day(as_user, edition, curator, director, day, words):
    """C27: the day on the sheet, between the order and today."""
    order = services.draft_appointment([newcomers(starts_on=TODAY)], on=TODAY, by=curator)
    row = sign(order, director).acquaintances.first()
    with time_machine.travel("2026-12-02 12:00:00+03:00"):
        page = as_user(curator).post(reverse("orders:acquaint", args=[row.pk]), {"on": day})

    row.refresh_from_db()
    assert (words in page.content.decode()) if words else f"{row.acknowledged_on:%d.%m.%Y}" == day
    assert (row.acknowledged_on is None) is bool(words)


def revoke(order, curator, director, on=TODAY, confirmed=False):
    with time_machine.travel(f"{on} 12:00:00+03:00"):
        return sign(orders.draft_revocation(order, reason="Ошибка", by=curator), director, on=on, confirmed=confirmed)


class TestRevocationDatedBack:
    """An order that revokes takes effect on its date: it does not go back over what has been done."""

    @pytest.fixture
    def order(self, edition, curator, director):
        order = services.draft_appointment([newcomers(starts_on=TODAY)], on=TODAY, by=curator)
        return sign(order, director)

    def meet(self, order, on):
        MeetingFactory(pair=order.pairs.get(), held_on=on)

    def test_it_asks(self, order, curator, director):
        with time_machine.travel("2026-12-04 12:00:00+03:00"):
            draft = orders.draft_revocation(order, reason="Ошибка", by=curator)
            now = timezone.localtime()
            with pytest.raises(RuleBroken, match="задним числом"):
                orders.sign(draft, signed_on=TODAY, number="", proposed="", by=director, now=now)

    @pytest.mark.parametrize(("on", "refused"), [(TODAY, True), (TODAY + DAY, True), (TODAY + 2 * DAY, False)])
    def test_not_over_a_meeting_held_since(self, order, curator, director, on, refused):
        self.meet(order, TODAY + 2 * DAY)
        if refused:
            with pytest.raises(RuleBroken, match="записано: встреча 02.12.2026"):
                revoke(order, curator, director, on=on)
        else:
            revoke(order, curator, director, on=on)
            assert order.pairs.get().ended_on == on

    def test_a_first_day_with_a_meeting_is_a_day_of_the_pair(self, order, curator, director):
        self.meet(order, TODAY)

        revoke(order, curator, director)

        pair = order.pairs.get()
        assert (pair.status, pair.ended_on) == ("ended", TODAY)

    def test_whoever_lost_the_mentor_by_it_waits_again(self, edition, order, curator, director):
        revoke(order, curator, director, on=TODAY + DAY)

        assert "Назначить наставника" in {
            duty.what for duty in owed_in("pairs", Scope(everything=True, on=TODAY + 2 * DAY), edition.limits())
        }
        entry = order.pairs.get().mentees[0].mentee_entry
        assert (order.pairs.get().status, entry.mentoring) == ("ended", entry.Mentoring.WAITING)

    @pytest.mark.parametrize("signed", [True, False])
    def test_an_end_that_is_prepared_or_signed_goes_first(self, order, curator, director, signed):
        closing = close(order.pairs.get(), curator)
        if signed:
            sign(closing, director)

        with pytest.raises(RuleBroken, match="конец её работы уже готовится или подписан"):
            revoke(order, curator, director)

    def test_no_pair_works_on_under_a_revoked_appointment(self, order, curator, director):
        closing = sign(close(order.pairs.get(), curator), director)
        Order.objects.filter(pk=order.pk).update(status="revoked")

        with pytest.raises(RuleBroken, match="приказ о закреплении этой пары отменён"):
            revoke(closing, curator, director)


class TestClosingDraftThatWaits:
    def test_a_meeting_recorded_meanwhile_stands_before_the_signature(self, pair, curator, director):
        order = close(pair, curator, on=TODAY)
        MeetingFactory(pair=pair, held_on=TODAY + 2 * DAY)

        with pytest.raises(RuleBroken, match="позже записано: встреча 02.12.2026"):
            sign(order, director, on=TODAY + 2 * DAY)

    @pytest.mark.parametrize("own", [True, False])
    def test_what_a_stand_in_did_after_the_mentor_left_binds_nobody(self, pair, curator, own):
        """A meeting of the mentor's own after the last working day is a slip of the pen in one of the two."""
        pair.mentor.left_on, pair.mentor.left_reason = TODAY, "Переезд"
        pair.mentor.save()
        leader = pair.mentor if own else MentorEntryFactory().person
        MeetingFactory(pair=pair, held_on=TODAY + 5 * DAY, led_by=leader)

        if own:
            with pytest.raises(RuleBroken, match="если неверен последний рабочий день"):
                close(pair, curator, on=TODAY)
        else:
            assert close(pair, curator, on=TODAY)

    def test_what_was_done_after_the_longest_term_binds_nobody(self, pair, curator):
        MeetingFactory(pair=pair, held_on=dt.date(2027, 10, 2))

        assert close(pair, curator, on=dt.date(2027, 9, 30))


class TestTheWholeTerm:
    """What is known to end before the pair does is said at the gate."""

    @pytest.mark.parametrize(("days", "warned"), [(-1, True), (0, False)])
    @pytest.mark.parametrize(
        "rule", ["mentor_bank_term", "mentee_bank_term", "mentor_consent_term", "data_consent_term"]
    )
    def test_bank_and_consents(self, edition, rule, days, warned):
        pair = newcomers(starts_on=TODAY, ends_on=dt.date(2027, 7, 31))
        last, mentee = pair.ends_on + days * DAY, pair.mentees[0]
        if rule.endswith("bank_term"):
            entry = pair.mentor.mentor_entry if rule.startswith("mentor") else mentee.mentee_entry
            entry.ends_on, entry.end_reason = last, "Уходит"
            entry.save()
        elif rule == "mentor_consent_term":
            pair.mentor_consent.withdrawn_on = last + DAY
            pair.mentor_consent.save()
        else:
            mentee.consents.filter(kind="data").update(expires_on=last)
        pair = Pair.objects.with_people().get(pk=pair.pk)

        assert (rule in {v.rule for v in gate(pair, TODAY) if v.overridable}) is warned


def test_a_closing_revoked_brings_back_the_reports(pair, curator, director):
    """What was handed in about an end that did not come is written anew at the real one."""
    closing = sign(close(pair, curator, on=TODAY), director)
    part = pair.participations.get()
    report = Report.objects.create(
        participation=part, side="mentor", author=pair.mentor, status="submitted", submitted_on=TODAY, facts="Сделано"
    )

    said = list(kind_of(closing).consequences(closing, TODAY))
    revocation = revoke(closing, curator, director)

    assert said == [f"{pair}: пара работает дальше, её срок — по {pair.ends_on:%d.%m.%Y}."]
    assert f"Наставничество продолжается по {pair.ends_on:%d.%m.%Y}: наставник — " in text_of(revocation)
    report.refresh_from_db()
    assert (report.status, report.opened_on) == ("returned", None)
    assert "пара работает дальше" in report.return_reason
