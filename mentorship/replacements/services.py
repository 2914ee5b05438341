"""Everything that replaces a mentor, for good or for a time. One function, one action of a user, one transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Violation, enforce
from mentorship.orders import services as order_services
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.pairs.agreements.queries import notice_violations
from mentorship.pairs.agreements.rules import EMPLOYER
from mentorship.pairs.models import Pair, StandIn
from mentorship.people.models import Person, User
from mentorship.programs.amendments.queries import granted_violations
from mentorship.programs.carry_over import carry_over
from mentorship.regulation.models import Option
from mentorship.replacements import queries, rules
from mentorship.replacements.models import Replacement


@transaction.atomic
def begin(
    old: Pair,
    *,
    mentor: Person,
    from_on: date,
    ends_on: date,
    on: date,
    by: User,
    ground: Option | None = None,
    reason: str = "",
    evidence: str = "",
) -> Replacement:
    """Propose another mentor for the same mentees; the old pair works on until the order is signed (п. 3.8)."""
    [old] = pairs.lock_pairs([old], also=[mentor.pk])
    facts = queries.running(old)
    enforce([*rules.state_violations(facts), *granted_violations(old)])
    code = ground.code if ground else ""
    enforce(
        [
            *rules.ground_violations(facts, code, reason, evidence, from_on),
            *rules.mentor_violations(facts, mentor.pk),
            *rules.term_violations(facts, from_on, ends_on),
        ]
    )
    terms = {
        "form": old.form,
        "kind": old.kind,
        "goal": old.goal,
        "starts_on": from_on,
        "ends_on": ends_on,
        "replaces": old,
    }
    new = pairs.propose(mentor, old.mentees, edition=old.edition, terms=terms, by=by)
    replacement = Replacement(pair=new, ground=ground, reason=reason, evidence=evidence, begun_on=on)
    record(replacement, f"Начата замена наставника {old.mentor.short_name}", by)
    return replacement


@transaction.atomic
def draft_order(new: Pair, *, on: date, by: User) -> Order:
    """The draft order of a replacement that has passed the gate; both pairs are in it until it is decided."""
    if new.replaces_id is None:
        raise ValidationError(f"{new}: эта пара никого не сменяет, для неё нужен приказ о закреплении.")
    old, new = lock_both(new)
    if new.status != Pair.Status.PROPOSED or new.order_id is not None:
        raise ValidationError(f"{new}: пара уже {new.get_status_display()} или в проекте приказа. Обновите страницу.")
    enforce([*violations(old, new, on), *granted_violations(old)])
    pairs.renew([new], on, by=by)
    order = order_services.draft("replacement", by=by)
    new.order = old.closing_order = order
    old.ending_on = rules.last_day(old.starts_on, new.starts_on)
    old.ending_reason = f"Замена наставника: {new.replacement.why}"
    record(new, "Включена в проект приказа о замене", by)
    record(old, "Включена в проект приказа о замене", by)
    return order_services.word(order, by=by)


def lock_both(new: Pair) -> tuple[Pair, Pair]:
    """The old pair and the new one, locked and read afresh."""
    found = {pair.pk: pair for pair in pairs.lock_pairs([new, new.replaces])}
    return found[new.replaces_id], found[new.pk]


def violations(old: Pair, new: Pair, on: date) -> list[Violation]:
    """Everything that forbids the replacement on the day: of the old pair, of the day, of the new pair's gate."""
    facts, last_day = queries.running(old), rules.last_day(old.starts_on, new.starts_on)
    found = []
    if not old.is_active:
        found.append(
            facts.limits.forbids(
                "replacement",
                f"Прежняя пара уже {facts.state}: сменять некого",
                "Отклоните проект приказа и запишите, что новая пара не состоялась.",
            )
        )
    elif old.closing_order_id != new.order_id:
        found.append(
            facts.limits.forbids(
                "replacement",
                "Готовится завершение прежней пары",
                "Подпишите или отклоните приказ о завершении.",
            )
        )
    return [
        *found,
        *rules.day_violations(facts, new.starts_on),
        *notice_violations(old, last_day, initiative(new), final=new.order_id is not None),
        *pairs.joint_violations([new], on),
    ]


def initiative(new: Pair) -> str:
    """Whose initiative the replacement is: the employer's where the mentor fails, so the notice is due (ст. 351.8)."""
    ground = new.replacement.ground
    return EMPLOYER if ground and ground.code == rules.FAILURE else ""


def take_over(new: Pair, *, by: User) -> None:
    """The order is signed: the old pair ends, the new one works and carries the plan on. Called inside the signing."""
    old, new = lock_both(new)
    pairs.complete([old], by=by)
    pairs.activate([new], by=by)
    carry_over(old, new, by=by)


def release(new: Pair, *, by: User) -> None:
    """The draft is discarded: the old pair works on, the new one stays a proposal."""
    old, new = lock_both(new)
    pairs.keep_running([old], by=by)
    pairs.release([new], by=by)


@transaction.atomic
def write_note(replacement: Replacement, *, done: str, left: str, on: date, today: date, by: User) -> Replacement:
    """The interim note of the mentor before, by that mentor or by the curator; it may be written again."""
    replacement = Replacement.objects.select_for_update().get(pk=replacement.pk)
    is_kept = replacement.pair.status != Pair.Status.CANCELLED
    enforce(rules.note_violations(is_kept=is_kept, on=on, today=today))
    replacement.note_done, replacement.note_left = done, left
    replacement.note_on, replacement.note_by = on, by.person
    record(replacement, "Записка прежнего наставника", by)
    return replacement


@transaction.atomic
def stand_in(pair: Pair, *, person: Person, today: date, by: User, **data: Any) -> StandIn:
    """Somebody of the bank works with the mentees on these days; the pair goes on, the limit does not count them."""
    [pair] = pairs.lock_pairs([pair], also=[person.pk])
    enforce(rules.stand_in_violations(queries.standing(pair, person, data, today)))
    days = {name: data[name] for name in ("starts_on", "ends_on", "reason", "consented_on")}
    added = StandIn(pair=pair, person=person, **days)
    record(added, f"Замещает наставника: {person.short_name}", by)
    return added


@transaction.atomic
def end_stand_in(stand_in: StandIn, *, on: date, reason: str, by: User) -> StandIn:
    """It ended earlier, or did not come about: then its last day is the one before the first."""
    stand_in = StandIn.objects.select_for_update().get(pk=stand_in.pk)
    already = stand_in.ended_on is not None
    enforce(rules.early_end_violations(stand_in.starts_on, stand_in.ends_on, already, on))
    stand_in.ended_on, stand_in.end_reason = on, reason
    record(stand_in, "Замещение закончено раньше срока", by)
    return stand_in


def named(new: Sequence[Pair]) -> list[Person]:
    """Whom an order of replacement names: the mentor before, the new one, the mentees."""
    people = [person for pair in new for person in (pair.replaces.mentor, pair.mentor, *pair.mentees)]
    return list({person.pk: person for person in people}.values())
