"""When a participant may say that they choose this pair. Plain Python: no database, no clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.pairs.rules import newcomer_violations, paper_day_violations
from mentorship.regulation.limits import COMMON_SENSE


def choosing_violations(goes_on: bool, state: str) -> Iterator[Violation]:
    """A pair is chosen while it is proposed or works (п. 6.1)."""
    if not goes_on:
        yield COMMON_SENSE.forbids("choosing", f"Отметить выбор уже нельзя: эта пара {state}", "Обновите страницу.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """Who chooses the pair, and from when there was something to choose."""

    name: str
    on: date
    today: date
    known_since: date  # the first trace of the pair: its consents, its first day, or when it was entered
    met: Sequence[tuple[str, date | None]]  # the two who have met: the name and the first day of work here
    chosen_on: date | None = None


def choice_violations(facts: Choosing) -> Iterator[Violation]:
    """It is said once, on a day that has come, when both work here and the pair was spoken of (п. 6.1, PAIR-02)."""
    if facts.chosen_on:
        yield COMMON_SENSE.forbids("choosing", f"{facts.name}: выбор уже отмечен, {facts.chosen_on:%d.%m.%Y}", "")
    found = list(newcomer_violations(facts.on, facts.met))
    yield from found
    if not found:
        yield from paper_day_violations(facts.on, facts.known_since, "появилась эта пара", facts.today)
