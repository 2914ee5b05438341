"""What is asked about partners and agreements with them. Plain Python: no database, no clock."""

from collections.abc import Iterator
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

EXPIRY_DAYS = 30  # how long before its end an agreement is spoken of
TEN, ELEVEN, TWELVE = (2, 4, 10, 3, 5, 9, 4, 6, 8), (7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def is_inn(digits: str) -> bool:
    """Whether the check digits of an ИНН agree: one of ten digits, two of twelve."""
    if not (digits.isascii() and digits.isdigit() and len(digits) in (10, 12)):
        return False
    return all(_check(digits, weights) for weights in ((TEN,) if len(digits) == 10 else (ELEVEN, TWELVE)))


def _check(digits: str, weights: tuple[int, ...]) -> bool:
    summed = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    return summed % 11 % 10 == int(digits[len(weights)])


def ended_violations(ended_on: date | None) -> Iterator[Violation]:
    """With a partner with whom the work is over nothing new is begun (DIR-09)."""
    if ended_on:
        yield COMMON_SENSE.forbids(
            "partner",
            f"Работа с этим партнёром закончена {ended_on:%d.%m.%Y}",
            "Если она возобновилась, верните партнёра в работу на его карточке.",
        )


def working_violations(ended_on: date | None) -> Iterator[Violation]:
    """Only what is over begins again."""
    if ended_on is None:
        yield COMMON_SENSE.forbids("partner", "С этим партнёром и так работают", "Обновите страницу.")


def draft_violations(signed_on: date | None, ended_on: date | None) -> Iterator[Violation]:
    """A signed agreement does not change, one that came to nothing is not signed."""
    if signed_on:
        yield COMMON_SENSE.forbids(
            "cooperation",
            f"Соглашение подписано {signed_on:%d.%m.%Y} и больше не меняется",
            "Новые условия — новое соглашение с этим партнёром.",
        )
    elif ended_on:
        yield COMMON_SENSE.forbids("cooperation", "Этот проект не состоялся", "Подготовьте новое соглашение.")


def over_violations(ended_on: date | None) -> Iterator[Violation]:
    """An agreement is ended once."""
    if ended_on:
        yield COMMON_SENSE.forbids(
            "cooperation", f"Соглашение уже прекращено {ended_on:%d.%m.%Y}", "Обновите страницу."
        )


def signing_violations(signed_on: date, ends_on: date, today: date) -> Iterator[Violation]:
    """It is signed on a day that has come, before it is over."""
    if signed_on > today:
        yield COMMON_SENSE.forbids(
            "cooperation",
            f"День подписания {signed_on:%d.%m.%Y} ещё не наступил",
            f"Укажите день с бумаги, не позже {today:%d.%m.%Y}.",
        )
    elif signed_on > ends_on:
        yield COMMON_SENSE.forbids(
            "cooperation",
            f"Срок соглашения закончился {ends_on:%d.%m.%Y}, раньше подписания {signed_on:%d.%m.%Y}",
            "Проверьте день на бумаге или измените срок в проекте.",
        )


def ending_violations(ended_on: date, signed_on: date | None, ends_on: date) -> Iterator[Violation]:
    """It is ended between its signature and its last day."""
    if signed_on and not signed_on <= ended_on <= ends_on:
        yield COMMON_SENSE.forbids(
            "cooperation",
            f"Соглашение подписано {signed_on:%d.%m.%Y} и действует по {ends_on:%d.%m.%Y}: "
            f"прекратить его {ended_on:%d.%m.%Y} нельзя",
            "Укажите день в этом сроке.",
        )


def expiry_duty(limits: Limits, *, partner: int, name: str, number: str, last_on: date) -> Duty:
    """An agreement is prolonged in time, or the work under it is brought to an end (DIR-09, CUR-11)."""
    return limits.owes(
        "cooperation",
        what="Продлить соглашение с партнёром или закончить работу по нему",
        about=f"{name}, соглашение № {number}",
        due_on=last_on,
        target="partners:card",
        pk=partner,
        office="curator",
    )
