"""Reading pauses: the object for this user, the facts of the rules, what the card of a pair shows."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core.refusal import Violation
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair, Pause
from mentorship.pairs.models.pair import State
from mentorship.pairs.pauses import rules
from mentorship.pairs.queries import line, reads_drafts
from mentorship.pairs.signals import moving_hindrances, records_of
from mentorship.people.models import User


def pause_for(user: User, pk: int, permission: str) -> Pause:
    """The pause of a pair that this user may see."""
    visible = Pause.objects.with_orders().filter(pair__in=Pair.objects.visible_to(user))
    pause = get_object_or_404(visible.select_related("pair__mentor"), pk=pk)
    require(user, permission, pause.pair)
    return pause


def named_in(order: Order) -> Pause | None:
    """The pause that the order begins, or ends earlier; None for a blank and what has been taken out of its draft."""
    if order.pk is None:
        return None
    rows = Pause.objects.with_orders()
    pause = rows.filter(order=order).first() or rows.filter(resume_order=order).first()
    if pause:
        pause.pair = Pair.objects.with_people().get(pk=pause.pair_id)
    return pause


def shown(pair: Pair, user: User) -> list[Pause]:
    """What the card tells: pauses in force, to whoever is told of drafts those that wait for their order too."""
    kept = [Order.Status.SIGNED, *([Order.Status.DRAFT] if reads_drafts(pair, user) else [])]
    found = list(Pause.objects.with_orders().filter(pair=pair, order__status__in=kept))
    for pause in found:
        pause.pair = pair
    return found


def spans(pair: Pair, *, but: Pause | None = None) -> rules.Spans:
    """The pauses of the pair by orders in force; `but` is left out."""
    found = Pause.objects.with_orders().in_force().filter(pair=pair)
    return tuple(pause.span for pause in found if but is None or pause.pk != but.pk)


def line_spans(pair: Pair) -> rules.Spans:
    """The days of mentoring, with whatever mentor, that stood still: the longest term counts without them (п. 3.7)."""
    mentors = line(pair)
    follows = [one.starts_on - timedelta(days=1) for one in mentors[1:]]
    lasts = [*follows, pair.ended_on]
    return tuple(
        span for one, last in zip(mentors, lasts, strict=True) for span in rules.within(one.spans, one.ended_on or last)
    )


def standing(pair: Pair, on: date) -> rules.Standing:
    """How it is with the pair on the day."""
    state = pair.state_on(on)
    return rules.Standing(
        title=str(pair),
        state=pair.words_on(on),
        runs=pair.runs_on(on) and pair.is_signed,
        begins_on=pair.starts_on if state == State.ANNOUNCED else None,
        ended_on=pair.ended_on,
        ending=pair.ending_on is not None,
    )


def pausing(pair: Pair, data: dict[str, Any], on: date) -> rules.Pausing:
    """The facts of a pause that is asked for."""
    return rules.Pausing(
        standing=standing(pair, on),
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
        pair_starts_on=pair.starts_on,
        pair_ends_on=pair.ends_on,
        others=spans(pair),
        drafted=drafts(pair).exists(),
        records=tuple(records_of(pair)),
    )


def drafts(pair: Pair) -> QuerySet[Pause]:
    return Pause.objects.drafted().filter(pair=pair)


def signing_violations(pause: Pause, on: date) -> list[Violation]:
    """Everything that forbids signing its order on the day."""
    pair = pause.pair
    facts = rules.Pausing(
        standing=standing(pair, on),
        starts_on=pause.starts_on,
        ends_on=pause.ends_on,
        pair_starts_on=pair.starts_on,
        pair_ends_on=pair.ends_on,
        others=spans(pair),
        records=tuple(records_of(pair)),
    )
    return [*rules.pause_violations(facts), *moving_hindrances(pair)]


def resuming(pause: Pause, resumes_on: date, on: date, *, final: bool = False) -> rules.Resuming:
    """The facts of an earlier return: of a new draft, or of the draft that is about to be signed."""
    order = pause.resume_order
    return rules.Resuming(
        standing=standing(pause.pair, on),
        starts_on=pause.starts_on,
        ends_on=pause.ends_on,
        on=resumes_on,
        in_force=pause.is_in_force,
        resumed_on=pause.resumes_on if pause.is_resumed else None,
        drafted=order is not None and order.is_draft and not final,
    )


def resuming_violations(pause: Pause, resumes_on: date, on: date, *, final: bool = False) -> list[Violation]:
    """Everything that forbids it."""
    facts = resuming(pause, resumes_on, on, final=final)
    return [*rules.resuming_violations(facts), *moving_hindrances(pause.pair)]


def undoing_violations(pause: Pause, on: date) -> list[Violation]:
    """Why an order of the day can no longer revoke the pause."""
    pair = pause.pair
    facts = rules.Undoing(
        title=str(pair),
        starts_on=pause.starts_on,
        ends_on=pause.last_on,
        pair_ends_on=pair.ends_on,
        on=on,
        closed_by=str(pair.closing_order) if pair.closing_order else "",
        resumed_by=str(pause.resume_order) if pause.resume_order else "",
        others=spans(pair, but=pause),
    )
    return [*rules.undoing_violations(facts), *moving_hindrances(pair)]


def returning_violations(pause: Pause, on: date) -> list[Violation]:
    """Why an order of the day can no longer revoke the earlier return."""
    pair = pause.pair
    assert pause.resumes_on is not None  # an earlier return has its day
    facts = rules.Returning(
        title=str(pair),
        resumes_on=pause.resumes_on,
        ends_on=pause.ends_on,
        on=on,
        closed_by=str(pair.closing_order) if pair.closing_order else "",
        others=spans(pair, but=pause),
    )
    return [*rules.returning_violations(facts), *moving_hindrances(pair)]


def cut_days(pause: Pause) -> int:
    """By how many days the earlier return shortens it."""
    return (pause.ends_on - pause.resumes_on + timedelta(days=1)).days if pause.resumes_on else 0
