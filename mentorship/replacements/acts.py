"""What may be done now to replace the mentor of a pair, on whose card it stands."""

from collections.abc import Iterator

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs import acts as pairs_acts
from mentorship.pairs.models import Pair
from mentorship.replacements import rules


def _bars(pair: Pair) -> Iterator[Violation]:
    ending, state = pair.ending_on is not None, pair.now
    return rules.beginning_violations(pair.edition.limits(), pair.is_appointed, state, ending)


REPLACE = Act[Pair](permission="pair.replace", page="replacements:replace", label="Сменить наставника", bars=_bars)
WRITE_NOTE = Act[Pair](
    permission="replacement.note", page="replacements:note", label="Написать записку для нового наставника"
)
CHANGE_NOTE = Act[Pair](permission="replacement.note", page="replacements:note", label="Изменить записку")
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
