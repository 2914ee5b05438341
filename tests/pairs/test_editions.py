"""A new edition of the act: proposals follow it, running pairs stay under their own."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.core.refusal import RuleBroken
from mentorship.desk.duties import collect
from mentorship.orders.models import Order
from mentorship.orders.services import sign
from mentorship.pairs import services
from mentorship.pairs.gate.queries import gate
from mentorship.pairs.models import Pair
from mentorship.regulation.duty import Scope
from mentorship.regulation.models import Edition
from tests.factories.pairs import PairFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
TODAY = dt.date(2026, 9, 20)
NOW = dt.datetime(2026, 9, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def old(edition):
    return edition


def newer(old, starts_on=dt.date(2026, 9, 18), **limits):
    """The next edition with the same lists and clauses of its own numbers; the old one ends the day before."""
    options, clauses = list(old.options.all()), list(old.clauses.all())
    Edition.objects.filter(pk=old.pk).update(ends_on=starts_on - dt.timedelta(days=1))
    edition = Edition.objects.get(pk=old.pk)
    edition.pk, edition.title, edition.starts_on, edition.ends_on = None, "Новое", starts_on, None
    for name, value in limits.items():
        setattr(edition, name, value)
    edition.save()
    for row in (*options, *clauses):
        row.pk, row.edition = None, edition
        row.save()
    edition.clauses.filter(rule="program_due").update(number="4.1")
    return edition


def signed(order, director):
    return sign(order, signed_on=TODAY, number="", proposed="", by=director, now=NOW, confirmed=True)


@pytest.mark.parametrize("drafted_before", [True, False])
def test_a_proposal_is_judged_and_signed_under_the_edition_in_force(old, curator, director, drafted_before):
    pair = PairFactory()
    if drafted_before:
        order = services.draft_appointment([pair], on=dt.date(2026, 9, 17), by=curator)
    new = newer(old, program_due_days=20)
    if not drafted_before:
        order = services.draft_appointment([pair], on=TODAY, by=curator)

    signed(order, director)

    pair = Pair.objects.get()
    assert (pair.status, pair.edition, pair.form.edition, pair.kind.edition) == ("active", new, new, new)
    assert (pair.form.code, pair.kind.code) == ("teacher-teacher", "traditional")
    assert "в срок до 10.10.2026" in text_of(order)


def text_of(order):
    return str(Order.objects.get(pk=order.pk).snapshot)


def test_a_day_before_the_new_edition_is_still_under_the_old_one(old, curator, director):
    pair = PairFactory()
    newer(old, starts_on=dt.date(2026, 9, 26))

    signed(services.draft_appointment([pair], on=TODAY, by=curator), director)

    assert Pair.objects.get().edition == old


def test_a_new_limit_stops_a_draft_at_the_signature(old, curator, director):
    pair = PairFactory()
    order = services.draft_appointment([pair], on=TODAY, by=curator)
    newer(old, mentoring_max_months=6)

    with pytest.raises(RuleBroken) as refused:
        signed(order, director)

    assert refused.value.rules == {"mentoring_term"}
    assert Pair.objects.get().edition == old  # nothing has changed


@pytest.mark.parametrize("gone", ["inactive", "deleted"])
def test_a_kind_that_is_gone_is_shown_at_the_gate_with_a_way_out(as_user, old, curator, gone):
    pair = PairFactory()
    new = newer(old)
    kinds = new.options.filter(group="kind", code="traditional")
    kinds.update(is_active=False) if gone == "inactive" else kinds.delete()
    client = as_user(curator)

    ((violation, url),) = client.get(reverse("pairs:gate", args=[pair.pk])).context["rows"]

    assert "Вид наставничества: «" in violation.message
    assert "Действует редакция «Новое»" in violation.message
    form = client.get(url).context["form"]
    assert {option.edition for option in form.fields["kind"].queryset} == {new}
    assert form.initial["form"].edition == new
    other = new.options.filter(group="kind", is_active=True).exclude(behaviour="group").first()
    terms = {"goal": "Освоиться", "starts_on": "26.09.2026", "ends_on": "31.05.2027"}
    client.post(url, {**terms, "form": form.initial["form"].pk, "kind": other.pk})
    pair.refresh_from_db()
    assert (pair.edition, pair.kind, gate(pair, TODAY)) == (new, other, [])


def test_a_list_that_appears_must_be_chosen_from(old):
    pair = PairFactory(form=None)

    assert [violation.rule for violation in gate(pair, TODAY)] == ["forms"]


def test_a_list_that_disappears_is_no_longer_asked_about(old, curator, director):
    pair = PairFactory()
    new = newer(old)
    new.options.filter(group="kind").delete()

    signed(services.draft_appointment([pair], on=TODAY, by=curator), director)

    pair.refresh_from_db()
    assert (pair.edition, pair.kind, pair.form.edition) == (new, None, new)


def test_duties_of_a_running_pair_keep_to_its_own_edition(old):
    earlier = PairFactory(active=True)
    new = newer(old, program_due_days=20)
    later = PairFactory(active=True, edition=new)

    found = [duty for duty in collect(new.limits(), Scope(everything=True)) if duty.rule == "program_due"]

    assert {(duty.pk, duty.due_on, duty.clause) for duty in found} == {
        (earlier.pk, dt.date(2026, 9, 25), "3.6"),
        (later.pk, dt.date(2026, 10, 5), "4.1"),
    }


def test_interim_reports_are_owed_by_the_pairs_own_edition(old):
    old.report_every_months = 3
    old.save()
    earlier = PairFactory(active=True)
    PairFactory(active=True, edition=newer(old, report_every_months=None))

    found = [duty for duty in collect(old.limits(), Scope(everything=True)) if duty.rule == "report_interval"]

    assert {duty.owner for duty in found} == {earlier.mentor_id}


@pytest.mark.parametrize("pairs", [1, 4])
def test_duties_cost_the_same_queries_however_many_pairs_and_editions(old, pairs, django_assert_num_queries):
    for number in range(pairs):
        edition = newer(Edition.objects.get(ends_on=None), dt.date(2026, 9, 18 + number)) if number else old
        PairFactory(active=True, edition=edition)
        PairFactory(ended=True, edition=edition)
    Edition.objects.update(report_every_months=3)
    limits = old.limits()

    with django_assert_num_queries(60):
        collect(limits, Scope(everything=True))


def test_a_side_without_a_term_owes_no_report(old):
    PairFactory(ended=True)
    Edition.objects.update(mentee_report_days=None)

    rules = {duty.rule for duty in collect(old.limits(), Scope(everything=True))}

    assert "mentor_report" in rules
    assert "mentee_report" not in rules
