"""Reading the institution and the edition in force."""

from datetime import date

from django.db.models import QuerySet

from mentorship.core import terms
from mentorship.regulation.clauses import Limits
from mentorship.regulation.models import Clause, Edition, Institution, Option
from mentorship.regulation.rulebook import GROUPS, RULES, Rule, rules_of
from mentorship.regulation.words import words_of


def institution() -> Institution:
    """The one institution; `Institution.DoesNotExist` before the first set-up. Its words become the active ones."""
    place = Institution.objects.get()
    terms.use(words_of(place))
    return place


def edition_on(day: date) -> Edition:
    """The edition in force on the day; `Edition.DoesNotExist` when there is none."""
    return Edition.objects.in_force_on(day).latest("starts_on")


def last_edition() -> Edition:
    """The newest edition, though it may not have begun yet."""
    return Edition.objects.latest("starts_on")


def rule_groups(edition: Edition) -> list[tuple[str, str, list[tuple[Rule, str, Clause | None]]]]:
    """For each page of rules: its address, its title, and every rule with its limit and clause."""
    limits, clauses = edition.limits(), {clause.rule: clause for clause in edition.clauses.exclude(rule="")}
    return [
        (group, title, [(rule, rule.state(limits), clauses.get(rule.key)) for rule in rules_of(group)])
        for group, title in GROUPS.items()
    ]


def limits_by_edition() -> dict[int, Limits]:
    """The limits of every edition by its key, in two queries: a running pair stays under its own (DESIGN §2)."""
    return {edition.pk: edition.limits() for edition in Edition.objects.prefetch_related("clauses")}


def options(edition: Edition, group: Option.Group) -> QuerySet[Option]:
    """The active items of one of the edition's lists, in its order."""
    return edition.options.filter(group=group, is_active=True)


def named_groups(edition: Edition) -> set[str]:
    """The lists in which the edition names anything at all; the other questions are not asked."""
    return set(edition.options.filter(is_active=True).order_by().values_list("group", flat=True).distinct())


def clause_rows(edition: Edition, limits: Limits) -> list[tuple[Clause, Rule | None, str]]:
    """The clauses in order, each with the rule of the program that keeps it and its limit in words."""
    rules = ((clause, RULES.get(clause.rule)) for clause in edition.clauses.all())
    return [(clause, rule, rule.limit(limits) if rule else "") for clause, rule in rules]


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
