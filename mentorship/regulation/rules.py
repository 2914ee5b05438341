"""When one edition of the Положение may follow another; the calendar it counts by. Plain Python: no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.calendar.workdays import Calendar
from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.regulation.duties import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A new edition after the last one; `orders` of pairs were signed under it from the new day on."""

    last_starts_on: date
    starts_on: date
    orders: int
    last_order_on: date | None


def succession_violations(facts: Succession) -> Iterator[Violation]:
    """Why the new edition cannot start on that day: running pairs keep the edition they were appointed under."""
    if facts.starts_on <= facts.last_starts_on:
        yield COMMON_SENSE.forbids(
            "edition",
            f"Новая редакция не может начаться раньше прежней: та действует с {facts.last_starts_on:%d.%m.%Y}",
            f"Укажите день позже {facts.last_starts_on:%d.%m.%Y}.",
        )
    elif facts.orders and facts.last_order_on:
        count = f"{facts.orders} {plural(facts.orders, 'приказ', 'приказа', 'приказов')}"
        yield COMMON_SENSE.forbids(
            "edition",
            f"С {facts.starts_on:%d.%m.%Y} по прежней редакции уже подписано: {count} о закреплении, "
            f"последний — {facts.last_order_on:%d.%m.%Y}",
            f"Начните новую редакцию с {facts.last_order_on + timedelta(days=1):%d.%m.%Y} или позже.",
        )


def workdays_duties(limits: Limits, calendar: Calendar, on: date) -> Iterator[Duty]:
    """The days off that are moved next year are entered in time, where any term is counted in working days.

    The government's act is published a month before the year or earlier (ТК ст. 112 ч. 5).
    """
    for year in (on.year, on.year + 1):
        if limits.counts_working_days and calendar.awaits(year):
            yield limits.owes(
                "workdays",
                what=f"Ввести переносы выходных дней на {year} год",
                about="от них зависят сроки в рабочих днях",
                due_on=date(year - 1, 12, 31),
                target="regulation:workdays_year",
                pk=year,
                office="curator",
                warns=(date(year - 1, 12, 1),),
                since=date(year - 1, 10, 1),
            )
