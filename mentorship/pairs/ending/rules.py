"""What the Положение says about the end of a pair. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.pairs.ending.recorded import recorded_violations
from mentorship.pairs.pauses.rules import last_allowed
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

ENDING_WARNS = (30, 10)  # days before the end


def running_violations(limits: Limits, is_active: bool, in_order: bool) -> Iterator[Violation]:
    """Only a working pair is ended, and only once (п. 7.1)."""
    if not is_active:
        yield limits.forbids(
            "completion",
            "Завершить можно только действующую пару",
            "Обновите страницу.",
        )
    if in_order:
        yield limits.forbids(
            "completion",
            "Завершение этой пары уже готовится",
            "Подпишите или отклоните проект приказа.",
        )


def following_violations(title: str, appointed_on: date | None, on: date) -> Iterator[Violation]:
    """An order that ends a pair is not dated before the one that put it together (ORD-08)."""
    if appointed_on and on < appointed_on:
        yield COMMON_SENSE.forbids(
            "order_date",
            f"{title}: приказ о закреплении подписан {appointed_on:%d.%m.%Y}, позже этого дня",
            "Укажите дату приказа не раньше.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The facts of ending a pair; `plan_left` is None when there is no approved programme."""

    limits: Limits
    is_active: bool
    already: bool
    behaviour: str
    reason: str
    starts_on: date
    on: date
    plan_left: int | None
    began_on: date | None = None  # when mentoring began, with whatever mentor; the pair's first day if None
    paused: int = 0  # days of it that stood still: the longest term counts without them
    records: tuple[tuple[date, str], ...] = ()  # days on which the pair is known to have worked, and by what
    last_days: tuple[tuple[str, date], ...] = ()  # of those without whom the pair cannot go on
    replacing: bool = False

    @property
    def latest(self) -> date | None:
        """The last day that the longest term allows."""
        return latest_end(self.limits, self.began_on or self.starts_on, self.paused)


def latest_end(limits: Limits, began_on: date, paused: int) -> date | None:
    """The last day that the longest term of mentoring allows, with whatever mentor it began (п. 3.7)."""
    longest = limits.mentoring_max_months
    return last_allowed(began_on, longest, paused) if longest else None


def ending_violations(facts: Ending) -> Iterator[Violation]:
    """Why this pair may not be ended so (п. 7.1, END-01…03)."""
    yield from running_violations(facts.limits, facts.is_active, facts.already)
    if facts.replacing:
        yield facts.limits.forbids(
            "completion",
            "Готовится замена наставника этой пары",
            "Доведите замену до приказа или откажитесь от неё на странице пары.",
        )
    if facts.on < facts.starts_on:
        yield facts.limits.forbids(
            "completion",
            f"Последний день раньше начала {facts.starts_on:%d.%m.%Y}",
            "Исправьте дату. Если пара не должна начаться, отмените приказ о закреплении.",
        )
    yield from _too_late(facts)
    yield from recorded_violations(facts.on, facts.records, facts.last_days, facts.latest)
    yield from last_day_violations(facts.on, facts.last_days, facts.limits, "Укажите день не позже этого.")
    if facts.behaviour == "plan_done" and facts.plan_left is None:
        yield facts.limits.forbids(
            "completion",
            "У пары нет утверждённой программы, поэтому план нельзя считать выполненным",
            "Утвердите программу или выберите другой случай.",
        )
    elif facts.behaviour == "plan_done" and facts.plan_left:
        left = plural(facts.plan_left, "мероприятие", "мероприятия", "мероприятий")
        yield facts.limits.forbids(
            "completion",
            f"План выполнен не полностью: осталось {facts.plan_left} {left}",
            "Отметьте их выполненными или отменёнными с причиной либо выберите другой случай.",
        )
    if facts.behaviour != "plan_done" and not facts.reason.strip():
        yield facts.limits.forbids(
            "completion",
            "Для досрочного завершения нужна причина",
            "Напишите её: она войдёт в приказ.",
        )


def _too_late(facts: Ending) -> Iterator[Violation]:
    """A completion is no way round the longest term (п. 3.7, 7.2)."""
    longest, latest = facts.limits.mentoring_max_months, facts.latest
    if latest and facts.on > latest:
        length = f"{longest} {plural(longest or 0, 'месяца', 'месяцев', 'месяцев')}"
        yield facts.limits.forbids(
            "mentoring_term",
            f"Последний день {facts.on:%d.%m.%Y}: наставничество длилось бы больше {length}",
            f"Последний день — не позже {latest:%d.%m.%Y}.",
        )


def last_day_violations(
    on: date, last_days: tuple[tuple[str, date], ...], limits: Limits, fix: str
) -> Iterator[Violation]:
    """A pair does not go on without those who make it one (REP-01, END-03)."""
    for name, left_on in last_days:
        if on > left_on:
            yield limits.forbids(
                "completion",
                f"Завершение {on:%d.%m.%Y} позже последнего рабочего дня {left_on:%d.%m.%Y}: {name}",
                fix,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Somebody in a running pair leaves: on the last working day."""

    pair_id: int
    title: str
    person_id: int
    name: str
    is_mentor: bool
    on: date
    starts_on: date
    begun: bool = True  # the first day has come
    ended_on: date | None = None  # the last day by a signed order, later than the leaver's

    @property
    def what(self) -> str:
        if self.ended_on:
            return f"Отменить приказ, где последний день пары {self.ended_on:%d.%m.%Y}"
        if not self.begun or self.on < self.starts_on:
            return "Отменить приказ о закреплении"
        return "Заменить наставника или завершить пару" if self.is_mentor else "Завершить пару"


def departure_duty(departure: Departure, limits: Limits) -> Duty:
    """Who leaves is replaced, or the pair ends (п. 3.8; REP-01); where an order says otherwise, it is revoked."""
    return limits.owes(
        "replacement",
        what=f"{departure.what}: увольнение",
        about=f"{departure.title}: {departure.name}",
        due_on=departure.on,
        target="pairs:card",
        pk=departure.pair_id,
        query=f"person={departure.person_id}",
        office="curator",
        by="replacement" if limits.clause("replacement") else "completion",
    )


def closing_duty(pair_id: int, title: str, ending_on: date, limits: Limits) -> Duty:
    """A pair whose ending has been asked for waits for its order (п. 7.1)."""
    return limits.owes(
        "completion",
        what="Подготовить приказ о завершении",
        about=title,
        due_on=ending_on,
        target="pairs:draft_closing",
        query=f"pair={pair_id}",
        office="curator",
    )


def ending_duty(pair_id: int, title: str, ends_on: date, limits: Limits, *, plan_left: int | None) -> Duty:
    """The term ends: complete the pair, or agree on more time while the plan is not done (п. 7.1, 7.2; END-01, END-04).

    `plan_left` is None where there is no approved programme.
    """
    what = "Завершить работу пары"
    if plan_left:
        what = f"Решить: завершить или продлить, из плана осталось {plan_left}"
    elif plan_left == 0:
        what = "Завершить работу пары: план выполнен"
    return limits.owes(
        "completion",
        what=what,
        about=title,
        due_on=ends_on,
        target="programs:end",
        pk=pair_id,
        office="curator",
        warns=tuple(ends_on - timedelta(days=days) for days in ENDING_WARNS),
    )
