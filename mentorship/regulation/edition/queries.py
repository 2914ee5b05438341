"""Reading an edition for its pages: its rules by groups, its clauses, its lists."""

from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core.refusal import Violation
from mentorship.core.terms import lasts_on
from mentorship.documents.wording import named
from mentorship.regulation.act.numbering import numbers_of
from mentorship.regulation.edition.rulebook import GROUPS, RULES, Rule, rules_of
from mentorship.regulation.edition.rules import Row, legal_warnings, pupil_warnings, table_warnings
from mentorship.regulation.limits import LAW, Limits
from mentorship.regulation.models import ActVersion, Clause, Edition, Option


def edition_for(user: Any, pk: int) -> Edition:
    """An edition to be changed. Its rules, clauses and lists hide from nobody who may change them: 403 or all."""
    require(user, "regulation.rules")
    return get_object_or_404(Edition, pk=pk)


def clause_for(user: Any, pk: int) -> Clause:
    """A clause that no rule of the program keeps."""
    require(user, "regulation.rules")
    return get_object_or_404(Clause.objects.select_related("edition"), pk=pk, rule="")


def option_for(user: Any, pk: int) -> Option:
    """An item of a list."""
    require(user, "regulation.rules")
    return get_object_or_404(Option.objects.select_related("edition"), pk=pk)


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


def warnings_of(edition: Edition, on: date) -> list[Violation]:
    """Where its rules ask for less than the law, where its clause table is not true (DIR-08)."""
    offered = [option for option in edition.options.of(Option.Group.FORM) if option.is_active]
    return [
        *legal_warnings(edition.limits()),
        *pupil_warnings(option.name for option in offered),
        *table_notes(edition, _text_of(edition, on), on),
    ]


def table_notes(edition: Edition, version: ActVersion | None, on: date) -> list[Violation]:
    """Where the clause table is not true, beside this version of the text."""
    rows = [Row(clause.number, named(clause.gist), clause.rule) for clause in edition.clauses.all()]
    return list(table_warnings(edition.limits(), rows, numbers_of(version, on)))


def _text_of(edition: Edition, on: date) -> ActVersion | None:
    """The version in force on the day; of an edition that is not in force then, the last one approved for it."""
    if lasts_on(on, edition.starts_on, edition.ends_on):
        return ActVersion.objects.in_force_on(on)
    return edition.versions.standing().order_by("starts_on").last()
