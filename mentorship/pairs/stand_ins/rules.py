"""Who may stand in for a mentor, when, and until when. Plain Python: no database, no clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.regulation.limits import COMMON_SENSE, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class StandInFacts:
    """Somebody who is to stand in for the mentor of a pair."""

    limits: Limits
    is_not_over: bool  # the pair works, or will by a signed order
    state: str  # of the pair, in words
    mentor_id: int
    mentees: frozenset[int]
    pair_starts_on: date
    pair_ends_on: date  # the day of the order that ends the pair, else by the plan
    person_id: int
    name: str
    in_bank: bool  # on the first day and on the last
    works: bool  # on the first day and on the last
    load: int  # the most at once in these days
    cap: int | None
    starts_on: date
    ends_on: date
    consented_on: date
    today: date
    others: tuple[str, ...]  # stand-ins of the pair on some of these days
    confirmed: bool  # above the limit, and that is meant


def beginning_violations(is_not_over: bool, state: str) -> Iterator[Violation]:
    """The mentor of a pair that works, or will by a signed order, is stood in for."""
    if not is_not_over:
        yield COMMON_SENSE.forbids(
            "stand_in",
            f"Замещать наставника можно в действующей паре, а эта {state}",
            "Обновите страницу.",
        )


def stand_in_violations(facts: StandInFacts) -> Iterator[Violation]:
    """Who may stand in, and when: from the bank, at work, willing, one at a time, inside the pair's term."""
    yield from beginning_violations(facts.is_not_over, facts.state)
    yield from _who(facts)
    if facts.ends_on < facts.starts_on:
        yield COMMON_SENSE.forbids(
            "stand_in_end",
            f"Окончание {facts.ends_on:%d.%m.%Y} раньше начала",
            "Исправьте дату.",
        )
    elif not (facts.pair_starts_on <= facts.starts_on and facts.ends_on <= facts.pair_ends_on):
        yield COMMON_SENSE.forbids(
            "stand_in_days",
            f"Дни замещения вне срока пары: {facts.pair_starts_on:%d.%m.%Y}–{facts.pair_ends_on:%d.%m.%Y}",
            "Исправьте даты.",
        )
    latest = min(facts.starts_on, facts.today)
    if facts.consented_on > latest:
        yield COMMON_SENSE.forbids(
            "stand_in_consent",
            "Согласие на замещение получают заранее, и день согласия уже наступил",
            f"Укажите день не позже {latest:%d.%m.%Y}.",
        )
    for other in facts.others:
        yield COMMON_SENSE.forbids(
            "stand_in_days",
            f"В эти дни наставника уже замещают: {other}",
            "Выберите другие дни или закончите то замещение раньше.",
        )


def _who(facts: StandInFacts) -> Iterator[Violation]:
    mentees = len(facts.mentees)
    if facts.person_id == facts.mentor_id:
        yield COMMON_SENSE.forbids(
            "stand_in_person",
            "Наставник не замещает сам себя",
            "Выберите другого.",
        )
    elif facts.person_id in facts.mentees:
        yield facts.limits.forbids(
            "stand_in_person",
            f"{facts.name}: {titles.mentee('nom')} этой пары не замещает своего наставника",
            "Выберите другого.",
            by="two_people",
        )
    elif not facts.in_bank:
        yield COMMON_SENSE.forbids(
            "stand_in_person",
            f"Нет в банке наставников: {facts.name}",
            "Выберите из банка.",
        )
    if not facts.works:
        yield COMMON_SENSE.forbids(
            "stand_in_person",
            f"Не работает в учреждении во все эти дни: {facts.name}",
            "Выберите другого или другие дни.",
        )
    if facts.cap is not None and facts.load + mentees > facts.cap and not facts.confirmed:
        yield facts.limits.forbids(
            "stand_in_load",
            f"{facts.name} ведёт {facts.load}, с замещением будет {facts.load + mentees}, предел — {facts.cap}. "
            "Замещение в предел не входит, но нагрузка велика",
            "Выберите другого или отметьте внизу, что так и задумано.",
            by="max_mentees",
        )


def ended_violations(already: bool) -> Iterator[Violation]:
    """It ends earlier once."""
    if already:
        yield COMMON_SENSE.forbids(
            "stand_in",
            "Это замещение уже закончено раньше срока",
            "Обновите страницу.",
        )


def early_end_violations(starts_on: date, ends_on: date, on: date, records: Iterable[date] = ()) -> Iterator[Violation]:
    """A stand-in ends earlier than planned, or does not begin at all; not before a meeting recorded in its days."""
    if not starts_on - timedelta(days=1) <= on < ends_on:
        yield COMMON_SENSE.forbids(
            "stand_in_end",
            f"Последний день {on:%d.%m.%Y} не раньше срока: замещение с {starts_on:%d.%m.%Y} по {ends_on:%d.%m.%Y}",
            f"Укажите день с {starts_on:%d.%m.%Y} по {ends_on - timedelta(days=1):%d.%m.%Y}; если замещения не было "
            f"вовсе — {starts_on - timedelta(days=1):%d.%m.%Y}.",
        )
    later = [day for day in records if on < day <= ends_on and day >= starts_on]
    if later:
        yield COMMON_SENSE.forbids(
            "stand_in_end",
            f"Последний день {on:%d.%m.%Y}, а замещающий провёл встречу {max(later):%d.%m.%Y}",
            f"Укажите день не раньше {max(later):%d.%m.%Y} или исправьте эту встречу в журнале пары.",
        )
