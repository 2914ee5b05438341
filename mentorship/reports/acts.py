"""What may be done with a report now."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.pairs import acts as pairs_acts
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.queries import behalf_bars
from mentorship.reports import queries, rules
from mentorship.reports.models import Report


def _writing_bars(report: Report) -> Iterator[Violation]:
    return rules.writing_violations(report.is_editable, report.get_status_display())


def _decision_bars(report: Report) -> Iterator[Violation]:
    return rules.decision_violations(report.status == Report.Status.SUBMITTED, report.get_status_display())


def _accepts(report: Report, user: Any) -> bool:
    return not queries.accepting_bars(report.participation.pair, user)


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
    asks=_accepts,
    level="primary",
)
SEND_BACK = Act[Report](
    permission="report.accept", page="reports:send_back", label="Вернуть", bars=_decision_bars, asks=_accepts
)


def _interim_page(part_id: int, number: int | None) -> str:
    return f"{reverse('reports:record_interim', args=[part_id])}?number={number or ''}"


def _recording_page(report: Report) -> str:
    if report.period:
        return _interim_page(report.participation_id, queries.number_of(report))
    return reverse(f"reports:record_{report.side}", args=[report.participation_id])


def _writes_for_author(report: Report, user: Any) -> bool:
    """Somebody outside the pair, who writes down what the author has on paper."""
    if report.author_id == user.person_id:
        return False
    return not behalf_bars(report.participation.pair, report.author_id, user)


def _on_paper(part: Participation, user: Any, side: str) -> bool:
    """The same of a final report that is not on file, once the pair is over."""
    return _is_over(part.pair) and _of_another(part, user, side)


def _of_another(part: Participation, user: Any, side: str) -> bool:
    whose = part.mentor_id if side == "mentor" else part.mentee_id
    return whose != user.person_id and not behalf_bars(part.pair, whose, user)


def record_interim(interval: rules.Interval) -> Act[Participation]:
    """Writing down the mentor's report on an interval, which is not on file."""
    return Act(
        permission="report.record",
        page=lambda part: _interim_page(part.pk, interval.number),
        label=f"Внести с бумаги промежуточный отчёт с {interval.starts_on:%d.%m.%Y} по {interval.ends_on:%d.%m.%Y}",
        asks=partial(_of_another, side="mentor"),
    )


RECORD_AGAIN = Act[Report](
    permission="report.record",
    page=_recording_page,
    label="Внести исправленный отчёт с бумаги",
    bars=_writing_bars,
    asks=_writes_for_author,
)

ON_CARD = (SUBMIT, EDIT, RECORD_AGAIN, ACCEPT, SEND_BACK)

RECORD = {
    side: Act[Participation](
        permission="report.record",
        page=f"reports:record_{side}",
        label="Внести отчёт с бумаги",
        asks=partial(_on_paper, side=side),
    )
    for side in ("mentor", "mentee")
}

COMPARE = Act[Pair](
    permission="report.compare",
    page="reports:compare",
    label="Отчёты рядом",
    asks=lambda pair, user: _is_over(pair) or bool(pair.is_signed and pair.edition.report_every_months),
)
pairs_acts.MORE.append(COMPARE)
