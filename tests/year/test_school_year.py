"""Two hundred days of a school year: its laws hold every evening, no duty is lost or told twice."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from mentorship.desk.duties import collect, scope_for
from mentorship.people.models import Person
from mentorship.regulation.duties import Duty, Scope
from mentorship.regulation.queries import edition_on
from mentorship.reminders.services import outbox
from tests.factories.regulation import regulation
from tests.year import post
from tests.year.acts import ACTS
from tests.year.laws import Witness, check_laws
from tests.year.world import World

pytestmark = pytest.mark.django_db
FIRST, DAYS = dt.date(2026, 9, 1), 200
DAY = dt.timedelta(days=1)
# Duties that a night may take away, by rule and page: why.
VANISHING = {
    ("fit", "people:mentees"): "the search is owed anew every month, with that month's last day",
}
Owed = dict[tuple[str, dt.date | None], Duty]


def owed(today: dt.date) -> Owed:
    """Every duty of the day by its key and due day."""
    found = collect(edition_on(today).limits(), Scope(everything=True, on=today))
    by_key = {(duty.key, duty.due_on): duty for duty in found}
    assert len(by_key) == len(found), "two duties share a key"
    return by_key


def check_night(evening: Owed, morning: Owed, today: dt.date) -> None:
    """Nobody acted between the two."""
    lost = {duty for key, duty in evening.items() if key not in morning}
    wrong = [duty for duty in lost if (duty.rule, duty.target) not in VANISHING]
    assert not wrong, f"{today}: lost overnight {wrong}"


def check_desks(duties: Owed, today: dt.date) -> None:
    """Everybody's own desk shows what the whole list says of them, and the curator's what others do as well."""
    limits = edition_on(today).limits()
    for person in Person.objects.all():
        scope = scope_for(person.pk, today)
        own = {(duty.key, duty.due_on) for duty in collect(limits, scope)}
        listed = {key for key, duty in duties.items() if duty.owner == person.pk or duty.office in scope.offices}
        assert listed <= own <= duties.keys(), f"{today}, {person}: {listed - own} {own - duties.keys()}"


@pytest.fixture
def letters(settings):
    settings.EMAIL_BACKEND = f"{post.__name__}.Server"
    yield
    post.Server.is_down = False


def live(world: World, witness: Witness, day: dt.date, evening: Owed) -> Owed:
    """A day: the clock's work, the acts, the laws; the duties of the evening."""
    morning = owed(day)
    check_night(evening, morning, day)
    if world.rarely(0.85):
        post.run(world, timezone.now(), list(morning.values()))
    world.spend_day(day, ACTS)
    check_laws()
    witness.look()
    duties = owed(day)
    if world.rarely(0.05):
        post.run(world, timezone.now(), list(duties.values()))
    if day.day == 15:
        check_desks(duties, day)
    return duties


@pytest.mark.parametrize("seed", [2026])
def test_a_year_of_chance_keeps_every_law_and_loses_no_duty(seed, letters):
    regulation()
    world, witness, evening = World(seed, FIRST), Witness(), {}
    for number in range(DAYS):
        day = FIRST + DAY * number
        with time_machine.travel(dt.datetime.combine(day, dt.time(9), dt.UTC), tick=False):
            evening = live(world, witness, day, evening)
    with time_machine.travel(dt.datetime.combine(day + 3 * DAY, dt.time(9), dt.UTC), tick=False):
        post.Server.is_down = False
        outbox.deliver(timezone.now())
    post.check_letters()
    never = {act.__name__ for act in ACTS if not world.done[act.__name__]}
    assert len(never) < len(ACTS) // 6, f"never came about: {never}; refused: {world.refused}"
