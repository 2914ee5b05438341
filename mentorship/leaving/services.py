"""What the curator does after somebody left, is away or was moved. One function, one act, one transaction."""

from datetime import date

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Refusal
from mentorship.leaving import queries
from mentorship.leaving.models import Decision
from mentorship.orders.models import Order
from mentorship.pairs import services
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair
from mentorship.people.models import Absence, Person, Position, User
from mentorship.programs.queries import plan_left
from mentorship.regulation.models import Option


@transaction.atomic
def carry_on(pair: Pair, *, reason: str, on: date, by: User) -> list[Decision]:
    """The pair goes on in spite of the transfer or the absence; the reason is kept (REP-02, REP-05)."""
    [pair] = services.lock_pairs([pair])
    waiting = queries.undecided(pair, on)
    if not waiting:  # of two curators the second is told
        raise Refusal("Об этой паре решать больше нечего: решение уже записано или всё изменилось.")
    decisions = []
    for _, about in waiting:
        decision = Decision(
            pair=pair,
            position=about if isinstance(about, Position) else None,
            absence=about if isinstance(about, Absence) else None,
            reason=reason,
            decided_on=on,
        )
        record(decision, "Решено продолжить", by)
        decisions.append(decision)
    return decisions


@transaction.atomic
def draft_endings(person: Person, *, case: Option | None = None, on: date, reason: str, today: date, by: User) -> Order:
    """One draft order that completes every pair which somebody who leaves ends as a mentee (END-03).

    Each pair keeps to its own edition: there the case of the same code is meant.
    """
    person.refresh_from_db()
    held = {pair.pk for pair in services.lock_pairs(queries.to_end(person, today))}
    person.refresh_from_db()
    pairs = [pair for pair in queries.to_end(person, today) if pair.pk in held]
    if not pairs:
        raise Refusal("Завершать нечего: таких пар нет или они уже в проекте приказа.")
    for pair in pairs:
        ending.request_ending(pair, case=_case_of(pair, case), on=on, reason=reason, plan_left=plan_left(pair), by=by)
    return ending.draft_closing(pairs, by=by)


def _case_of(pair: Pair, case: Option | None) -> Option | None:
    """The case as the pair's own edition lists it, or one that needs a reason where it is not listed."""
    listed = Option.objects.filter(edition=pair.edition_id, group=Option.Group.COMPLETION, is_active=True)
    same = listed.filter(code=case.code).first() if case else None
    return same or listed.filter(behaviour=Option.Behaviour.CURATOR).first()
