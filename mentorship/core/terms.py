"""Whether something lasts on a day: said once, for records in memory and for the database.

The first and the last day belong to the term; a term without a first day has always lasted, one without a last
day lasts on.
"""

from datetime import date

from django.db.models import F, Q

from mentorship.core.prepared import Slot

Day = date | Slot | F


def lasts_on(day: date, starts_on: date | None, ends_on: date | None) -> bool:
    """Whether the term has the day in it."""
    return (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)


def lasting(day: Day, starts: str = "starts_on", ends: str = "ends_on", *, always: bool = False) -> Q:
    """The same of rows with these columns; `always` where the first day may be unknown."""
    return come(day, starts, always=always) & not_past(day, ends)


def come(day: Day, column: str = "starts_on", *, always: bool = False) -> Q:
    """Rows whose day in the column has come by the day; `always` where it may be unknown and has come then."""
    known = Q(**{f"{column}__lte": day})
    return known | Q(**{column: None}) if always else known


def not_past(day: Day, ends: str = "ends_on") -> Q:
    """Rows whose last day has not passed by the day, whether they have begun or not."""
    return Q(**{ends: None}) | Q(**{f"{ends}__gte": day})
