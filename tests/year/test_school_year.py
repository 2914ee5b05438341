"""Two hundred days of a school year: its laws hold every evening, no duty is lost or told twice."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from mentorship.desk.duties import collect, scope_for
from mentorship.pairs.models import Pair
from mentorship.people.models import Absence, MenteeEntry, MentorEntry, Person
from mentorship.regulation.duty import Duty, Scope
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
OF_PAIRS = (
    "activity_due",
    "agreement",
    "amendment",
    "completion",
    "data_consent",
    "employer_notice",
    "help_asked",
    "meeting_mark",
    "meeting_planned",
    "mentee_acts",
    "mentee_consent",
    "mentor_acts",
    "mentor_consent",
    "program_acquaintance",
    "program_due",
    "replacement",
    "report_interval",
    "task_check",
    "task_due",
)
OF_PEOPLE = ("absence_return", "appoint_within", "confirm_mentees", "mentor_training")
WRITTEN_LATER = {"activity_due", "completion"}  # a meeting is written down with what was done at it
SAMPLE = 12  # so many days between those that are asked about again
Owed = dict[tuple[str, dt.date | None], Duty]


def noon(day: dt.date) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(day, dt.time(9), dt.UTC), tick=False)


def owed(today: dt.date) -> Owed:
    """Every duty of the day by its key and due day."""
    found = collect(edition_on(today).limits(), Scope(everything=True, on=today))
    by_key = {(duty.key, duty.due_on): duty for duty in found}
    assert len(by_key) == len(found), "two duties share a key"
    return by_key


def check_night(evening: Owed, morning: Owed, today: dt.date) -> None:
    """Nobody acted between the two: only a last day takes away what it was owed for, or a first day of an absence."""
    lost = {duty for key, duty in evening.items() if key not in morning}
    over = over_by(today)
    wrong = [duty for duty in lost if (duty.rule, duty.target) not in VANISHING and duty.rule not in over]
    assert not wrong, f"{today}: lost overnight {wrong}"


def over_by(today: dt.date) -> set[str]:
    """What yesterday was the last day of: a pair works no more, somebody has left, is out of a bank or away for long."""
    last = today - DAY
    found = set(OF_PAIRS) if Pair.objects.filter(ended_on=last).exists() else set()
    gone = [Person.objects.filter(left_on=last), MenteeEntry.objects.filter(ends_on=last)]
    gone.append(MentorEntry.objects.filter(ends_on=last))
    if Absence.objects.filter(starts_on=today).exists():
        found.add("appoint_within")  # a long absence stops the term (п. 3.7)
    return found | (set(OF_PEOPLE) if any(rows.exists() for rows in gone) else set())


def check_past(told: dict[dt.date, Owed]) -> None:
    """What was owed on a day is told the same, but for what was written down only days later."""
    for day, then in told.items():
        now = owed(day)
        differing = {then.get(key) or now[key] for key in then.keys() ^ now.keys()}
        wrong = [duty for duty in differing if duty.rule not in WRITTEN_LATER]
        assert not wrong, f"{day} is told otherwise: {wrong}"


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


@pytest.mark.parametrize("seed", [1, 11])
def test_a_year_of_chance_keeps_every_law_and_loses_no_duty(seed, letters):
    with noon(FIRST - DAY):
        regulation()
        world, witness, evening, told = World(seed, FIRST), Witness(), {}, {}
    for number in range(DAYS):
        day = FIRST + DAY * number
        with noon(day):
            evening = live(world, witness, day, evening)
        if number % SAMPLE == 0:
            told[day] = evening
    with noon(day + 3 * DAY):
        post.Server.is_down = False
        outbox.deliver(timezone.now())
        check_past(told)
    post.check_letters()
    never = {act.__name__ for act in ACTS if not world.done[act.__name__]}
    assert len(never) < len(ACTS) // 6, f"never came about: {never}; refused: {world.refused}"
