"""Orders about a pair that are revoked: its appointment, its end. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Annulling:
    """A pair whose appointment is to be revoked."""

    title: str
    on: date
    ended_on: date | None  # by a signed order
    closed_by: str  # the order that ends it or is to, in words
    records: tuple[tuple[date, str], ...] = ()


def annulling_violations(facts: Annulling) -> Iterator[Violation]:
    """An appointment is revoked before another order has ended the pair, and not back over what has been done."""
    if facts.closed_by and (facts.ended_on is None or facts.ended_on >= facts.on):
        yield COMMON_SENSE.forbids(
            "order_revoke",
            f"{facts.title}: конец её работы уже готовится или подписан: {facts.closed_by}",
            "Сначала отклоните тот проект или отмените тот приказ.",
        )
    later = [(day, what) for day, what in facts.records if day > facts.on]
    if later and facts.ended_on is None:
        day, what = max(later)
        yield COMMON_SENSE.forbids(
            "order_revoke",
            f"{facts.title}: после {facts.on:%d.%m.%Y} записано: {what} {day:%d.%m.%Y}",
            f"Укажите день приказа не раньше {day:%d.%m.%Y} или исправьте эту запись.",
        )


def revocation_words(title: str, starts_on: date, ended_on: date | None, *, worked: bool) -> str:
    """What becomes of a pair whose appointment an order of the day revokes; a signed end stays as it is."""
    if ended_on is not None:
        return f"{title}: последний день — {ended_on:%d.%m.%Y} по приказу о завершении, это не изменится."
    if not worked:
        return f"{title}: пара не состоится."
    return (
        f"{title}: пара работает с {starts_on:%d.%m.%Y}, поэтому завершится днём приказа об отмене. "
        "Встречи, часы и программа останутся; о работе за эти дни пишут отчёты."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """A pair whose end is signed and is to be undone."""

    limits: Limits
    title: str
    ended_on: date
    on: date
    load: int  # of the mentor, with this pair, on the busiest day of its term
    cap: int | None
    instead: tuple[str, ...] = ()  # the mentors whom an order has given its mentees since
    appointed: bool = True  # the order that put it together is in force


def reopening_violations(facts: Reopening) -> Iterator[Violation]:
    """An order that ends a pair is revoked before its last day has passed, and nobody has taken the places."""
    if facts.ended_on < facts.on:
        yield COMMON_SENSE.forbids(
            "completion",
            f"{facts.title}: последний день {facts.ended_on:%d.%m.%Y} прошёл, приказ уже исполнен",
            "Чтобы работа продолжилась, закрепите пару новым приказом.",
        )
    if not facts.appointed:
        yield COMMON_SENSE.forbids(
            "completion",
            f"{facts.title}: приказ о закреплении этой пары отменён",
            "Чтобы работа продолжилась, закрепите пару новым приказом.",
        )
    if facts.cap is not None and facts.load > facts.cap:
        yield facts.limits.forbids(
            "max_mentees",
            f"{facts.title}: место у наставника уже занято, вместе с этой парой было бы {facts.load} из {facts.cap}",
            "Сначала отмените приказ о новой паре этого наставника.",
        )
    for name in facts.instead:
        yield COMMON_SENSE.forbids(
            "other_mentor",
            f"{facts.title}: новый наставник уже назначен приказом, {name}",
            "Сначала отмените тот приказ.",
        )
