"""What may be done now about a stand-in."""

from collections.abc import Iterator

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs.models import Pair, StandIn
from mentorship.pairs.stand_ins import rules


def _beginning_bars(pair: Pair) -> Iterator[Violation]:
    return rules.beginning_violations(pair.is_not_over, pair.now)


def _ending_bars(stand_in: StandIn) -> Iterator[Violation]:
    return rules.ended_violations(stand_in.ended_on is not None)


BEGIN = Act[Pair](
    permission="pair.stand_in",
    page="replacements:stand_in",
    label="Заместить наставника на время",
    bars=_beginning_bars,
    level="",
)
END = Act[StandIn](
    permission="pair.stand_in", page="replacements:end_stand_in", label="Закончить раньше", bars=_ending_bars, level=""
)
