"""What may be done now: one table a room gives the buttons of its card and the guards of its services."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.urls import reverse

from mentorship.access.grants import can
from mentorship.core.refusal import Violation, enforce

Subject = TypeVar("Subject")


def _nothing(subject: Any) -> Iterable[Violation]:
    return ()


def _everybody(subject: Any, user: Any) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Act(Generic[Subject]):
    """Something that a user does with a record: who may, why it cannot be done now, the words of its button.

    `bars` are the same for the button and for the service; `asks` tells whether it is this very user's turn.
    `page` takes the key of the record, or is told where the act leads. What is done by one press (`post`) has none.
    """

    permission: str
    page: str | Callable[[Subject], str]
    label: str | Callable[[Subject], str]
    bars: Callable[[Subject], Iterable[Violation]] = _nothing
    asks: Callable[[Subject, Any], bool] = _everybody
    level: str = "outline-primary"
    post: bool = False

    def require(self, subject: Subject) -> None:
        """Refuse with every reason why it cannot be done now."""
        enforce(self.bars(subject))

    def open_to(self, subject: Subject, user: Any) -> bool:
        """Whether the user may do it now."""
        return can(user, self.permission, subject) and self.asks(subject, user) and not any(self.bars(subject))

    def button(self, subject: Any) -> "Button":
        """The act as a page shows it, to whomever it is open."""
        label = self.label if isinstance(self.label, str) else self.label(subject)
        url = reverse(self.page, args=[subject.pk]) if isinstance(self.page, str) else self.page(subject)
        return Button(label, url, self.level, self.post)


@dataclass(frozen=True, slots=True)
class Button:
    """An act as a page shows it."""

    label: str
    url: str
    level: str
    post: bool


def buttons(acts: Iterable[Act[Subject]], subject: Subject, user: Any) -> list[Button]:
    """What the user may do with the record now, in the order of the table."""
    return [act.button(subject) for act in acts if act.open_to(subject, user)]
