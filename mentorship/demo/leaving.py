"""The demo's leaver, an absence that lasts, and one ahead about which the curator is to decide."""

from datetime import date, timedelta

from mentorship.people.employment import services as employment
from mentorship.people.models import Person, User


def who_is_away(today: date, left: Person, away: Person, mentor: Person, by: User) -> None:
    """Somebody left, somebody is on a long leave, and a mentor of a running pair will be away for a month."""
    moved_on = today - timedelta(days=5)
    employment.record_leaving(left, left_on=moved_on, reason="переезд в другой город", by=by, today=today)
    employment.record_absence(
        away,
        kind="childcare",
        starts_on=today - timedelta(days=3),
        expected_return_on=None,
        note="",
        by=by,
        today=today,
    )
    begins = today + timedelta(days=7)
    employment.record_absence(
        mentor,
        kind="study",
        starts_on=begins,
        expected_return_on=begins + timedelta(days=30),
        note="",
        by=by,
        today=today,
    )
