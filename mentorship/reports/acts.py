"""What may be done with a report now."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs import acts as pairs_acts
from mentorship.pairs.models import Pair
from mentorship.reports import rules
from mentorship.reports.models import Report


def _writing_bars(report: Report) -> Iterator[Violation]:
    return rules.writing_violations(report.is_editable, report.get_status_display())


def _decision_bars(report: Report) -> Iterator[Violation]:
    return rules.decision_violations(report.status == Report.Status.SUBMITTED, report.get_status_display())


def _is_over(pair: Pair) -> bool:
    """Reports open on the last day."""
    return pair.ended_on is not None and pair.ended_on <= timezone.localdate()


def _is_time(report: Report, user: Any) -> bool:
    return report.period is not None or _is_over(report.participation.pair)


SUBMIT = Act[Report](
    permission="report.write",
    page="reports:submit",
    label="Сдать отчёт",
    bars=_writing_bars,
    asks=_is_time,
    level="primary",
    post=True,
)
EDIT = Act[Report](permission="report.write", page="reports:edit", label="Изменить", bars=_writing_bars)
ACCEPT = Act[Report](
    permission="report.accept",
    page="reports:accept",
    label="Принять отчёт",
    bars=_decision_bars,
    level="primary",
    post=True,
)
SEND_BACK = Act[Report](permission="report.accept", page="reports:send_back", label="Вернуть", bars=_decision_bars)

ON_CARD = (SUBMIT, EDIT, ACCEPT, SEND_BACK)

COMPARE = Act[Pair](
    permission="report.compare",
    page="reports:compare",
    label="Отчёты рядом",
    asks=lambda pair, user: _is_over(pair),
)
pairs_acts.MORE.append(COMPARE)
