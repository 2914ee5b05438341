"""Notices by which mentoring under an agreement ends early (ТК ст. 351.8). Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.calendar.workdays import add_working_days, is_working_day
from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.pairs.agreements.rules import Labour, exempt
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

EMPLOYER, EMPLOYEE = "employer", "employee"  # whose initiative ends the mentoring
INITIATIVES = {"curator": EMPLOYER, "initiative": EMPLOYEE}  # by the behaviour of the case of п. 7.1


def earliest_end(given_on: date, working_days: int) -> date:
    """The first possible last day: so many working days pass after the warning (legal.md 1.8)."""
    return add_working_days(given_on, working_days)


def hand_over_by(last_day: date, working_days: int) -> date:
    """The last working day on which a notice may be handed over for that last day."""
    day = last_day
    while not (is_working_day(day) and earliest_end(day, working_days) <= last_day):
        day -= timedelta(days=1)
    return day


def working(number: int) -> str:
    """«3 рабочих дня»."""
    return f"{number} {plural(number, 'рабочий день', 'рабочих дня', 'рабочих дней')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """A notice that somebody is about to give."""

    labour: Labour
    by_employer: bool
    given_on: date
    last_day: date
    agreed: str
    is_active: bool
    ends_on: date
    on: date


def standing_violations(is_standing: bool) -> Iterator[Violation]:
    """A notice that was withdrawn is neither received nor withdrawn again."""
    if not is_standing:
        yield COMMON_SENSE.forbids("notice", "Это уведомление уже отозвано", "Обновите страницу.")


def giving_violations(notice: NoticeDraft) -> Iterator[Violation]:
    """The employer's term is a bar, the mentor's own is advice (legal.md 1.8); nothing punishes (1.9)."""
    limits = notice.labour.limits
    rule = "employer_notice" if notice.by_employer else "employee_notice"
    if not notice.is_active:
        yield limits.forbids(
            rule,
            "Уведомляют только о действующей паре",
            "Обновите страницу.",
        )
    if notice.given_on > notice.on:
        yield limits.forbids(
            rule,
            f"Дата уведомления позже сегодняшнего дня, {notice.on:%d.%m.%Y}",
            "Исправьте её.",
        )
    if notice.last_day >= notice.ends_on:
        yield limits.forbids(
            rule,
            f"Пара и так закончится {notice.ends_on:%d.%m.%Y}",
            "Уведомление о досрочном дне не нужно.",
        )
    days = limits.employer_notice_days if notice.by_employer else limits.employee_notice_days
    if days is None or exempt(notice.labour):
        return
    earliest = earliest_end(notice.given_on, days)
    if notice.last_day >= earliest:
        return
    if notice.by_employer:
        yield limits.forbids(
            rule,
            f"Работодатель предупреждает не меньше чем за {working(days)}: от {notice.given_on:%d.%m.%Y} "
            f"до {notice.last_day:%d.%m.%Y} их меньше",
            f"Последний день — не раньше {earliest:%d.%m.%Y}.",
        )
    elif not notice.agreed.strip():
        yield limits.warns(
            rule,
            f"Обычно наставник предупреждает за {working(days)}: тогда последний день — {earliest:%d.%m.%Y}",
            "Если о более раннем дне договорились, напишите об этом.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelling:
    """The facts of ending a mentor's work early; `last_day` and `received_on` are those of the standing notice."""

    labour: Labour
    title: str
    initiative: str  # EMPLOYER, EMPLOYEE, or empty when nobody has said
    ends_on: date
    on: date
    given_on: date | None = None
    last_day: date | None = None
    received_on: date | None = None
    final: bool = False  # the order is being signed: the notice is in the mentor's hands by now


def notice_violations(facts: Cancelling) -> Iterator[Violation]:
    """The employer cancels the assignment early only after a notice in time (legal.md 1.8)."""
    limits = facts.labour.limits
    days = limits.employer_notice_days
    early = facts.on < facts.ends_on
    if days is None or not early or facts.initiative != EMPLOYER or exempt(facts.labour):
        return
    if facts.last_day is None:
        yield limits.forbids(
            "employer_notice",
            f"{facts.title}: наставника предупреждают об отмене поручения не меньше чем за {working(days)}, "
            "а уведомления нет",
            "Подготовьте и вручите уведомление. Если наставник отказывается сам, выберите другой случай.",
        )
        return
    latest = facts.last_day
    if facts.received_on:
        latest = max(latest, earliest_end(facts.received_on, days))
    if facts.on < latest:
        got = f", получено {facts.received_on:%d.%m.%Y}" if facts.received_on else ""
        yield limits.forbids(
            "employer_notice",
            f"{facts.title}: по уведомлению от {facts.given_on:%d.%m.%Y}{got} поручение отменяется "
            f"не раньше {latest:%d.%m.%Y}, а завершение — {facts.on:%d.%m.%Y}",
            f"Поставьте день не раньше {latest:%d.%m.%Y}.",
        )
    if facts.final and facts.received_on is None:
        yield limits.forbids(
            "employer_notice",
            f"{facts.title}: нет отметки, что наставник получил уведомление",
            "Вручите его под подпись или приложите акт об отказе и запишите день на странице пары.",
        )


def ending_notice(labour: Labour, ends_on: date, on: date, last_day: date | None) -> str:
    """What the page of ending says beforehand; empty where nothing is to be said."""
    days, own = labour.limits.employer_notice_days, labour.limits.employee_notice_days
    if exempt(labour) or days is None or on >= ends_on:
        return ""
    if last_day:
        words = f"Уведомление подготовлено: последний день наставника — {last_day:%d.%m.%Y}."
    else:
        words = (
            f"По инициативе куратора раньше {ends_on:%d.%m.%Y} пару завершают после уведомления наставника за "
            f"{working(days)}: если вручить его сегодня — не раньше {earliest_end(on, days):%d.%m.%Y}."
        )
    if own:
        words += (
            f" Если наставник отказывается сам, обычно предупреждает за {working(own)}; договориться можно о любом дне."
        )
    return words


def hand_over_duty(notice_id: int, about: str, last_day: date, limits: Limits) -> Duty:
    """The employer's notice reaches the mentor in time (legal.md 1.8)."""
    return limits.owes(
        "employer_notice",
        what="Вручить уведомление об отмене поручения",
        about=f"{about}, последний день {last_day:%d.%m.%Y}",
        due_on=hand_over_by(last_day, limits.employer_notice_days or 0),
        target="pairs:receive_notice",
        pk=notice_id,
        office="curator",
    )
