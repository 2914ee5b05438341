"""What pairs tell the rooms below."""

from mentorship.core.refusal import Violation
from mentorship.pairs import queries, rules
from mentorship.people.models import User
from mentorship.people.signals import barring


@barring
def fellows(whose: int, by: User, ever: bool) -> list[Violation]:
    """Nobody writes down for another participant of the own pair."""
    return list(rules.behalf_violations(whose in queries.fellows(by, ever=ever)))
