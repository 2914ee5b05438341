"""Reading the institution and the edition in force."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import can
from mentorship.core.calendar.workdays import calendar
from mentorship.core.prepared import day_slot, prepared
from mentorship.regulation import rules
from mentorship.regulation.act import rules as act_rules
from mentorship.regulation.duties import Done, Duty, Scope
from mentorship.regulation.edition.rulebook import GROUPS, RULES, Rule, rules_of
from mentorship.regulation.limits import LAW, Limits
from mentorship.regulation.models import ActVersion, Clause, Edition, Institution, Option
from mentorship.regulation.models.edition import LIMITS, limits_of
from mentorship.regulation.place import use

PUBLISHERS = ("clerk", "admin", "curator")  # who is reminded of the site


def institution() -> Institution:
    """The one institution; `Institution.DoesNotExist` before the first set-up. Its words and days become active."""
    place = Institution.objects.get()
    use(place)
    return place


def edition_on(day: date) -> Edition:
    """The edition in force on the day; `Edition.DoesNotExist` when there is none."""
    return Edition.objects.in_force_on(day).latest("starts_on")


def edition_or_first(day: date) -> Edition:
    """The edition in force on the day, for a paper; one of another time where there is none, or one of no rules."""
    return Edition.objects.in_force_on(day).order_by("starts_on").last() or Edition.objects.first() or Edition()


def last_edition() -> Edition:
    """The newest edition, though it may not have begun yet."""
    return Edition.objects.latest("starts_on")


def rule_groups(edition: Edition) -> list[tuple[str, str, list[tuple[Rule, str, Clause | str | None]]]]:
    """For each page of rules: its address, its title, and every rule with its limit and clause, or the law."""
    limits, clauses = edition.limits(), {clause.rule: clause for clause in edition.clauses.exclude(rule="")}
    return [
        (
            group,
            title,
            [(rule, rule.state(limits), clauses.get(rule.key) or LAW.get(rule.key)) for rule in rules_of(group)],
        )
        for group, title in GROUPS.items()
    ]


def limits_by_edition() -> dict[int, Limits]:
    """The limits of every edition by its key, in two queries: a running pair stays under its own."""
    clauses: dict[int, dict[str, str]] = {}
    for edition_id, rule, number in _clauses()():
        clauses.setdefault(edition_id, {})[rule] = number
    return {key: limits_of(values, clauses.get(key, {})) for key, *values in _editions()()}


@prepared
def _editions() -> QuerySet:
    return Edition.objects.values_list("pk", *LIMITS)


@prepared
def _clauses() -> QuerySet:
    return Clause.objects.exclude(rule="").order_by("pk").values_list("edition", "rule", "number")


def limits_on(day: date, own: Mapping[int, Limits] | None = None, *, or_first: bool = False) -> Limits:
    """The limits in force on the day; `or_first`: those of the first edition on a day that has none.

    `own` are those of every edition, where they are known. `Edition.DoesNotExist` when there are none.
    """
    for (key,) in _in_force()(day=day):
        return (limits_by_edition() if own is None else own)[key]
    if or_first and (first := Edition.objects.order_by("starts_on").first()):
        return first.limits()
    raise Edition.DoesNotExist


@prepared
def _in_force() -> QuerySet:
    on_the_day = Q(ends_on=None) | Q(ends_on__gte=day_slot("day"))
    rows = Edition.objects.filter(on_the_day, starts_on__lte=day_slot("day"))
    return rows.order_by("-starts_on").values_list("pk")[:1]


def options(edition: Edition, group: Option.Group) -> QuerySet[Option]:
    """The active items of one of the edition's lists, in its order."""
    return edition.options.filter(group=group, is_active=True)


def named_groups(edition: Edition) -> set[str]:
    """The lists in which the edition names anything at all; the other questions are not asked."""
    return set(edition.options.filter(is_active=True).order_by().values_list("group", flat=True).distinct())


def clause_rows(edition: Edition, limits: Limits) -> list[tuple[Clause, Rule | None, str]]:
    """The clauses in order, each with the rule of the program that keeps it and its limit in words."""
    rules = ((clause, RULES.get(clause.rule)) for clause in edition.clauses.all())
    kept = ((clause, rule if rule and rule.kept(limits) else None) for clause, rule in rules)
    return [(clause, rule, rule.limit(limits) if rule else "") for clause, rule in kept]


def option_lists(edition: Edition) -> list[tuple[Option.Group, list[Option]]]:
    """Every list of the edition, the empty ones too, with what is offered and what no longer is."""
    rows = list(edition.options.order_by("position", "pk"))
    return [(group, [option for option in rows if option.group == group]) for group in Option.Group]


def option_groups(edition: Edition) -> list[tuple[str, list[Option]]]:
    """The edition's lists by their titles, for the rules page."""
    groups: dict[str, list[Option]] = {}
    for option in edition.options.filter(is_active=True):
        groups.setdefault(option.get_group_display(), []).append(option)
    return list(groups.items())


def acts(user: Any) -> QuerySet[ActVersion]:
    """The versions of the Положение that the user may know of: drafts only those who prepare them."""
    return ActVersion.objects.all() if can(user, "regulation.edit") else ActVersion.objects.approved()


def act_for(user: Any, pk: int) -> ActVersion:
    """One of those versions; 404 for another."""
    return get_object_or_404(acts(user).select_related("edition"), pk=pk)


def act_draft() -> ActVersion | None:
    """The version that is being prepared: there is at most one."""
    return ActVersion.objects.drafts().first()


def version_rows(user: Any, today: date) -> list[tuple[ActVersion, str, str]]:
    """Every version the user may see, newest first, with the level and the word of its state on the day."""
    current = ActVersion.objects.in_force_on(today)
    return [(version, *_state(version, current, today)) for version in acts(user)]


def _state(version: ActVersion, current: ActVersion | None, today: date) -> tuple[str, str]:
    if version.is_draft:
        return "warn", "проект"
    if version == current:
        return "ok", "действует"
    if version.starts_on > today:
        return "info", f"начнёт действовать {version.starts_on:%d.%m.%Y}"
    return "muted", "прежняя"


def duties(limits: Limits, scope: Scope) -> list[Duty]:
    """The newest version to publish that is not on the site yet, one query; the calendar of a year to come."""
    to_publish = [duty for duty, published_on in _publication(limits, scope, 1) if published_on is None]
    if scope.on is None or not scope.holds("curator"):
        return to_publish
    return [*to_publish, *rules.workdays_duties(limits, calendar(), scope.on)]


def fulfilled(limits: Limits, scope: Scope) -> list[Done]:
    """The versions that were published by the day of their orders, or later; one query."""
    return [Done(duty, published_on) for duty, published_on in _publication(limits, scope, None) if published_on]


def _publication(limits: Limits, scope: Scope, most: int | None) -> list[tuple[Duty, date | None]]:
    if not any(map(scope.holds, PUBLISHERS)):
        return []
    return [
        (act_rules.publication_duty(limits, pk=pk, number=number, publisher=publisher, due_on=due_on), published_on)
        for pk, number, publisher, due_on, published_on in _versions(most)()
        if due_on
    ]


@prepared
def _versions(most: int | None) -> QuerySet:
    rows = ActVersion.objects.approved().order_by("-starts_on")
    return rows.values_list("pk", "number", "publisher", "publish_by", "published_on")[:most]
