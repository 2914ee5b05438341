"""Who owes what by when: every app derives its duties, this page merges them (never stored)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.urls import reverse

from mentorship.core.templatetags.ru import due_in
from mentorship.events import queries as events
from mentorship.journal import duties as journal
from mentorship.leaving import duties as leaving
from mentorship.pairs import duties as pairs_owed
from mentorship.pairs import queries as pairs
from mentorship.people import queries as people
from mentorship.people.models import User
from mentorship.people.models.account import offices_on
from mentorship.petitions import duties as petitions
from mentorship.regulation import queries as regulation
from mentorship.regulation.duties import Done, Duty, Scope
from mentorship.regulation.limits import Limits
from mentorship.regulation.queries import limits_by_edition
from mentorship.regulation.sources import DONE, OWED, Asked
from mentorship.replacements import duties as replacements

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
    """All duties of the scope, by due day; those without a day come last.

    `limits` are those in force; what runs already keeps to the edition it began under: `own`, by edition.
    """
    own = limits_by_edition() if own is None else own
    asked = Asked(scope, limits, own)
    found = [
        *(duty for source in OWED for duty in source.found(asked)),
        *regulation.duties(limits, scope),
        *people.duties(limits, scope),
        *pairs.duties(limits, own, scope),
        *journal.duties(own, scope),
        *events.duties(limits, scope),
        *replacements.duties(own, scope),
        *leaving.duties(own, scope),
        *petitions.duties(own, scope),
    ]
    return _in_order(duty for duty in found if scope.on is None or duty.begun(scope.on))


def _in_order(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda duty: (duty.due_on or FAR_AWAY, duty.what, duty.about))


def fulfilled(limits: Limits, scope: Scope) -> list[Done]:
    """What the scope owed and did, the latest first."""
    own = limits_by_edition()
    asked = Asked(scope, limits, own)
    found = [
        *(done for source in DONE for done in source.found(asked)),
        *regulation.fulfilled(limits, scope),
        *pairs_owed.fulfilled(own, scope),
    ]
    return sorted(found, key=lambda done: (done.done_on, done.duty.what, done.duty.about), reverse=True)


def owed_on(limits: Limits, scope: Scope, today: date, own: Mapping[int, Limits] | None = None) -> list[Duty]:
    """The duties of any day: on a past one also what has been done since then."""
    found = collect(limits, scope, own)
    if scope.on is None or scope.on >= today:
        return found
    later = [done.duty for done in fulfilled(limits, scope) if done.done_on > scope.on and done.duty.begun(scope.on)]
    return _in_order([*found, *later])


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
