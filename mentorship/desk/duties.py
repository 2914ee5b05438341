"""Who owes what by when: every app derives its duties, this page merges them (never stored)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.urls import reverse

from mentorship.core.templatetags.ru import due_in
from mentorship.pairs import queries as pairs
from mentorship.people.models import User
from mentorship.people.models.account import offices_on
from mentorship.regulation.duty import Done, Duty, Scope
from mentorship.regulation.limits import Limits
from mentorship.regulation.queries import limits_by_edition
from mentorship.regulation.sources import DONE, OWED, Asked

ON_A_PAGE = 8  # of each group on the first page; the page «Сроки» has them all
HORIZON = timedelta(days=60)  # what is due later does not crowd the desk
WEEK = timedelta(days=7)
FAR_AWAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Row:
    """A duty as pages show it on a day."""

    duty: Duty
    days_left: int | None
    url: str
    level: str
    left: str


def collect(limits: Limits, scope: Scope, own: Mapping[int, Limits] | None = None) -> list[Duty]:
    """All duties of the scope on its day, by due day; those without a day come last.

    A day that has passed is told as it was then, whatever has been done since. `limits` are those in force; what
    runs already keeps to the edition it began under: `own`, by edition.
    """
    own = limits_by_edition() if own is None else own
    asked = Asked(scope, limits, own)
    found = (duty for source in OWED for duty in source.found(asked))
    begun = (duty for duty in found if scope.on is None or duty.begun(scope.on))
    return sorted(begun, key=lambda duty: (duty.due_on or FAR_AWAY, duty.what, duty.about))


def fulfilled(limits: Limits, scope: Scope) -> list[Done]:
    """What the scope owed and did, the latest first."""
    own = limits_by_edition()
    asked = Asked(scope, limits, own)
    found = (done for source in DONE for done in source.found(asked))
    return sorted(found, key=lambda done: (done.done_on, done.duty.what, done.duty.about), reverse=True)


def scope_of(user: User, today: date) -> Scope:
    """What this user owes soon, as a person and by office: enough for the first page."""
    return replace(scope_for(user.person_id, today), most=ON_A_PAGE + 1, until=today + HORIZON)


def scope_for(person_id: int | None, on: date) -> Scope:
    """Everything that a person owes on the day, also by the offices held on it."""
    mentors, mentees = pairs.sides_of(person_id)
    return Scope(person=person_id, offices=offices_on(person_id, on), on=on, mentors=mentors, mentees=mentees)


def url_of(duty: Duty) -> str:
    """The page that fulfils the duty."""
    url = _address(duty.target, duty.pk)
    return f"{url}?{duty.query}" if duty.query else url


@lru_cache(maxsize=10_000)
def _address(target: str, pk: int | None) -> str:
    return reverse(target, args=[] if pk is None else [pk])


def row_of(duty: Duty, on: date) -> Row:
    """The duty with its days left, in words and as a level."""
    left = duty.days_left(on)
    return Row(duty, left, url_of(duty), level_of(duty, on), due_in(left))


def level_of(duty: Duty, on: date) -> str:
    """How urgent it looks: bad when overdue, warn within a week or when it presses."""
    if duty.due_on is None:
        return "muted"
    if duty.due_on < on:
        return "bad"
    return "warn" if duty.due_on <= on + WEEK or duty.presses(on) else "muted"


def desk(
    user: User, limits: Limits, today: date, own: Mapping[int, Limits] | None = None
) -> list[tuple[str, list[Row]]]:
    """The user's duties in the groups of the desk: the most urgent first, without a day, later."""
    titles = ("Просрочено", "На этой неделе", "Скоро срок", "Без срока", "Дальше")
    groups: dict[str, list[Duty]] = {title: [] for title in titles}
    for duty in collect(limits, scope_of(user, today), own):
        if duty.due_on is None or duty.due_on <= today + HORIZON:
            groups[_group(duty, today)].append(duty)
    return [(title, [row_of(duty, today) for duty in duties[:ON_A_PAGE]]) for title, duties in groups.items() if duties]


def _group(duty: Duty, today: date) -> str:
    if duty.due_on is None:
        return "Без срока"
    if duty.due_on < today:
        return "Просрочено"
    if duty.due_on <= today + WEEK:
        return "На этой неделе"
    return "Скоро срок" if duty.presses(today) else "Дальше"
