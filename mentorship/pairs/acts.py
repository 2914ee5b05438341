"""What may be done with a pair now; rooms above add their own acts to its card."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs import rules
from mentorship.pairs.ending.rules import running_violations
from mentorship.pairs.models import Decline, Pair, Participation


def _proposal_bars(pair: Pair) -> Iterator[Violation]:
    return rules.proposal_violations(pair.is_proposed, pair.now)


def _ending_bars(pair: Pair) -> Iterator[Violation]:
    return running_violations(pair.edition.limits(), pair.is_appointed, pair.closing_order_id is not None)


def _nobody_has_declined(pair: Pair, user: Any) -> bool:
    """Otherwise the next step is another candidate."""
    return not pair.is_proposed or not Decline.objects.standing(timezone.localdate()).filter(pair=pair).exists()


def _is_mirrored(pair: Pair) -> bool:
    """Whether the mentee is the mentor's mentor already, or is to be (FRM-12)."""
    return Participation.objects.open().filter(mentor__in=pair.mentees, mentee=pair.mentor_id).exists()


GATE = Act[Pair](
    permission="pair.gate",
    page="pairs:gate",
    label="Готовность к приказу",
    bars=_proposal_bars,
    asks=_nobody_has_declined,
    level="primary",
)
CONSENT = Act[Pair](
    permission="pair.consent",
    page="pairs:give_consent",
    label="Дать согласие",
    bars=_proposal_bars,
    level="primary",
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
    label="Приказ на несколько пар или по протоколу",
    bars=_proposal_bars,
    asks=lambda pair, user: pair.replaces_id is None,
    level="link",
)
END = Act[Pair](permission="pair.end", page="programs:end", label="Завершить", bars=_ending_bars)
MIRROR = Act[Pair](
    permission="pair.propose",
    page=lambda pair: f"{reverse('pairs:propose')}?mentor={pair.mentees[0].pk}&mentee={pair.mentor_id}",
    label="Предложить встречную пару",
    asks=lambda pair, user: pair.behaviour == "reverse" and not pair.is_group and not _is_mirrored(pair),
    level="link",
)
EDIT = Act[Pair](permission="pair.edit", page="pairs:edit", label="Изменить условия", bars=_proposal_bars)
CANCEL = Act[Pair](
    permission="pair.edit", page="pairs:cancel", label="Пара не состоялась", bars=_proposal_bars, level="link"
)

# Rooms above append to these: the next step in the life of a pair, the rest of what its card offers, and what the gate
# opens.
NEXT = [GATE]
MORE = [END, EDIT, MIRROR, CANCEL]
READY = [ORDER, ORDER_TOGETHER]
