"""What a placement fulfils by itself: an activity of the roadmap, an assignment of an order, results, the Положение."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from mentorship.access.grants import can
from mentorship.orders import services as orders
from mentorship.orders.models import Assignment, Order
from mentorship.orders.rules import is_publication
from mentorship.people.models import User
from mentorship.programs import services as programs
from mentorship.programs.models import Program
from mentorship.programs.queries import with_results
from mentorship.publication.placements.rules import is_informing
from mentorship.regulation.act import services as acts
from mentorship.regulation.models import ActVersion
from mentorship.roadmap.models import Activity
from mentorship.roadmap.queries import activities_of, current
from mentorship.roadmap.services.marks import perform


@dataclass(frozen=True, slots=True)
class Placed:
    """Where and when something was placed, and who writes it down."""

    title: str
    link: str
    on: date
    today: date
    by: User


@dataclass(frozen=True, slots=True)
class Target:
    """Something open that a placement fulfils: its key for a form, its words, and how it is closed."""

    key: str
    words: str
    close: Callable[[Placed], object]


def targets(user: User, on: date) -> list[Target]:
    """What is open on the day and may be closed by this user."""
    return [*_assignments(user), *_results(user, on), *_act(user, on), *_activities(on)]


def _activities(on: date) -> Iterator[Target]:
    """Those that inform: whoever keeps the log closes them by it."""
    roadmap = current(on)
    for row in activities_of(roadmap) if roadmap else ():
        if row.is_open and is_informing(f"{row.stage.title} {row.text}"):
            yield Target(f"activity:{row.pk}", f"Дорожная карта: {row}", partial(_performed, row))


def _performed(row: Activity, placed: Placed) -> None:
    result = f"{placed.title} {placed.link}".strip()
    perform(row, done_on=placed.on, result=result, evidence=None, today=placed.today, by=placed.by)


def _assignments(user: User) -> Iterator[Target]:
    rows = Assignment.objects.filter(done_on=None, order__status=Order.Status.SIGNED)
    for row in rows.select_related("order").order_by("due_on", "pk"):
        if is_publication(row.what) and can(user, "order.fulfil", row):
            words = f"Приказ № {row.order.number}: {row.what}"
            yield Target(f"assignment:{row.pk}", words, partial(_fulfilled, row))


def _fulfilled(row: Assignment, placed: Placed) -> None:
    orders.fulfil(row, on=placed.on, result=placed.title, url=placed.link, by=placed.by, today=placed.today)


def _results(user: User, on: date) -> Iterator[Target]:
    if can(user, "program.publish"):
        for program in with_results(on).filter(published_on=None):
            yield Target(f"program:{program.pk}", f"Итоги программы: {program.pair}", partial(_told, program))


def _told(program: Program, placed: Placed) -> None:
    programs.publish(program, url=placed.link, on=placed.on, today=placed.today, by=placed.by)


def _act(user: User, on: date) -> Iterator[Target]:
    version = ActVersion.objects.in_force_on(on)
    if version and version.published_on is None and can(user, "regulation.publish"):
        yield Target(f"act:{version.pk}", f"Положение, {version}", partial(_published, version))


def _published(version: ActVersion, placed: Placed) -> None:
    acts.mark_published(version, url=placed.link, on=placed.on, today=placed.today, by=placed.by)
