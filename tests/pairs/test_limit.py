"""No sequence of calls ever leaves a mentor above the limit (п. 3.7)."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import MenteeEntry, MentorEntry
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, UserFactory
from tests.factories.regulation import regulation
from tests.threads import REFUSED

DAY = dt.date(2026, 9, 20)
NOW = timezone.make_aware(dt.datetime(2026, 9, 20, 12))
LIMIT = 3
DAYS = [DAY + dt.timedelta(days=number) for number in range(-20, 300, 20)]


def sign(order, by, number=""):
    return orders.sign(order, signed_on=DAY, number=number, proposed="", by=by, now=NOW, confirmed=True)


class Curator(RuleBasedStateMachine):
    """A curator who tries everything in any order."""

    @initialize()
    def open_the_bank(self):
        self.example = transaction.atomic()
        self.example.__enter__()
        regulation()
        self.director = UserFactory(office="director")
        self.mentor = MentorEntryFactory().person

    @rule(size=st.integers(1, 3), ahead=st.integers(-5, 60))
    def propose(self, size, ahead):
        kind, on = option("kind", "group" if size > 1 else "traditional"), DAY + dt.timedelta(days=ahead)
        people = [MenteeEntryFactory().person for _ in range(size)]
        PairFactory(mentor=self.mentor, mentees=people, kind=kind, starts_on=on)

    @rule(take=st.integers(1, 3))
    def draft(self, take):
        waiting = Pair.objects.filter(status="proposed", order=None)[:take]
        self.attempt(lambda: pairs.draft_appointment(list(waiting), on=DAY, by=self.director))

    @rule()
    def sign_the_oldest_draft(self):
        self.attempt(lambda: sign(Order.objects.drafts().earliest("pk"), self.director))

    @rule(limit=st.sampled_from([None, 1, 2]))
    def change_own_limit(self, limit):
        MentorEntry.objects.filter(person=self.mentor).update(own_limit=limit)

    @rule(ahead=st.integers(0, 60))
    def end_a_pair(self, ahead):
        case, on = option("completion", "initiative"), DAY + dt.timedelta(days=ahead)
        active = Pair.objects.appointed().filter(ending_on=None).first()
        if active:
            ending.request_ending(active, case=case, on=on, reason="Причина", plan_left=None, by=self.director)
            ending.draft_closing([active], by=self.director)

    @rule()
    def revoke_an_order(self):
        signed = Order.objects.filter(kind__in=["appointment", "completion"], status="signed").last()
        if signed:
            self.attempt(lambda: orders.draft_revocation(signed, reason="Ошибка", by=self.director))

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def attempt(self, act):
        try:
            act()
        except (*REFUSED, Order.DoesNotExist):
            return

    @invariant()
    def nobody_is_above_the_limit(self):
        if hasattr(self, "mentor"):
            for day in DAYS:
                assert Participation.objects.running(day).filter(mentor=self.mentor).count() <= LIMIT

    @invariant()
    def the_bank_knows_who_has_a_mentor(self):
        for entry in MenteeEntry.objects.all():
            given = Participation.objects.signed().filter(mentee=entry.person).exists()
            assert (entry.mentoring == MenteeEntry.Mentoring.APPOINTED) == given


@pytest.mark.django_db
def test_no_sequence_of_calls_exceeds_the_limit():
    fast = settings(max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Curator, settings=fast)
