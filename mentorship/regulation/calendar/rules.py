"""What is owed to the production calendar. Plain Python: no database."""

from collections.abc import Iterator
from datetime import date

from mentorship.core.calendar.workdays import Calendar
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import Limits


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
