"""The writing side of editions: rules, lists and clauses, a new edition after the last, the first from a preset."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max
from django.forms.models import model_to_dict

from mentorship.core.history import erase, record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.core.words.text import fold
from mentorship.documents.grammar import decline_position
from mentorship.documents.wording import retyped
from mentorship.regulation.edition import queries
from mentorship.regulation.edition.presets import ACT_TITLE, CONTROL, EMPTY, OWN_LOOK, PREAMBLE, read_preset, renamed
from mentorship.regulation.edition.rulebook import RULES
from mentorship.regulation.edition.rules import (
    Item,
    Succession,
    dropping_violations,
    item_violations,
    succession_violations,
)
from mentorship.regulation.legal.services import load_acts
from mentorship.regulation.models import Clause, Edition, Institution, Option, Wording
from mentorship.regulation.queries import last_edition
from mentorship.regulation.signals import rules_changed

COPIED = {"id", "edition"}


@transaction.atomic
def set_rules(
    edition: Edition,
    *,
    values: Mapping[str, Any],
    clauses: Mapping[str, tuple[str, str]],
    reason: str,
    confirmed: bool,
    today: date,
    by: Any,
) -> Edition:
    """Change limits, switches and the clauses that state them; nothing is written when nothing differs.

    `confirmed` answers the warnings that the law asks for more (DIR-08), that a clause is no longer true.
    """
    edition = _locked(edition)
    known = set(queries.warnings_of(edition, today))
    changed = {name: value for name, value in values.items() if getattr(edition, name) != value}
    for name, value in changed.items():
        setattr(edition, name, value)
    if changed:
        record(edition, reason or "Изменены правила", by)
        rules_changed.send(set_rules, edition=edition, changed=changed, by=by, today=today)
    for rule, (number, gist) in clauses.items():
        _set_clause(edition, rule, number, gist or RULES[rule].title, by)
    enforce(warning for warning in queries.warnings_of(edition, today) if warning not in known and not confirmed)
    return edition


def _set_clause(edition: Edition, rule: str, number: str, gist: str, by: Any) -> None:
    clause = edition.clauses.filter(rule=rule).first()
    if not number:
        if clause:
            erase(clause, f"Убран {clause}", by)
        return
    clause = clause or Clause(edition=edition, rule=rule, position=_next(edition.clauses))
    gist = retyped(gist, clause.gist)
    if (clause.number, clause.gist) != (number, gist):
        clause.number, clause.gist = number, gist
        record(clause, f"Изменён {clause}", by)


@transaction.atomic
def keep_clause(edition: Edition, clause: Clause | None, *, number: str, gist: str, by: Any) -> Clause:
    """A clause that no rule of the program keeps: add it or change it."""
    edition = _locked(edition)
    clause = locked(clause) if clause else Clause(edition=edition, position=_next(edition.clauses))
    clause.number, clause.gist = number, retyped(gist, clause.gist)
    record(clause, f"Изменён {clause}" if clause.pk else f"Добавлен {clause}", by)
    return clause


@transaction.atomic
def drop_clause(clause: Clause, *, by: Any) -> None:
    """Take a clause out of the table; its history stays."""
    erase(locked(clause), f"Убран {clause}", by)


@transaction.atomic
def set_facts(edition: Edition, *, title: str, approved_by: str, starts_on: date, by: Any, today: date) -> Edition:
    """What the edition is called; its first day too, while nothing has been done under it."""
    edition = _locked(edition)
    before = Edition.objects.filter(starts_on__lt=edition.starts_on).exclude(pk=edition.pk).first()
    if starts_on != edition.starts_on:
        if edition.pairs.exists():
            words = "По этой редакции уже есть пары: день, с которого она действует, изменить нельзя."
            raise ValidationError({"starts_on": words})
        if before:
            _succeed(before, starts_on, by)
        elif starts_on > today:
            words = "Это единственная редакция, она должна уже действовать: укажите сегодняшний день или раньше."
            raise ValidationError({"starts_on": words})
    edition.title, edition.approved_by, edition.starts_on = title, approved_by, starts_on
    record(edition, "Изменены сведения о редакции", by)
    return edition


@transaction.atomic
def begin_edition(*, title: str, approved_by: str, starts_on: date, by: Any) -> Edition:
    """A new edition from a day: the last one with everything in it, to be changed; running pairs keep the last."""
    last = _locked(last_edition())
    _succeed(last, starts_on, by)
    fields = {**_copy(last), "title": title, "approved_by": approved_by, "starts_on": starts_on, "ends_on": None}
    edition = Edition(**fields)
    record(edition, f"Новая редакция с {starts_on:%d.%m.%Y}", by)
    for row in (*last.clauses.all(), *last.options.all()):
        record(type(row)(edition=edition, **_copy(row)), "Перешло из прежней редакции", by)
    return edition


@transaction.atomic
def drop_edition(edition: Edition, *, by: Any) -> None:
    """Take back the last edition while nothing has been done under it; the one before runs on."""
    edition = _locked(edition)
    before = Edition.objects.filter(starts_on__lt=edition.starts_on).first()
    is_last = before is not None and edition.ends_on is None
    enforce(dropping_violations(is_last=is_last, used=edition.pairs.exists(), has_text=edition.versions.exists()))
    assert before is not None  # by the rule
    for row in (*edition.clauses.all(), *edition.options.all()):
        erase(row, "Редакция отменена", by)
    erase(edition, "Редакция отменена", by)
    before.ends_on = None
    record(before, "Следующая редакция отменена, эта действует дальше", by)


def _succeed(last: Edition, starts_on: date, by: Any) -> None:
    """The last edition ends on the eve of the new one, unless orders stand in the way."""
    signed = last.pairs.filter(order__signed_on__gte=starts_on)
    found = signed.aggregate(orders=Count("order", distinct=True), last=Max("order__signed_on"))
    facts = Succession(
        last_starts_on=last.starts_on, starts_on=starts_on, orders=found["orders"], last_order_on=found["last"]
    )
    enforce(succession_violations(facts))
    last.ends_on = starts_on - timedelta(days=1)
    record(last, f"Действует по {last.ends_on:%d.%m.%Y}", by)


def _copy(row: Any) -> dict[str, Any]:
    return {name: value for name, value in model_to_dict(row).items() if name not in COPIED}


@transaction.atomic
def keep_option(edition: Edition, option: Option | None, *, group: str, by: Any, **fields: Any) -> Option:
    """One item of a list of the edition: add it or change it; the same words twice are refused."""
    edition = _locked(edition)
    same = [other for other in edition.options.of(group) if other != option]
    facts = Item(
        limits=edition.limits(),
        title=fields["title"],
        closed=group == Option.Group.FORM and option is None and not edition.forms_open,
        taken=fold(fields["title"]) in {fold(other.name) for other in same},
    )
    enforce(item_violations(facts))
    if option is None:
        position = _next(edition.options.of(group))
        option = Option(edition=edition, group=group, code=_free_code(same), position=position)
    else:
        option = locked(option)
    for name, value in fields.items():
        setattr(option, name, retyped(value, getattr(option, name)))
    record(option, f"{'Изменено' if option.pk else 'Добавлено'}: {option.name}", by)
    return option


@transaction.atomic
def switch_option(option: Option, *, active: bool, by: Any) -> Option:
    """An item stops being offered, or is offered again; what was chosen keeps it."""
    option = locked(option)
    option.is_active = active
    record(option, f"{'Снова применяется' if active else 'Больше не применяется'}: {option.name}", by)
    return option


@transaction.atomic
def move_option(option: Option, *, up: bool, by: Any) -> None:
    """One place up or down in its list."""
    items = list(_locked(option.edition).options.of(option.group).order_by("position", "pk"))
    place = items.index(option)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
        for position, item in enumerate(items, start=1):
            if item.position != position:
                item.position = position
                record(item, "Изменён порядок", by)


def _free_code(options: list[Option]) -> str:
    taken = {option.code for option in options}
    return next(code for code in (f"own-{number}" for number in range(1, 1000)) if code not in taken)


def _next(rows: Any) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


@transaction.atomic
def load_preset(code: str) -> Edition:
    """Write the institution, its edition with every clause and list, its own words of papers (INS-01)."""
    data = read_preset(code)
    institution = data["institution"]
    Institution.objects.create(**{**institution, "letterhead": institution["letterhead"].strip()})
    Wording.objects.bulk_create(
        Wording(code=paper, **{name: text.strip() for name, text in words.items()})
        for paper, words in data.get("texts", {}).items()
    )
    load_acts(data.get("acts", ()))
    return _write_edition(data, data["edition"])


@transaction.atomic
def begin_from(code: str, *, names: dict[str, str], clauses: bool, today: date) -> Edition:
    """Another institution with the rules and lists of a preset, and nothing that is the preset's alone.

    `names` are its own full and short name and its head's title; an empty code means no rules at all. `clauses` says
    that the clause table of the preset is accepted: its numbers and what it declares.
    """
    data = read_preset(code) if code else EMPTY
    full = names["full_name"]
    place = data["institution"]
    data = {**renamed(data, names["short_name"]), **({} if clauses else {"clauses": []})}
    Institution.objects.create(
        **names,
        code="own",
        letterhead=full,
        preamble=PREAMBLE,
        control=CONTROL,
        act_title=ACT_TITLE,
        full_name_gen=decline_position(full, "gen"),
        full_name_loc=decline_position(full, "loc"),
        layout={name: value for name, value in place.get("layout", {}).items() if name not in OWN_LOOK},
        **{name: place[name] for name in ("number_mask", "mentee_word") if name in place},
    )
    load_acts()
    return _write_edition(data, {**data["edition"], "title": ACT_TITLE, "approved_by": "", "starts_on": today})


def _write_edition(data: dict[str, Any], fields: dict[str, Any]) -> Edition:
    edition = Edition.objects.create(**fields)
    Clause.objects.bulk_create(
        Clause(edition=edition, position=position, **clause) for position, clause in enumerate(data["clauses"], start=1)
    )
    Option.objects.bulk_create(
        Option(edition=edition, group=group, position=position, **option)
        for group, items in data["options"].items()
        for position, option in enumerate(items, start=1)
    )
    return edition
