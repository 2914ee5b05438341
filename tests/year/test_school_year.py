"""Two hundred days of a school year: the laws of DESIGN §2 hold every evening, nothing is lost overnight."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.db.models import Count, Q

from mentorship.desk.duties import collect
from mentorship.orders.models import Order, OrderFile
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import MenteeEntry
from mentorship.programs.models import Program
from mentorship.regulation.clauses import Duty, Scope
from mentorship.regulation.queries import edition_on
from tests.factories.regulation import regulation
from tests.year.world import World

pytestmark = pytest.mark.django_db
FIRST, DAYS = dt.date(2026, 9, 1), 200
DAY = dt.timedelta(days=1)


def owed(today: dt.date) -> dict[tuple[str, dt.date | None], Duty]:
    """Every duty of the day by its key and due day."""
    found = collect(edition_on(today).limits(), Scope(everything=True, on=today))
    by_key = {(duty.key, duty.due_on): duty for duty in found}
    assert len(by_key) == len(found), "two duties share a key"
    return by_key


def check_laws(world: World) -> None:
    """What must be true whatever happened."""
    running = Participation.objects.running().values("mentor").annotate(load=Count("pk"))
    assert all(row["load"] <= 3 for row in running)
    assert not Pair.objects.filter(status__in=["active", "ended"]).exclude(order__status="signed").exists()
    assert not Pair.objects.filter(status="ended").exclude(closing_order__status="signed").exists()
    assert not Participation.objects.filter(Q(closed_on=None), ~Q(pair__status__in=["proposed", "active"])).exists()
    assert not Program.objects.filter(status="approved", approved_on=None).exists()
    numbers = list(Order.objects.filter(status="signed").values_list("journal", "year", "number"))
    assert len(numbers) == len(set(numbers))
    for entry in MenteeEntry.objects.all():
        has_mentor = Participation.objects.running().filter(mentee=entry.person).exists()
        assert (entry.mentoring == MenteeEntry.Mentoring.NOW) == has_mentor


def signed_papers() -> dict[int, str]:
    """What every signed order is made of."""
    return {file.pk: hashlib.sha256(bytes(file.content)).hexdigest() for file in OrderFile.objects.all()}


@pytest.mark.parametrize("seed", [2026])
def test_a_year_of_chance_keeps_every_law_and_loses_no_duty(seed):
    regulation()
    papers: dict[int, str] = {}
    world, evening = World(seed, FIRST), {}
    for number in range(DAYS):
        today = FIRST + DAY * number
        with time_machine.travel(dt.datetime.combine(today, dt.time(9), dt.UTC), tick=False):
            morning = owed(today)
            lost = set(evening) - set(morning)
            assert not lost, f"{today}: lost overnight {lost}"
            world.spend_day(today)
            check_laws(world)
            evening = owed(today)
            papers = signed_papers() | papers
    now = signed_papers()
    assert now == papers, "a signed order has changed"
    assert world.done["sign_order"] > 10
    assert world.done["report"] > 3, world.done
