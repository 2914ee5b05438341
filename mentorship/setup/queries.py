"""Where the first run stands, told by what is recorded."""

from datetime import date

from mentorship.access.roles import Office
from mentorship.orders.services import missing
from mentorship.people.accounts.queries import holder
from mentorship.people.models import User
from mentorship.regulation.queries import institution
from mentorship.setup.steps import BY_KEY, Step


def unfinished(user: User, today: date) -> Step | None:
    """The step without which no order can be signed, for the administrator; None once it was taken."""
    if Office.ADMIN not in user.offices:
        return None
    if missing(institution()):
        return BY_KEY["institution"]
    return None if holder(Office.DIRECTOR, today) else BY_KEY["people"]
