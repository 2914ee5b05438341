"""What may be done about the mark of mutual choice now."""

from collections.abc import Iterator
from typing import Any

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs.choosing import queries, rules
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import behalf_bars


def _bars(pair: Pair) -> Iterator[Violation]:
    return rules.choosing_violations(pair.is_proposed or pair.is_not_over, pair.now)


def _has_not_chosen(pair: Pair, user: Any) -> bool:
    return user.person_id not in queries.chosen(pair)


def _speaks_for_somebody(pair: Pair, user: Any) -> bool:
    left = queries.unmarked(pair)
    return bool(left) and not behalf_bars(pair, left[0].pk, user)


CHOOSE = Act[Pair](
    permission="pair.choose",
    page="pairs:choose",
    label="После первой встречи: хочу работать в этой паре",
    bars=_bars,
    asks=_has_not_chosen,
    post=True,
)
CHOOSE_ON_PAPER = Act[Pair](
    permission="consent.record",
    page="pairs:record_choice",
    label="Внести выбор с бумаги",
    bars=_bars,
    asks=_speaks_for_somebody,
    level="link",
)

OF_PARTICIPANT = (CHOOSE, CHOOSE_ON_PAPER)
