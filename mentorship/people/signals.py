"""What rooms above know of people, and what they are told: who may not write down for whom, passwords, letters."""

from collections.abc import Callable, Iterable

from django.dispatch import Signal

from mentorship.core.refusal import Violation
from mentorship.people.models import User

Barring = Callable[[int, User, bool], Iterable[Violation]]  # whose paper it is, who writes it down, also of old pairs

BARRING: list[Barring] = []

# A password was set, changed or made by a code: sent with `user`, inside the transaction.
password_set = Signal()
# A letter about somebody's own account is to leave: sent with `person`, `address`, `subject`, `text`, `now`, inside the
# transaction. Nobody may refuse such letters.
letter_wanted = Signal()


def barring(source: Barring) -> Barring:
    """Register what tells that a user may not write down for a person."""
    BARRING.append(source)
    return source


def behalf_bars(whose: int, by: User, *, ever: bool = False) -> list[Violation]:
    """Why this user may not write down what this person has said; `ever`: also of pairs that are over."""
    return [violation for source in BARRING for violation in source(whose, by, ever)]
