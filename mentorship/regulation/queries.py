"""Reading the institution, the edition in force and its limits."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from mentorship.core.naming import naming_day
from mentorship.core.prepared import Prepared
from mentorship.core.reading import read_once
from mentorship.core.terms import Day
from mentorship.documents.layout import Profile
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Clause, Edition, Institution, Option
from mentorship.regulation.models.edition import LIMITS, limits_of
from mentorship.regulation.place import use


def institution() -> Institution:
    """The one institution with the requisites of the paper's day, on pages of today; to be shown, never saved.

    `Institution.DoesNotExist` before the first set-up. Its words and its calendar become active.
    """
    return institution_on(naming_day())


@read_once
def institution_on(day: date) -> Institution:
    """The same with the requisites of that day."""
    place = recorded_institution()
    use(place)
    return place.called_on(day)


def recorded_institution() -> Institution:
    """The institution with the newest requisites, though their day may be still to come: what is changed."""
    return Institution.objects.get()


def look() -> Profile:
    """How the papers of the institution look."""
    return institution().profile()


def edition_on(day: date) -> Edition:
    """The edition in force on the day; `Edition.DoesNotExist` when there is none."""
    return Edition.objects.in_force_on(day).latest("starts_on")


@read_once
def edition_or_first(day: date) -> Edition:
    """The edition in force on the day, for a paper; one of another time where there is none, or one of no rules."""
    return Edition.objects.in_force_on(day).order_by("starts_on").last() or Edition.objects.first() or Edition()


def coming_edition(on: date, starts_on: date) -> Edition | None:
    """The edition under which something begins, where another one is in force on the earlier day."""
    found = Edition.objects.in_force_on(starts_on).order_by("starts_on").last()
    return found if found and found.starts_on > on else None


def last_edition() -> Edition:
    """The newest edition, though it may not have begun yet."""
    return Edition.objects.latest("starts_on")


class Editions(Prepared):
    """Every edition with all its limits and switches."""

    columns = {name: name for name in ("pk", "starts_on", *LIMITS)}

    def rows(self) -> QuerySet:
        return Edition.objects.all()


class Clauses(Prepared):
    """Which clause states which rule, in every edition."""

    columns = {"edition": "edition", "rule": "rule", "number": "number"}

    def rows(self) -> QuerySet:
        return Clause.objects.exclude(rule="").order_by("pk")


class InForce(Prepared):
    """The edition that is in force on a day, with all its limits and switches."""

    columns = Editions.columns

    def rows(self, *, day: Day) -> QuerySet:
        return Edition.objects.in_force_on(day).order_by("-starts_on")


EDITIONS, CLAUSES, IN_FORCE = Editions(), Clauses(), InForce()


def limits_by_edition() -> dict[int, Limits]:
    """The limits of every edition by its key, in two queries: a running pair stays under its own."""
    clauses = _clauses()
    return {key: limits_of(values, clauses.get(key, {}), since) for key, since, *values in EDITIONS()}


def _clauses() -> dict[int, dict[str, str]]:
    """By edition: the number of the clause by the rule that it states."""
    clauses: dict[int, dict[str, str]] = {}
    for row in CLAUSES():
        clauses.setdefault(row.edition, {})[row.rule] = row.number
    return clauses


def limits_on(day: date, own: Mapping[int, Limits] | None = None, *, or_first: bool = False) -> Limits:
    """The limits in force on the day; `or_first`: those of the first edition on a day that has none.

    `own` are those of every edition, where they are known. `Edition.DoesNotExist` when there are none.
    """
    for key, since, *values in IN_FORCE(most=1, day=day):
        return limits_of(values, _clauses().get(key, {}), since) if own is None else own[key]
    if or_first and (first := Edition.objects.order_by("starts_on").first()):
        return first.limits()
    raise Edition.DoesNotExist


def options(edition: Edition, group: Option.Group) -> QuerySet[Option]:
    """The active items of one of the edition's lists, in its order."""
    return edition.options.filter(group=group, is_active=True)


def named_groups(edition: Edition) -> set[str]:
    """The lists in which the edition names anything at all; the other questions are not asked."""
    return set(edition.options.filter(is_active=True).order_by().values_list("group", flat=True).distinct())
