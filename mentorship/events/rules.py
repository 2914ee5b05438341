"""What is asked about events. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

RESULTS = {
    "council": "Записать протокол заседания",
    "training": "Отметить, кто прошёл обучение",
}  # by kind of event: what is owed after it


def open_violations(is_open: bool) -> Iterator[Violation]:
    """What is held or cancelled is neither changed nor cancelled any more."""
    if not is_open:
        yield COMMON_SENSE.forbids("event", "Событие уже проведено или отменено", "Обновите страницу.")


def title_violations(title: str, longest: int) -> Iterator[Violation]:
    """The event of an order is called in the calendar as in the order."""
    if len(title) > longest:
        yield COMMON_SENSE.forbids(
            "event",
            f"Название мероприятия — {len(title)} знаков, в календаре помещается {longest}",
            "Отклоните этот проект и подготовьте приказ с названием короче.",
        )


def held_violations(title: str) -> Iterator[Violation]:
    """An order about what has taken place already is not revoked."""
    yield COMMON_SENSE.forbids(
        "event", f"Событие «{title}» уже прошло, его итог записан", "Отменять этот приказ поздно."
    )


def unwritten_violations(is_open: bool) -> Iterator[Violation]:
    """An outcome is written down once."""
    if not is_open:
        yield COMMON_SENSE.forbids("event", "Итог уже записан или событие отменено", "Обновите страницу.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is being recorded about an event that took place."""

    kind: str
    is_open: bool
    starts_on: date
    today: date
    minutes: str
    attended: int


def outcome_violations(outcome: Outcome) -> Iterator[Violation]:
    """Why the outcome cannot be recorded (MO-16, CUR-12)."""
    yield from unwritten_violations(outcome.is_open)
    if outcome.today < outcome.starts_on:
        yield COMMON_SENSE.forbids(
            "event",
            f"Событие ещё не началось: оно {outcome.starts_on:%d.%m.%Y}",
            "Запишите итог в этот день или позже.",
        )
    if outcome.kind == "council" and not outcome.minutes.strip():
        yield COMMON_SENSE.forbids(
            "event",
            "У заседания бывает протокол",
            "Укажите его номер и дату.",
        )
    if outcome.kind == "training" and not outcome.attended:
        yield COMMON_SENSE.forbids(
            "event",
            "Не отмечен никто, кто прошёл обучение",
            "Отметьте хотя бы одного или отмените событие.",
        )


def outcome_duty(event_id: int, kind: str, title: str, ends_on: date, limits: Limits) -> Duty:
    """After a meeting of the council its minutes, after a training who was there (MO-16, CUR-12, CUR-19)."""
    return limits.owes(
        "event_outcome",
        by="mentor_training" if kind == "training" else None,
        what=RESULTS[kind],
        about=title,
        due_on=ends_on,
        target="events:hold",
        pk=event_id,
        office="curator",
    )
