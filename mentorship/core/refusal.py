"""The one way to refuse: what a service raises, and what stands in the way of it. The text is for the user."""

from collections.abc import Iterable
from dataclasses import dataclass


class Refusal(Exception):
    """A refused action; nothing has changed."""


def clause_words(number: str) -> str:
    """«п. 3.7»; what is no number of the Положение stands as it is: «ст. 351.8 ТК РФ»."""
    return f"п. {number}" if number[:1].isdigit() else number


@dataclass(frozen=True, slots=True)
class Violation:
    """What stands in the way: which rule and clause, why, and what to do about it.

    `overridable` ones are warnings: the action may go on with a written reason.
    `subject` is the key of the record to mend, when it is not the one acted upon.
    """

    rule: str
    clause: str
    message: str
    fix: str
    subject: int | None = None
    overridable: bool = False

    def __str__(self) -> str:
        return f"{self.sentence} {self.fix}".rstrip()

    @property
    def sentence(self) -> str:
        """The message with its clause and one full stop, even after «Петрова А. С.»."""
        clause = f" ({clause_words(self.clause)})" if self.clause else ""
        return f"{self.message}{clause}".removesuffix(".") + "."


class RuleBroken(Refusal):
    """A decision that the Положение forbids; carries every violation at once."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = list(violations)
        super().__init__("; ".join(str(violation) for violation in self.violations))

    @property
    def rules(self) -> set[str]:
        return {violation.rule for violation in self.violations}


def enforce(violations: Iterable[Violation]) -> None:
    """Raise with every violation at once, so that nobody has to mend them one by one."""
    if found := list(violations):
        raise RuleBroken(found)
