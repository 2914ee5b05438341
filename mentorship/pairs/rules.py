"""What the Положение says about pairs and groups, and what is owed about them. Plain Python: no database, no clock."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

LAPSE_DAYS = 30  # a consent that ends is spoken of so many days before

# What the history of a pair says of orders before they are signed; its two sides are not told of it.
IN_DRAFT, OUT_OF_DRAFT = "Включена в проект приказа", "Исключена из проекта приказа"
END_PROPOSED, END_DISCARDED = "Предложено завершить пару", "Завершение отклонено"
END_DRAFTED = "Включена в проект приказа о завершении"
REPLACEMENT_DRAFTED = "Включена в проект приказа о замене"
DRAFTED = (IN_DRAFT, OUT_OF_DRAFT, END_PROPOSED, END_DRAFTED, END_DISCARDED, REPLACEMENT_DRAFTED)


def mentor_cap(limits: Limits, own_limit: int | None) -> int | None:
    """How many mentees the mentor may have at once: the tighter of the two limits (APP-05, APP-06)."""
    caps = [cap for cap in (limits.max_mentees, own_limit) if cap is not None]
    return min(caps) if caps else None


Term = tuple[date, date | None]  # the first and the last day; None while nothing has ended it


def most_at_once(terms: Iterable[Term], starts_on: date, ends_on: date) -> int:
    """The largest number of the terms that share one day between the two days (п. 3.7)."""
    known = [(first, last) for first, last in terms if first <= ends_on and (last is None or last >= starts_on)]
    days = {max(first, starts_on) for first, _ in known}
    return max(
        (sum(first <= day and (last is None or day <= last) for first, last in known) for day in days), default=0
    )


def program_due(ordered_on: date, starts_on: date, limits: Limits) -> date:
    """The last day to hand the programme in, where the edition has a term (п. 3.6, PRG-09).

    The term counts from the order; where it would pass before the pair begins, from the beginning.
    """
    term, working = limits.program_due_days, limits.program_due_working
    assert term is not None  # whoever asks for the day knows that there is a term
    due_on = limits.due(ordered_on, term, working=working)
    return due_on if due_on >= starts_on else limits.due(starts_on, term, working=working)


def cut_short_words(ended_on: date) -> str:
    """Why whoever stood in for the mentor no longer sees the pair, though the days go on."""
    return (
        f"Последний день работы этой пары — {ended_on:%d.%m.%Y}, вместе с ней закончилось и ваше замещение. Встречу, "
        "которую вы провели и не записали, запишет куратор."
    )


def proposal_violations(is_proposed: bool, state: str) -> Iterator[Violation]:
    """Only a proposal is changed, confirmed or given up without an order."""
    if not is_proposed:
        yield COMMON_SENSE.forbids(
            "order_needed",
            f"Эта пара уже не предложение: она {state}",
            "Обновите страницу. Действующую пару меняют приказом.",
        )


def behalf_violations(is_party: bool) -> Iterator[Violation]:
    """Nobody records for themselves what another of the pair must decide."""
    if is_party:
        yield COMMON_SENSE.forbids(
            "on_behalf",
            "Вы сами участник этой пары и за другого её участника решать не можете",
            "Внесёт бумагу тот, кто исполняет обязанности куратора, а согласие или отказ — и делопроизводитель.",
        )


def own_paper_violations(is_own: bool) -> Iterator[Violation]:
    """What the own login says is not recorded from paper by the same person's office."""
    if is_own:
        yield COMMON_SENSE.forbids(
            "own_paper",
            "Своё с бумаги не вносят: у вас есть вход в программу",
            "Сделайте это сами, своей кнопкой на той же странице.",
        )


def paper_day_violations(on: date, first: date | None, since: str, today: date) -> Iterator[Violation]:
    """What comes from paper was done on a day that has come, and not before it could be; `since` names that day."""
    if on > today:
        yield COMMON_SENSE.forbids("paper_day", f"День {on:%d.%m.%Y} ещё не наступил", "Укажите день с бумаги.")
    elif first and on < first:
        yield COMMON_SENSE.forbids(
            "paper_day", f"День {on:%d.%m.%Y} раньше, чем {since}, {first:%d.%m.%Y}", "Укажите день с бумаги."
        )


def newcomer_violations(on: date, people: Iterable[tuple[str, date | None]]) -> Iterator[Violation]:
    """Nobody decides about work here before the first day of it; people come as (name, that day)."""
    for name, here_since in people:
        if here_since and on < here_since:
            yield COMMON_SENSE.forbids(
                "paper_day",
                f"День {on:%d.%m.%Y} раньше приёма на работу ({name}), {here_since:%d.%m.%Y}",
                "Проверьте день на бумаге и на карточке сотрудника.",
            )


def free_violations(is_proposed: bool, state: str, in_order: bool) -> Iterator[Violation]:
    """A proposal that is in a draft order waits for what becomes of it."""
    yield from proposal_violations(is_proposed, state)
    if is_proposed and in_order:
        yield COMMON_SENSE.forbids(
            "order_needed",
            "Эта пара уже в проекте приказа",
            "Сначала отклоните проект приказа.",
        )


def minutes_violations(minutes_on: date | None, ordered_on: date) -> Iterator[Violation]:
    """The council decides before the head orders, or on the same day (INS-14)."""
    if minutes_on and minutes_on > ordered_on:
        yield COMMON_SENSE.forbids(
            "minutes",
            f"Протокол от {minutes_on:%d.%m.%Y} позже приказа, {ordered_on:%d.%m.%Y}",
            "Укажите день заседания не позже дня приказа.",
        )


def training_duty(person_id: int, name: str, starts_on: date | None, limits: Limits) -> Duty:
    """A mentor is trained before the appointment (п. 3.4); `starts_on` is the first day of a proposed pair."""
    return limits.owes(
        "mentor_training",
        what="Обучить наставника до назначения",
        about=name,
        due_on=starts_on,
        target="people:keep_mentor",
        pk=person_id,
        office="curator",
    )


def lapse_duty(rule: str, target: str, pk: int, about: str, last_day: date, limits: Limits) -> Duty:
    """A consent of a running pair ends or is withdrawn: a new one, or the end of the pair (APP-01, п. 3.7)."""
    return limits.owes(
        rule,
        what="Получить новое согласие или завершить пару",
        about=about,
        due_on=last_day,
        target=target,
        pk=pk,
        office="curator",
        warns=(last_day - timedelta(days=LAPSE_DAYS),),
    )


def consent_duty(pair_id: int, about: str, person_id: int, side: str, limits: Limits) -> Duty:
    """Everybody in a proposed pair consents, or says no (п. 3.2, 3.3, 3.7)."""
    return limits.owes(
        "consent",
        what="Дать согласие на участие в паре",
        about=about,
        due_on=None,
        target="pairs:card",
        pk=pair_id,
        owner=person_id,
        by=f"{side}_consent",
    )


def order_duty(pair_id: int, title: str, limits: Limits) -> Duty:
    """A proposed pair waits for its order (п. 6.2)."""
    return limits.owes(
        "order_needed",
        what="Подготовить пару к приказу",
        about=title,
        due_on=None,
        target="pairs:gate",
        pk=pair_id,
        office="curator",
    )
