"""What may be done now about a pause."""

from collections.abc import Iterator

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs import acts as pairs_acts
from mentorship.pairs.models import Pair, Pause
from mentorship.pairs.pauses import queries, rules


def _pausing_bars(pair: Pair) -> Iterator[Violation]:
    return rules.standing_violations(queries.standing(pair, timezone.localdate()))


def _resuming_bars(pause: Pause) -> Iterator[Violation]:
    yield from _pausing_bars(pause.pair)
    yield from rules.state_violations(queries.resuming(pause, pause.ends_on, timezone.localdate()))


PAUSE = Act[Pair](permission="pair.pause", page="pairs:pause", label="Приостановить", bars=_pausing_bars)
RESUME = Act[Pause](
    permission="pair.pause",
    page="pairs:resume",
    label="Возобновить раньше",
    bars=_resuming_bars,
    asks=lambda pause, user: pause.ends_on >= timezone.localdate(),
    over=lambda pause: pause.pair,
    level="",
)

pairs_acts.MORE.append(PAUSE)
