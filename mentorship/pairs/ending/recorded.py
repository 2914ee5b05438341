"""What a pair has done, which no end may come before. Plain Python: no database, no clock."""

from collections.abc import Iterable, Iterator
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE

STOOD_IN = "встреча с замещающим"  # a record of whoever stood in for the mentor


def recorded_violations(
    on: date,
    records: Iterable[tuple[date, str]],
    last_days: Iterable[tuple[str, date]] = (),
    latest: date | None = None,
) -> Iterator[Violation]:
    """What the pair is known to have done was done while it worked.

    What cannot be reached binds nobody: a stand-in's meeting after the last working day of a participant, and
    whatever was done after the `latest` day that the longest term allows.
    """
    gone_on = min((last for _, last in last_days), default=date.max)
    later = [
        (day, what)
        for day, what in records
        if on < day <= (latest or date.max) and not (what == STOOD_IN and day > gone_on)
    ]
    if later:
        day, what = max(later)
        yield COMMON_SENSE.forbids(
            "completion",
            f"Последний день {on:%d.%m.%Y}, а позже записано: {what} {day:%d.%m.%Y}",
            f"Последний день пары — не раньше {day:%d.%m.%Y}: предложите на странице пары завершение этим днём или "
            "исправьте запись в её журнале или программе "
            "(если неверен последний рабочий день, исправьте его).",
        )


def has_worked(starts_on: date, on: date, records: Iterable[tuple[date, str]]) -> bool:
    """Whether a pair whose appointment an order of the day revokes has worked; on its first day by what is recorded."""
    return starts_on < on or any(day <= on for day, _ in records)
