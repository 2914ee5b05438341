"""Which acts a participant reads, and by when. Plain Python: no database, no clock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

BEFORE_WORK = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something to be acquainted with; `version` is that of the Положение, `since` its first day."""

    key: str
    title: str
    level: str = ""
    version: int | None = None
    since: date | None = None


def reading_violations(
    chosen: Sequence[str], acts: Sequence[Act], on: date, today: date, here_since: date | None = None
) -> Iterator[Violation]:
    """One is acquainted with acts in force, on a day that has come, and with the Положение since it is in force.

    Acts are read when somebody is taken on: a sheet is signed at most a month before the first day here, `here_since`.
    """
    known = {act.key: act for act in acts}
    if not chosen:
        yield COMMON_SENSE.forbids("study", "Не отмечен ни один акт", "Отметьте те, с которыми ознакомились.")
    if any(key not in known for key in chosen):
        yield COMMON_SENSE.forbids("study", "Перечень актов за это время изменился", "Откройте страницу заново.")
    if on > today:
        yield COMMON_SENSE.forbids("study_day", f"День {on:%d.%m.%Y} ещё не наступил", "Укажите день с бумаги.")
    if here_since and on < here_since - BEFORE_WORK:
        yield COMMON_SENSE.forbids(
            "study_day",
            f"День {on:%d.%m.%Y} больше чем за {BEFORE_WORK.days} день до приёма на работу, {here_since:%d.%m.%Y}",
            "Проверьте день на бумаге и на карточке сотрудника.",
        )
    for act in (known[key] for key in chosen if key in known):
        if act.since and on < act.since:
            yield COMMON_SENSE.forbids(
                "study_day",
                f"{act.title} действует с {act.since:%d.%m.%Y}, это позже, чем {on:%d.%m.%Y}",
                "Укажите день с бумаги.",
            )


def unread(acts: Iterable[Act], known: Mapping[str, object]) -> list[Act]:
    """Of the acts those with which the person is not acquainted yet."""
    return [act for act in acts if act.key not in known]


def study_due(since: date, limits: Limits) -> date | None:
    """The last day to be acquainted; None where the edition sets no term."""
    return limits.due(since, limits.study_days) if limits.study_days is not None else None


def study_duty(person_id: int, name: str, side: str, since: date, count: int, limits: Limits) -> Duty:
    """Whoever takes part in a running pair is acquainted with the acts (п. 4.2, 5.2)."""
    return limits.owes(
        f"{side}_acts",
        what="Ознакомиться с Положением и актами",
        about=f"{name}, осталось: {count}",
        due_on=study_due(since, limits),
        target="pairs:study",
        pk=person_id,
        owner=person_id,
        since=since,
    )


def collecting_duty(person_id: int, name: str, side: str, since: date, limits: Limits) -> Duty:
    """Whoever has no login signs the sheet, and somebody brings it to them."""
    return limits.owes(
        f"{side}_acts",
        what="Дать на подпись лист ознакомления с актами",
        about=f"{name}, без логина",
        due_on=study_due(since, limits),
        target="pairs:record_study",
        pk=person_id,
        office="clerk",
        since=since,
    )
