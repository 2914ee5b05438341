"""What may be done with a partner and with an agreement now."""

from collections.abc import Iterator

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.partners import rules
from mentorship.partners.models import Agreement, Partner


def _ended_bars(partner: Partner) -> Iterator[Violation]:
    return rules.ended_violations(partner.ended_on)


def _working_bars(partner: Partner) -> Iterator[Violation]:
    return rules.working_violations(partner.ended_on)


def _draft_bars(agreement: Agreement) -> Iterator[Violation]:
    return rules.draft_violations(agreement.signed_on, agreement.ended_on)


def _over_bars(agreement: Agreement) -> Iterator[Violation]:
    return rules.over_violations(agreement.ended_on)


def _end_label(agreement: Agreement) -> str:
    return "Не состоялось" if agreement.is_draft else "Прекратить досрочно"


AGREE = Act[Partner](
    permission="partner.edit", page="partners:agree", label="Новое соглашение", bars=_ended_bars, level="primary"
)
LINK = Act[Partner](permission="partner.edit", page="partners:link", label="События и наставники", bars=_ended_bars)
EDIT = Act[Partner](permission="partner.edit", page="partners:edit", label="Изменить")
END = Act[Partner](
    permission="partner.edit", page="partners:end", label="Закончить работу", bars=_ended_bars, level="link"
)
RESUME = Act[Partner](
    permission="partner.edit", page="partners:resume", label="Вернуть в работу", bars=_working_bars, level="link"
)
ON_CARD = (AGREE, LINK, EDIT, END, RESUME)

SIGN = Act[Agreement](
    permission="partner.edit", page="partners:sign", label="Записать подписание", bars=_draft_bars, level="primary"
)
CHANGE = Act[Agreement](permission="partner.edit", page="partners:edit_agreement", label="Изменить", bars=_draft_bars)
STOP = Act[Agreement](
    permission="partner.edit", page="partners:end_agreement", label=_end_label, bars=_over_bars, level="link"
)
OF_AGREEMENT = (SIGN, CHANGE, STOP)
