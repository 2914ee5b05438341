"""Reading what the end of a pair depends on: who leaves, what has been recorded, who has taken the places since."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from django.db.models import QuerySet

from mentorship.core.refusal import Violation
from mentorship.core.terms import not_past
from mentorship.orders.models import Order
from mentorship.pairs.agreements import queries as agreements_queries
from mentorship.pairs.agreements.notices import INITIATIVES
from mentorship.pairs.ending import revoking
from mentorship.pairs.ending.recorded import recorded_violations
from mentorship.pairs.ending.rules import latest_end
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.pauses.queries import line_spans
from mentorship.pairs.pauses.rules import days_of
from mentorship.pairs.queries import line, load_in, pair_rows
from mentorship.pairs.rules import mentor_cap
from mentorship.pairs.signals import records_of
from mentorship.people.models import User


def last_days(pair: Pair) -> tuple[tuple[str, date], ...]:
    """The last working days after which the pair cannot go on: the mentor's, and the last of all its mentees'."""
    found = [(pair.mentor.short_name, pair.mentor.left_on)] if pair.mentor.left_on else []
    left = [(mentee.short_name, mentee.left_on) for mentee in pair.mentees if mentee.left_on]
    if left and len(left) == len(pair.mentees):
        found.append(max(left, key=itemgetter(1)))
    return tuple(found)


def initiative(pair: Pair, behaviour: str) -> str:
    """Whose initiative the end is, by its case (п. 7.1); nobody's where somebody's dismissal ends the pair anyway."""
    return "" if last_days(pair) else INITIATIVES.get(behaviour, "")


def closing_violations(pair: Pair) -> list[Violation]:
    """What forbids the end that is about to be signed: the Labour Code, what has been recorded since it was drafted."""
    assert pair.ending_on is not None  # whoever asks for the end names its day
    behaviour = pair.ending_case.behaviour if pair.ending_case else ""
    notice = agreements_queries.notice_violations(pair, pair.ending_on, initiative(pair, behaviour), final=True)
    latest = latest_end(pair.edition.limits(), line(pair)[0].starts_on, days_of(line_spans(pair)))
    return [*notice, *recorded_violations(pair.ending_on, records_of(pair), last_days(pair), latest)]


def reopening_violations(pair: Pair, on: date) -> Iterator[Violation]:
    """Why the pair cannot go on as if its end had not been signed."""
    after = pair.ended_on or on
    limits, entry = pair.edition.limits(), getattr(pair.mentor, "mentor_entry", None)
    others = Participation.objects.signed().filter(not_past(after, "closed_on"), mentee__in=pair.mentees)
    others = others.exclude(pair__order=pair.closing_order)  # the pair that takes over goes with the same order
    load, _ = load_in(pair.mentor, pair)
    yield from revoking.reopening_violations(
        revoking.Reopening(
            limits=limits,
            title=str(pair),
            ended_on=after,
            on=on,
            load=load + len(pair.mentees),
            cap=mentor_cap(limits, entry.own_limit if entry else None),
            appointed=pair.order is not None and pair.order.status == Order.Status.SIGNED,
            instead=tuple(part.mentor.short_name for part in others.exclude(pair=pair).select_related("mentor")),
        )
    )


def annulling_violations(pair: Pair, on: date) -> Iterator[Violation]:
    """Why an order of the day can no longer revoke the appointment of the pair."""
    return revoking.annulling_violations(
        revoking.Annulling(
            title=str(pair),
            on=on,
            ended_on=pair.ended_on,
            closed_by=str(pair.closing_order) if pair.closing_order else "",
            records=tuple(records_of(pair)),
        )
    )


def to_close(user: User) -> QuerySet[Pair]:
    """Pairs whose ending has been asked for and is not in an order yet."""
    return pair_rows(user).filter(status=Pair.Status.APPOINTED, ending_on__isnull=False, closing_order=None)
