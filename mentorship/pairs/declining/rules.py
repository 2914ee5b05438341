"""What a refusal of a proposed pair needs, and what follows from it. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.pairs.rules import newcomer_violations, paper_day_violations
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE

SEEK = "Подобрать другого кандидата или отменить пару"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The facts of somebody's no."""

    name: str
    on: date
    today: date
    consented_on: date | None  # the day of the consent that it takes back
    declined_on: date | None  # the day of the refusal that stands already
    here_since: date | None  # the first day of work here


def declining_violations(is_proposed: bool, state: str) -> Iterator[Violation]:
    """Taking part is voluntary until the order is signed; after that there are petitions (п. 1.3, 3.8, 7.1)."""
    if not is_proposed:
        yield COMMON_SENSE.forbids(
            "declining",
            f"Отказаться можно, пока приказ о закреплении не подписан, а эта пара {state}",
            "Чтобы сменить наставника или завершить пару, подайте заявление на её странице.",
        )


def refusal_violations(facts: Refusal) -> Iterator[Violation]:
    """It is said once, on a day that has come, by somebody who works here, after the consent that it takes back."""
    if facts.declined_on:
        yield COMMON_SENSE.forbids("declining", f"{facts.name}: отказ уже записан, {facts.declined_on:%d.%m.%Y}", "")
    yield from newcomer_violations(facts.on, [(facts.name, facts.here_since)])
    yield from paper_day_violations(facts.on, facts.consented_on, "согласие", facts.today)


def declined_violation(person_id: int, name: str, on: date) -> Violation:
    """An order is not signed over somebody's no (п. 1.3, PRN-05)."""
    return COMMON_SENSE.forbids(
        "declined",
        f"{name}: отказ от участия {on:%d.%m.%Y}",
        "Подберите другого кандидата или отметьте на странице пары, что она не состоялась.",
        subject=person_id,
    )


def seeking_violations(declined: bool) -> Iterator[Violation]:
    """Another candidate is looked for where somebody has said no."""
    if not declined:
        yield COMMON_SENSE.forbids("declining", "В этой паре никто не отказался", "Обновите страницу.")


def declined_duty(pair_id: int, title: str) -> Duty:
    """The curator is told that somebody has said no (PRN-05, PAIR-02)."""
    return COMMON_SENSE.owes(
        "declined",
        what=SEEK,
        about=title,
        due_on=None,
        target="pairs:card",
        pk=pair_id,
        office="curator",
    )
