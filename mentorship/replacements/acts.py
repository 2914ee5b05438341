"""What may be done now to replace the mentor of a pair, on whose card it stands."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs import acts as pairs_acts
from mentorship.pairs.models import Pair
from mentorship.pairs.models.pair import State
from mentorship.pairs.queries import behalf_bars
from mentorship.replacements import rules


def standing(pair: Pair, today: date) -> rules.Standing:
    """How it is with the pair on the day."""
    state = pair.state_on(today)
    return rules.Standing(
        state=pair.words_on(today),
        runs=pair.runs_on(today),
        announced=state == State.ANNOUNCED,
        ended_on=pair.ended_on,
        ending=pair.ending_on is not None,
    )


def _bars(pair: Pair) -> Iterator[Violation]:
    return rules.beginning_violations(pair.edition.limits(), standing(pair, timezone.localdate()))


def _writes(pair: Pair, user: Any) -> bool:
    """The mentor of the pair that is left, or the curator who is not of it."""
    return not behalf_bars(pair, pair.mentor_id, user)


REPLACE = Act[Pair](permission="pair.replace", page="replacements:replace", label="Сменить наставника", bars=_bars)
WRITE_NOTE = Act[Pair](
    permission="replacement.note",
    page="replacements:note",
    label="Написать записку для нового наставника",
    asks=_writes,
)
CHANGE_NOTE = Act[Pair](permission="replacement.note", page="replacements:note", label="Изменить записку", asks=_writes)
ORDER = Act[Pair](
    permission="order.draft_pairs",
    page="replacements:draft_order",
    label="Подготовить приказ о замене",
    asks=lambda pair, user: pair.replaces_id is not None,
    level="primary btn-lg",
    post=True,
)

pairs_acts.MORE.append(REPLACE)
pairs_acts.READY.append(ORDER)
