"""Labels of forms, choices and columns that say the institution's own words when they are shown."""

from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from mentorship.core.words import titles


class Worded(Promise):
    """Text that is said anew each time it is shown.

    Two are equal by their standard words: the institution's own never make a migration.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return titles.say(self.text)

    def __eq__(self, other: object) -> bool:
        return bool(self._standard == (other._standard if isinstance(other, Worded) else other))

    def __hash__(self) -> int:
        return hash(self._standard)

    @cached_property
    def _standard(self) -> str:
        return titles.say(self.text, titles.STANDARD)


def worded(text: str) -> Any:
    """`worded("Категория {mentee.gen}")`: to labels what `gettext_lazy` is."""
    return Worded(text)
