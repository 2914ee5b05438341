"""What may be done with a pair now; rooms above add their own acts to its card."""

from collections.abc import Iterator

from django.urls import reverse

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs import rules
from mentorship.pairs.models import Pair


def _proposal_bars(pair: Pair) -> Iterator[Violation]:
    return rules.proposal_violations(pair.is_proposed, pair.now)


def _ending_bars(pair: Pair) -> Iterator[Violation]:
    return rules.running_violations(pair.edition.limits(), pair.is_appointed, pair.closing_order_id is not None)


GATE = Act[Pair](
    permission="pair.gate", page="pairs:gate", label="Готовность к приказу", bars=_proposal_bars, level="primary"
)
CONSENT = Act[Pair](
    permission="pair.consent",
    page="pairs:give_consent",
    label="Дать согласие",
    bars=_proposal_bars,
    level="primary",
    post=True,
)
ORDER = Act[Pair](
    permission="order.draft_pairs",
    page="pairs:draft_order",
    label="Подготовить приказ",
    bars=_proposal_bars,
    asks=lambda pair, user: pair.replaces_id is None,
    level="primary btn-lg",
    post=True,
)
ORDER_TOGETHER = Act[Pair](
    permission="order.draft_pairs",
    page=lambda pair: f"{reverse('pairs:draft_appointment')}?pair={pair.pk}",
    label="Один приказ на несколько пар",
    bars=_proposal_bars,
    asks=lambda pair, user: pair.replaces_id is None,
    level="link",
)
END = Act[Pair](permission="pair.end", page="programs:end", label="Завершить", bars=_ending_bars)
EDIT = Act[Pair](permission="pair.edit", page="pairs:edit", label="Изменить условия", bars=_proposal_bars)
CANCEL = Act[Pair](
    permission="pair.edit", page="pairs:cancel", label="Пара не состоялась", bars=_proposal_bars, level="link"
)

# Rooms above append to these: the next step in the life of a pair, the rest of what its card offers, and what the gate
# opens.
NEXT = [GATE]
MORE = [END, EDIT, CANCEL]
READY = [ORDER, ORDER_TOGETHER]
