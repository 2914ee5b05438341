"""What the mentor before does or cancels after the plan was carried over does not stay open with the new one (REP-06)."""

import datetime as dt

import pytest

from mentorship.pairs.models import Pair
from mentorship.programs import services
from mentorship.programs.models import Activity, Program
from mentorship.programs.services import carry_over
from tests.factories import programs as made
from tests.factories.pairs import PairFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-01")]
TODAY, FROM = dt.date(2026, 12, 1), dt.date(2026, 12, 15)


@pytest.fixture
def pairs(edition):
    """The old pair works until the day before the new one begins; both orders are signed."""
    old = PairFactory(ended=True, ended_on=FROM - dt.timedelta(days=1))
    new = PairFactory(active=True, starts_on=FROM, mentees=old.mentees, replaces=old)
    return old, new


@pytest.fixture
def item(pairs, curator):
    program = made.approved(pairs[0], curator)
    row = made.activity(program, dt.date(2027, 3, 1))
    made.activity(program, dt.date(2027, 4, 1), title="Другое")
    carry_over(*pairs, by=curator)
    return row


def perform(item, by):
    services.perform(item, done_on=TODAY, result="Есть", evidence=None, today=TODAY, by=by)


def cancel(item, by):
    services.cancel_activity(item, reason="Не нужно", on=TODAY, by=by)


ACTS = [(perform, "Выполнено у прежнего наставника"), (cancel, "Отменено у прежнего наставника")]


def copies(pair):
    return list(Activity.objects.filter(program__pair=pair).order_by("due_on").values_list("title", flat=True))


@pytest.mark.parametrize(("act", "why"), ACTS)
@pytest.mark.parametrize("status", ["draft", "with_mentee", "returned"])
def test_it_leaves_the_plan_that_is_not_handed_in(pairs, item, curator, act, why, status):
    Program.objects.filter(pair=pairs[1]).update(status=status)
    copy = item.copies.get()
    assert copies(pairs[1]) == ["Открытое занятие", "Другое"]

    act(item, curator)

    assert copies(pairs[1]) == ["Другое"]
    said = Activity.history.filter(id=copy.pk).first()
    assert (said.history_change_reason, said.history_user) == (f"{why}: Открытое занятие", curator)


@pytest.mark.parametrize(("act", "why"), ACTS)
@pytest.mark.parametrize("kept", ["touched", "handed in", "approved", "cancelled pair"])
def test_what_is_touched_handed_in_or_nobodys_stays(pairs, item, curator, act, why, kept):
    copy, program = item.copies.get(), Program.objects.filter(pair=pairs[1])
    if kept == "touched":
        services.edit_activity(copy, fields={"title": "Открытый урок"}, by=curator)
    elif kept == "handed in":
        program.update(status="submitted")
    elif kept == "approved":
        program.update(status="approved", approved_on=TODAY, approved_by=curator)
    else:
        Pair.objects.filter(pk=pairs[1].pk).update(status="cancelled")

    act(item, curator)

    assert len(copies(pairs[1])) == 2


def test_the_copy_of_a_copy_leaves_with_it(pairs, item, curator):
    third = PairFactory(active=True, starts_on=dt.date(2027, 1, 15), mentees=pairs[0].mentees, replaces=pairs[1])
    carry_over(pairs[1], third, by=curator)
    Pair.objects.filter(pk=pairs[1].pk).update(status="ended", ended_on=dt.date(2027, 1, 14))

    perform(item, curator)

    assert (copies(pairs[1]), copies(third)) == (["Другое"], ["Другое"])
