"""Who owes what by when: every app derives its duties, this page merges them (never stored)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from mentorship.events import queries as events
from mentorship.journal import queries as journal
from mentorship.leaving import queries as leaving
from mentorship.orders import queries as orders
from mentorship.pairs import queries as pairs
from mentorship.people import queries as people
from mentorship.people.models import User
from mentorship.petitions import queries as petitions
from mentorship.programs import queries as programs
from mentorship.regulation import queries as regulation
from mentorship.regulation.clauses import Duty, Limits, Scope
from mentorship.regulation.queries import limits_by_edition
from mentorship.replacements import queries as replacements
from mentorship.reports import queries as reports
from mentorship.roadmap import queries as roadmaps

ON_A_PAGE = 12
HORIZON = timedelta(days=60)  # what is due later does not crowd the desk
FAR_AWAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Row:
    """A duty as the desk shows it."""

    duty: Duty
    days_left: int | None
    url: str


def collect(limits: Limits, scope: Scope) -> list[Duty]:
    """All duties of the scope, by due day; those without a day come last.

    `limits` are those in force; what runs already keeps to the edition it began under.
    """
    own = limits_by_edition()
    found = [
        *regulation.duties(limits, scope),
        *people.duties(limits, scope),
        *orders.duties(scope),
        *pairs.duties(limits, own, scope),
        *programs.duties(own, scope),
        *reports.duties(own, scope),
        *roadmaps.duties(limits, scope),
        *journal.duties(own, scope),
        *events.duties(limits, scope),
        *replacements.duties(own, scope),
        *leaving.duties(own, scope),
        *petitions.duties(own, scope),
    ]
    return sorted(found, key=lambda duty: (duty.due_on or FAR_AWAY, duty.what, duty.about))


def scope_of(user: User, today: date) -> Scope:
    """What this user owes soon, as a person and by office."""
    offices = frozenset(str(office) for office in user.offices)
    mentors, mentees = pairs.sides_of(user.person_id)
    return Scope(
        person=user.person_id,
        offices=offices,
        most=ON_A_PAGE + 1,
        until=today + HORIZON,
        on=today,
        mentors=mentors,
        mentees=mentees,
    )


def url_of(duty: Duty) -> str:
    """The page that fulfils the duty."""
    url = reverse(duty.target, args=[duty.pk] if duty.pk is not None else [])
    return f"{url}?{duty.query}" if duty.query else url


def desk(user: User, limits: Limits, today: date) -> list[tuple[str, list[Row]]]:
    """The user's duties in the groups of the desk: overdue, this week, without a day, later."""
    groups: dict[str, list[Row]] = {"Просрочено": [], "На этой неделе": [], "Без срока": [], "Дальше": []}
    for duty in collect(limits, scope_of(user, today)):
        if duty.due_on and duty.due_on > today + HORIZON:
            continue
        groups[_group(duty, today)].append(Row(duty, duty.days_left(today), url_of(duty)))
    return [(title, rows[:ON_A_PAGE]) for title, rows in groups.items() if rows]


def _group(duty: Duty, today: date) -> str:
    if duty.due_on is None:
        return "Без срока"
    if duty.due_on < today:
        return "Просрочено"
    return "На этой неделе" if duty.due_on <= today + timedelta(days=7) else "Дальше"
