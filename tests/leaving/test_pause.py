"""«Что будет, если…» offers a pause for a long absence, with its days filled in; a paused pair is settled."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.leaving.queries import undecided
from mentorship.people.employment import services as employment
from mentorship.regulation.duty import Scope
from tests.duties import owed_in
from tests.pairs.pauses.making import DAY, FIRST, LAST, fresh, on_day, paused, running_pair

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


def away(person, curator, until=LAST + DAY):
    employment.record_absence(
        person, kind="sick", starts_on=FIRST, expected_return_on=until, note="", by=curator, today=TODAY, confirmed=True
    )


@pytest.fixture
def pair(edition):
    return running_pair()


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_the_link_carries_the_days_over(as_user, pair, curator, side):
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    with on_day(TODAY):
        away(person, curator)
        client = as_user(curator)
        page = client.get(reverse("leaving:next", args=[person.pk])).content.decode()
        link = f"{reverse('pairs:pause', args=[pair.pk])}?from=01.12.2026&amp;to=31.12.2026&amp;reason="
        assert link in page
        form = client.get(link.replace("&amp;", "&") + "отпуск").context["form"]
    assert (form.initial["starts_on"], form.initial["ends_on"], form.initial["basis"]) == (FIRST, LAST, "отпуск")


def test_a_pause_for_a_part_of_the_absence_leads_on_to_the_rest(as_user, pair, curator, director):
    """It is not said that the pair stands still all the time: the next pause begins on the day after."""
    with on_day(TODAY):
        away(pair.mentor, curator)
    paused(pair, curator, director, last=LAST - 10 * DAY, on=TODAY)
    with on_day(TODAY):
        page = as_user(curator).get(reverse("leaving:next", args=[pair.mentor_id])).content.decode()

    assert f"приостановлена приказом по {LAST - 10 * DAY:%d.%m.%Y}, дальше — нет" in page
    days = f"from={LAST - 9 * DAY:%d.%m.%Y}&amp;to={LAST:%d.%m.%Y}"
    assert f"{reverse('pairs:pause', args=[pair.pk])}?{days}" in page


@pytest.mark.parametrize(("last", "settled"), [(LAST - DAY, False), (LAST, True), (LAST + DAY, True)])
def test_a_pause_through_the_absence_leaves_nothing_to_decide(pair, curator, director, last, settled):
    with on_day(TODAY):
        away(pair.mentor, curator)
    paused(pair, curator, director, last=last, on=TODAY)
    day = LAST - 9 * DAY
    with on_day(day):
        found = [
            duty for duty in owed_in("leaving", Scope(everything=True, on=day)) if "наставник отсутствует" in duty.what
        ]
        assert (found == []) == settled
        assert (undecided(fresh(pair), day) == []) == settled
