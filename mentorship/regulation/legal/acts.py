"""What may be done with an act of the legal base now."""

from collections.abc import Iterator

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.core.terms import lasts_on
from mentorship.regulation.legal import rules
from mentorship.regulation.models import LegalAct


def _ended_bars(act: LegalAct) -> Iterator[Violation]:
    return rules.ended_violations(act.ends_on)


def _restoring_bars(act: LegalAct) -> Iterator[Violation]:
    return rules.restoring_violations(act.ends_on)


def _check_bars(act: LegalAct) -> Iterator[Violation]:
    over = act.ends_on if not lasts_on(timezone.localdate(), None, act.ends_on) else None
    return rules.checked_violations(act.level, act.checked_on, over)


CHECK = Act[LegalAct](
    permission="legal.edit", page="regulation:check_legal_act", label="Положение проверено", bars=_check_bars
)
EDIT = Act[LegalAct](permission="legal.edit", page="regulation:edit_legal_act", label="Изменить")
END = Act[LegalAct](
    permission="legal.edit", page="regulation:end_legal_act", label="Утратил силу", bars=_ended_bars, level="link"
)
RESTORE = Act[LegalAct](
    permission="legal.edit",
    page="regulation:restore_legal_act",
    label="Вернуть в действие",
    bars=_restoring_bars,
    level="link",
)

ON_CARD = (CHECK, EDIT, END, RESTORE)
