"""Everything that ends a pair or undoes its end. One function, one action of a user, one transaction."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.orders import services as orders_services
from mentorship.orders.models import Order
from mentorship.pairs.agreements import queries as agreements_queries
from mentorship.pairs.agreements import services as agreements_services
from mentorship.pairs.ending import queries, rules
from mentorship.pairs.ending.recorded import has_worked
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.pairs.pauses.queries import line_spans
from mentorship.pairs.pauses.rules import days_of
from mentorship.pairs.queries import line
from mentorship.pairs.rules import END_DISCARDED, END_DRAFTED, END_PROPOSED
from mentorship.pairs.signals import pair_closed, pair_reopened, records_of
from mentorship.people.models import User
from mentorship.people.services import refresh_waiting
from mentorship.regulation.models import Option

REVOKED = "Приказ о закреплении отменён"


@transaction.atomic
def request_ending(
    pair: Pair, *, case: Option | None = None, on: date, reason: str, plan_left: int | None, by: User
) -> Pair:
    """Ask for the end of a pair by a case of п. 7.1, or where there are no cases by the reason alone."""
    pair = lock_pairs([pair])[0]
    facts = rules.Ending(
        limits=pair.edition.limits(),
        is_active=pair.is_appointed,
        began_on=line(pair)[0].starts_on,
        paused=days_of(line_spans(pair)),
        records=tuple(records_of(pair)),
        already=pair.closing_order_id is not None,
        behaviour=case.behaviour if case else "",
        reason=reason,
        starts_on=pair.starts_on,
        on=on,
        plan_left=plan_left,
        last_days=queries.last_days(pair),
        replacing=pair.successors.filter(status=Pair.Status.PROPOSED).exists(),
    )
    notice = agreements_queries.notice_violations(pair, on, queries.initiative(pair, facts.behaviour))
    enforce([*rules.ending_violations(facts), *notice])
    pair.ending_case, pair.ending_on, pair.ending_reason = case, on, reason
    record(pair, END_PROPOSED, by)
    return pair


@transaction.atomic
def draft_closing(pairs: Sequence[Pair], *, by: User) -> Order:
    """One draft order that completes the pairs whose ending has been asked for (п. 7.1)."""
    if not pairs:
        raise Refusal("Отметьте хотя бы одну пару.")
    locked = lock_pairs(pairs)
    for pair in locked:
        if not pair.is_appointed or pair.ending_on is None or pair.closing_order_id is not None:
            raise Refusal(f"{pair}: завершение не предложено или уже в проекте приказа.")
    order = orders_services.draft("completion", by=by)
    for pair in locked:
        pair.closing_order = order
        record(pair, END_DRAFTED, by)
    return orders_services.word(order, by=by)


def complete(pairs: Sequence[Pair], *, by: User) -> None:
    """The closing order is signed: the pairs work through their last day. Called inside the signing."""
    for pair in pairs:
        assert pair.ending_on is not None  # a pair without the day of its end is in no closing order
        pair.ended_on = pair.ending_on
        said = f"Приказ о завершении подписан, последний день {pair.ending_on:%d.%m.%Y}"
        close(pair, Pair.Status.CLOSED, pair.ending_on, said, by)


def annul(pairs: Sequence[Pair], *, order: Order, on: date, by: User) -> None:
    """The appointment order is revoked by `order`: pairs that have not begun did not come about.

    A pair that has worked keeps its days: it ends on the day of the order that revokes.
    """
    for pair in pairs:
        if not has_worked(pair.starts_on, on, records_of(pair)):
            close(pair, Pair.Status.CANCELLED, on, REVOKED, by)
        else:
            pair.closing_order, pair.ending_on, pair.ending_reason = order, on, REVOKED
            pair.ending_case = None  # asked for before, and not why it ends
            complete([pair], by=by)


def reopen(pairs: Sequence[Pair], *, by: User) -> None:
    """The closing order is revoked before the last day has passed: the pairs work on as if it had not been."""
    for pair in pairs:
        pair.status, pair.ended_on = Pair.Status.APPOINTED, None
        _forget_ending(pair)
        record(pair, "Приказ о завершении отменён, пара работает дальше", by)
        for part in pair.participations.all():
            part.closed_on = None
            record(part, "Приказ о завершении отменён", by)
        agreements_services.reopen(pair, by=by)
        pair_reopened.send(Pair, pair=pair, by=by)
        refresh_waiting(mentee.pk for mentee in pair.mentees)


def keep_running(pairs: Sequence[Pair], *, by: User) -> None:
    """The closing draft is discarded: the pairs run on, and their ending is no longer asked for."""
    for pair in pairs:
        _forget_ending(pair)
        record(pair, END_DISCARDED, by)


def _forget_ending(pair: Pair) -> None:
    pair.closing_order = pair.ending_case = pair.ending_on = None
    pair.ending_reason = ""


def close(pair: Pair, status: str, on: date, reason: str, by: User) -> Pair:
    """The pair has this last day, or came to nothing: its places, its agreement and the rooms above follow."""
    pair.status = status
    record(pair, reason, by)
    for part in pair.participations.open():
        part.closed_on = on
        record(part, reason, by)
    agreements_services.close(pair, on=on, reason=reason, by=by)
    pair_closed.send(Pair, pair=pair, on=on, by=by)
    refresh_waiting(part.mentee_id for part in pair.participations.all())
    return pair
