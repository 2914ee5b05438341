"""What is owed, by the sources of one room."""

from mentorship.regulation.duty import Scope
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.queries import limits_by_edition
from mentorship.regulation.sources import Asked, of_room


def owed_in(room, scope=None, limits=COMMON_SENSE, own=None):
    """The duties of the scope, everybody's by default, in the room; `limits` are those in force, `own` by edition."""
    return of_room(room, Asked(scope or Scope(everything=True), limits, limits_by_edition() if own is None else own))
