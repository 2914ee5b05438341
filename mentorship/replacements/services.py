"""Everything that replaces a mentor. One function, one action of a user, one transaction."""

from datetime import date

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Refusal, Violation, enforce
from mentorship.orders import services as orders_services
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs_services
from mentorship.pairs.agreements.notices import EMPLOYER
from mentorship.pairs.agreements.queries import notice_violations
from mentorship.pairs.ending import services as ending
from mentorship.pairs.ending.queries import reopening_violations
from mentorship.pairs.ending.rules import following_violations
from mentorship.pairs.gate.queries import joint_violations
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import behalf_bars
from mentorship.pairs.rules import REPLACEMENT_DRAFTED
from mentorship.pairs.signals import records_of
from mentorship.people.models import Person, User
from mentorship.programs.amendments.queries import granted_violations
from mentorship.programs.services import carry_over
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
    """Propose another mentor for the same mentees; the old pair works on through the eve of the change (п. 3.8)."""
    [old] = pairs_services.lock_pairs([old], also=[mentor.pk])
    facts = queries.running(old, on)
    enforce([*rules.state_violations(facts), *granted_violations(old)])
    code = ground.code if ground else ""
    enforce(
        [
            *rules.ground_violations(facts, code, reason, evidence, from_on),
            *rules.mentor_violations(facts, mentor.pk),
            *rules.term_violations(facts, from_on, ends_on),
        ]
    )
    conditions = {
        "form": old.form,
        "kind": old.kind,
        "goal": old.goal,
        "starts_on": from_on,
        "ends_on": ends_on,
        "replaces": old,
    }
    new = pairs_services.propose(mentor, old.mentees, edition=old.edition, conditions=conditions, by=by)
    replacement = Replacement(pair=new, ground=ground, reason=reason, evidence=evidence, begun_on=on)
    record(replacement, f"Начата замена наставника {old.mentor.short_name}", by)
    return replacement


@transaction.atomic
def draft_order(new: Pair, *, on: date, by: User) -> Order:
    """The draft order of a replacement that has passed the gate; both pairs are in it until it is decided."""
    if new.replaces_id is None:
        raise Refusal(f"{new}: эта пара никого не сменяет, для неё нужен приказ о закреплении.")
    old, new = lock_both(new)
    if new.status != Pair.Status.PROPOSED or new.order_id is not None:
        raise Refusal(f"{new}: пара уже {new.get_status_display()} или в проекте приказа. Обновите страницу.")
    enforce([*violations(old, new, on), *granted_violations(old)])
    pairs_services.renew([new], on, by=by)
    order = orders_services.draft("replacement", by=by)
    new.order = old.closing_order = order
    old.ending_on = rules.last_day(old.starts_on, new.starts_on)
    old.ending_reason = f"Замена наставника: {new.replacement.why}"
    record(new, REPLACEMENT_DRAFTED, by)
    record(old, REPLACEMENT_DRAFTED, by)
    return orders_services.word(order, by=by)


def lock_both(new: Pair) -> tuple[Pair, Pair]:
    """The old pair and the new one, locked and read afresh."""
    assert new.replaces is not None  # only a pair that takes over is replaced by an order
    found = {pair.pk: pair for pair in pairs_services.lock_pairs([new, new.replaces])}
    return found[new.replaces.pk], found[new.pk]


def violations(old: Pair, new: Pair, on: date) -> list[Violation]:
    """Everything that forbids the replacement on the day: of the old pair, of the day, of the new pair's gate."""
    return [*old_violations(old, new, on), *joint_violations([new], on)]


def old_violations(old: Pair, new: Pair, on: date) -> list[Violation]:
    """What of the old pair and of its last day forbids the replacement on the day."""
    facts, last_day = queries.running(old, on), rules.last_day(old.starts_on, new.starts_on)
    found = []
    if not old.is_appointed:
        found.append(
            facts.limits.forbids(
                "replacement",
                f"Прежняя пара уже {facts.standing.state}: сменять некого"
                if old.ended_on is None
                else f"Приказ о завершении прежней пары подписан, последний день {old.ended_on:%d.%m.%Y}",
                f"{'Отклоните проект приказа и з' if new.order_id else 'З'}апишите на странице новой пары, что она не "
                "состоялась.",
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
        *following_violations(str(old), old.order.signed_on if old.order else None, on),
        *rules.day_violations(facts, new.starts_on),
        *notice_violations(old, last_day, initiative(new), final=new.order_id is not None),
    ]


def initiative(new: Pair) -> str:
    """Whose initiative the replacement is: the employer's where the mentor fails, so the notice is due (ст. 351.8)."""
    ground = new.replacement.ground
    return EMPLOYER if ground and ground.code == rules.FAILURE else ""


def take_over(new: Pair, *, by: User) -> None:
    """The order is signed: the old pair works through its last day, the new one from its first, with the plan.

    Called inside the signing.
    """
    old, new = lock_both(new)
    ending.complete([old], by=by)
    pairs_services.activate([new], by=by)
    carry_over(old, new, by=by)


def undoing_violations(new: Pair, on: date) -> list[Violation]:
    """Why the replacement can no longer be undone by an order of the day."""
    old = new.replaces
    assert old is not None  # only a pair that takes over is replaced by an order
    facts = rules.Undoing(
        starts_on=new.starts_on,
        on=on,
        worked=any(True for _ in records_of(new)),
        ending=str(new.closing_order) if new.closing_order else "",
    )
    if begun := list(rules.undoing_violations(facts)):
        return begun
    return list(reopening_violations(old, on))


def undo(new: Pair, *, order: Order, on: date, by: User) -> None:
    """The order is revoked before its day: the old pair works on, the new one did not come about."""
    old, new = lock_both(new)
    ending.annul([new], order=order, on=on, by=by)
    ending.reopen([old], by=by)


def release(new: Pair, *, by: User) -> None:
    """The draft is discarded: the old pair works on, the new one stays a proposal."""
    old, new = lock_both(new)
    if old.closing_order_id == new.order_id:  # another order may have ended it meanwhile
        ending.keep_running([old], by=by)
    pairs_services.release([new], by=by)


@transaction.atomic
def write_note(replacement: Replacement, *, done: str, left: str, on: date, today: date, by: User) -> Replacement:
    """The interim note of the mentor before, by that mentor or by the curator; it may be written again."""
    replacement = Replacement.objects.select_for_update().get(pk=replacement.pk)
    is_kept = replacement.pair.status != Pair.Status.CANCELLED
    before = replacement.pair.replaces
    assert before is not None  # a replacement has one
    enforce(behalf_bars(before, before.mentor_id, by))
    enforce(rules.note_violations(is_kept=is_kept, on=on, today=today))
    replacement.note_done, replacement.note_left = done, left
    replacement.note_on, replacement.note_by = on, by.person
    record(replacement, "Записка прежнего наставника", by)
    return replacement
