"""What may be done now with an agreement, with a notice, and with what a pair needs of them."""

from collections.abc import Iterator
from typing import Any

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs.agreements import notices, rules
from mentorship.pairs.models import Agreement, Notice, Pair
from mentorship.pairs.queries import behalf_bars


def _draft_bars(agreement: Agreement) -> Iterator[Violation]:
    return rules.unsigned_violations(agreement.is_draft)


def _copy_bars(agreement: Agreement) -> Iterator[Violation]:
    return rules.copy_violations(agreement.signed_on is not None)


def _payment_bars(agreement: Agreement) -> Iterator[Violation]:
    return rules.payment_violations(agreement.is_in_force)


def _beginning_bars(pair: Pair) -> Iterator[Violation]:
    return rules.beginning_violations(pair.is_open, pair.now)


def _standing_bars(notice: Notice) -> Iterator[Violation]:
    return notices.standing_violations(notice.withdrawn_on is None)


def _awaits_copy(agreement: Agreement, user: Any) -> bool:
    return agreement.is_in_force and agreement.copy_on is None and _speaks_for_mentor(agreement.pair, user)


def _is_active(pair: Pair, user: Any) -> bool:
    return pair.is_appointed


def _speaks_for_mentor(pair: Pair, user: Any) -> bool:
    """The mentor, or an office that is not of the pair."""
    return not behalf_bars(pair, pair.mentor_id, user)


def _refuses(pair: Pair, user: Any) -> bool:
    return pair.is_appointed and _speaks_for_mentor(pair, user)


def _signs(agreement: Agreement, user: Any) -> bool:
    return _speaks_for_mentor(agreement.pair, user)


def _awaits_receipt(notice: Notice, user: Any) -> bool:
    """Of the employer's notice the mentor tells that it has come."""
    return notice.received_on is None and (not notice.by_employer or _speaks_for_mentor(notice.pair, user))


def _takes_back(notice: Notice, user: Any) -> bool:
    return notice.by_employer or _speaks_for_mentor(notice.pair, user)


SIGN = Act[Agreement](
    permission="agreement.keep",
    page="pairs:sign_agreement",
    label="Записать подписание",
    bars=_draft_bars,
    asks=_signs,
    level="primary",
)
EDIT = Act[Agreement](permission="agreement.keep", page="pairs:edit_agreement", label="Изменить", bars=_draft_bars)
DROP = Act[Agreement](
    permission="agreement.keep", page="pairs:drop_agreement", label="Отклонить", bars=_draft_bars, level="link"
)
HAND_COPY = Act[Agreement](
    permission="agreement.keep",
    page="pairs:agreement_copy",
    label="Экземпляр вручён",
    bars=_copy_bars,
    asks=_awaits_copy,
    level="primary",
)
PAY = Act[Agreement](
    permission="agreement.keep",
    page="pairs:agreement_payment",
    label="Подготовить приказ о выплате",
    bars=_payment_bars,
    post=True,
)
ON_CARD = (SIGN, EDIT, DROP, HAND_COPY)

BEGIN = Act[Pair](
    permission="agreement.keep", page="pairs:new_agreement", label="Подготовить соглашение", bars=_beginning_bars
)
REPLACE = Act[Pair](
    permission="agreement.keep",
    page="pairs:new_agreement",
    label="Новое соглашение взамен",
    bars=_beginning_bars,
    level="",
)
SKIP = Act[Pair](
    permission="agreement.keep",
    page="pairs:skip_agreement",
    label="Соглашение не применяется",
    bars=_beginning_bars,
    level="link",
)

NOTIFY = Act[Pair](
    permission="notice.give",
    page="pairs:give_notice",
    label="Уведомить об отмене поручения",
    asks=_is_active,
    level="",
)
RECORD_REFUSAL = Act[Pair](
    permission="notice.refuse",
    page="pairs:refuse",
    label="Записать отказ наставника",
    asks=_refuses,
    level="link",
)
REFUSE = Act[Pair](
    permission="notice.refuse", page="pairs:refuse", label="Отказаться досрочно", asks=_refuses, level="link"
)

RECEIVE = Act[Notice](
    permission="notice.give",
    page="pairs:receive_notice",
    label="Записать получение",
    bars=_standing_bars,
    asks=_awaits_receipt,
)
WITHDRAW = Act[Notice](
    permission="notice.give", page="pairs:withdraw_notice", label="Отозвать", bars=_standing_bars, asks=_takes_back
)
OF_NOTICE = (RECEIVE, WITHDRAW)
