"""What may be done about a refusal now."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs import acts as pairs_acts
from mentorship.pairs import rules as pairs_rules
from mentorship.pairs.declining import queries, rules
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import behalf_bars


def _bars(pair: Pair) -> Iterator[Violation]:
    return rules.declining_violations(pair.is_proposed, pair.now)


def _seeking_bars(pair: Pair) -> Iterator[Violation]:
    yield from pairs_rules.free_violations(pair.is_proposed, pair.now, pair.order_id is not None)
    yield from rules.seeking_violations(bool(queries.standing(pair, timezone.localdate())))


def _has_not_declined(pair: Pair, user: Any) -> bool:
    return user.person_id not in queries.standing(pair, timezone.localdate())


def _speaks_for_somebody(pair: Pair, user: Any) -> bool:
    """Somebody of the pair has not said no, and this user may write it down for them."""
    waiting = queries.undecided(pair, timezone.localdate())
    return bool(waiting) and not behalf_bars(pair, waiting[0].pk, user)


DECLINE = Act[Pair](
    permission="pair.decline",
    page="pairs:decline",
    label="Отказаться",
    bars=_bars,
    asks=_has_not_declined,
    level="outline-secondary",
)
DECLINE_ON_PAPER = Act[Pair](
    permission="consent.record",
    page="pairs:record_decline",
    label="Записать отказ",
    bars=_bars,
    asks=_speaks_for_somebody,
)
SEEK = Act[Pair](
    permission="pair.propose",
    page="pairs:seek",
    label="Подобрать другого кандидата",
    bars=_seeking_bars,
    asks=lambda pair, user: pair.replaces_id is None,
    level="primary",
    post=True,
)

OF_PARTICIPANT = (DECLINE, DECLINE_ON_PAPER)
pairs_acts.NEXT.insert(0, SEEK)
