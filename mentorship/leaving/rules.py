"""What follows for pairs when somebody leaves, is away or is moved. Plain Python: no database, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.words import titles
from mentorship.regulation.duties import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

LEAVE, ABSENCE, TRANSFER = "leave", "absence", "transfer"
LONG_DAYS = 14  # a mentor who is away for longer needs a stand-in or a replacement (REP-05)


@dataclass(frozen=True, slots=True)
class StaffChange:
    """What happens to a person: `on` is the last working day of a leaver, otherwise the first day."""

    kind: str
    on: date
    until: date | None = None  # the expected return

    @property
    def is_long(self) -> bool:
        """Nothing follows from a short absence."""
        return self.kind != ABSENCE or is_long(self.on, self.until)

    @property
    def last_day(self) -> date:
        """The last day on which the person works as before."""
        return self.on if self.kind == LEAVE else self.on - timedelta(days=1)


def is_long(starts_on: date, until: date | None, today: date | None = None) -> bool:
    """Longer than two weeks: without a day of return, by that day, or already."""
    limit = timedelta(days=LONG_DAYS)
    return until is None or until - starts_on > limit or (today is not None and today - starts_on > limit)


def is_covered(covered_until: date | None, back_on: date | None) -> bool:
    """Whether somebody stands in until the mentor is back."""
    return covered_until is not None and back_on is not None and covered_until >= back_on - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The person's place in an open pair."""

    mentor: bool
    active: bool
    alone: bool  # without this person the pair has no mentor or no mentee
    starts_on: date
    ends_on: date
    ending_on: date | None = None
    drafted: bool = False  # in an order: of appointment, or of completion
    closed: bool = False  # the order of completion is signed


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a pair, and the acts that may follow, the likeliest first."""

    words: str
    acts: tuple[str, ...] = ()


def fate(side: Side, change: StaffChange) -> Fate:
    """What the curator has to decide about a pair (REP-01, REP-02, REP-05, END-03)."""
    if not change.is_long:
        return Fate("Отсутствие короткое: ничего менять не нужно.")
    if not side.active:
        return _proposed(side, change)
    if side.ending_on is not None:
        return _ending(side, change)
    if change.kind != TRANSFER and side.ends_on <= change.last_day:
        return Fate(f"Срок пары закончится раньше, {side.ends_on:%d.%m.%Y}: завершите её вовремя.", ("end",))
    by_kind = {LEAVE: _left, ABSENCE: _away, TRANSFER: _moved}
    return by_kind[change.kind](side, change)


def _proposed(side: Side, change: StaffChange) -> Fate:
    if change.kind == TRANSFER:
        return Fate("Приказ ещё не подписан: проверьте, подходит ли пара к новой должности.")
    if not side.alone:
        return Fate("Приказ с этим участником проверку не пройдёт: предложите группу заново.", _undo(side))
    when = "после последнего рабочего дня" if change.kind == LEAVE else "в дни отсутствия"
    return Fate(f"Подписать приказ {when} нельзя: подпишите раньше или отмените предложение.", _undo(side))


def _undo(side: Side) -> tuple[str, ...]:
    return ("order",) if side.drafted else ("cancel",)


def _ending(side: Side, change: StaffChange) -> Fate:
    day = f"{side.ending_on:%d.%m.%Y}"
    if side.closed:
        return _closed(side, change, day)
    if change.kind == LEAVE and side.alone and side.ending_on and side.ending_on > change.on:
        words = f"Завершение предложено с {day}, это позже последнего рабочего дня: перенесите его."
        return Fate(words, ("order",) if side.drafted else ("end",))
    return Fate(f"Завершение уже предложено: {day}.", ("order",) if side.drafted else ())


def _closed(side: Side, change: StaffChange, day: str) -> Fate:
    """The order that ends the pair is signed; until its last day somebody has to lead."""
    if change.kind == LEAVE and side.alone and side.ending_on and side.ending_on > change.on:
        words = f"Пара завершается приказом {day}, это позже последнего рабочего дня: отмените тот приказ."
        return Fate(words, ("order",))
    stand_in = change.kind == ABSENCE and side.mentor
    return Fate(f"Пара завершается приказом: {day}.", ("stand_in",) if stand_in else ())


def _left(side: Side, change: StaffChange) -> Fate:
    if change.on < side.starts_on:
        return _never_begun(side)
    day = f"{change.on:%d.%m.%Y}"
    if side.mentor:
        return Fate(f"После {day} вести некому: замените наставника или завершите пару.", ("replace", "end"))
    if side.alone:
        return Fate(f"Завершите пару приказом не позже {day}.", ("end",))
    words = f"Группа работает дальше без этого участника. Если она больше не нужна, завершите её не позже {day}."
    return Fate(words, ("end",))


def _never_begun(side: Side) -> Fate:
    """The pair was to begin after the last working day: there is nobody to replace and nothing to end."""
    day = f"{side.starts_on:%d.%m.%Y}"
    if side.alone:
        words = f"Пара начнётся {day}, после последнего рабочего дня: отмените приказ о закреплении."
    else:
        words = f"Группа начнёт работать {day} без этого участника. Если она не нужна, отмените приказ о закреплении."
    return Fate(words, ("order",))


def _away(side: Side, change: StaffChange) -> Fate:
    if side.mentor:
        words = "Назначьте замещающего, замените наставника или решите ждать возвращения."
        return Fate(words, ("stand_in", "replace", "carry_on", "end"))
    if side.alone:
        return Fate("Занятия остановятся до возвращения. Срок пары можно продлить, а можно её завершить.", ("end",))
    return Fate("Группа работает дальше, участник присоединится после возвращения.")


def _moved(side: Side, change: StaffChange) -> Fate:
    if change.on <= side.starts_on:
        return Fate("Пара начата уже при новой должности: ничего менять не нужно.")
    words = f"После перевода {'наставника' if side.mentor else titles.mentee('gen')} решите: продолжать или заменить."
    return Fate(words, ("carry_on", "replace", "end"))


def absence_duty(
    pair_id: int, title: str, starts_on: date, limits: Limits, *, covered_until: date | None = None
) -> Duty:
    """The mentor is away for long: a stand-in, another mentor, or a reason to wait (REP-05).

    A stand-in who ends before the mentor is back leaves the mentees without anybody: told of two weeks before.
    """
    since = covered_until - timedelta(days=LONG_DAYS) if covered_until else None
    due_on = starts_on + timedelta(days=LONG_DAYS)
    return limits.owes(
        "replacement",
        what="Решить, кто ведёт, пока наставник отсутствует",
        about=title,
        due_on=max(due_on, covered_until + timedelta(days=1)) if covered_until else due_on,
        target="leaving:decide",
        pk=pair_id,
        query="about=absence",
        office="curator",
        since=since,
    )


def return_duty(person_id: int, name: str, expected_on: date) -> Duty:
    """Whoever should be back by now is back, or another day is known (REP-05)."""
    return COMMON_SENSE.owes(
        "absence_return",
        what="Записать возвращение",
        about=name,
        due_on=expected_on,
        target="leaving:back",
        pk=person_id,
        office="curator",
        since=expected_on,
    )


def transfer_duty(pair_id: int, title: str, moved_on: date, limits: Limits) -> Duty:
    """A transfer of either side: to go on, or to replace the mentor (REP-02, п. 3.8)."""
    return limits.owes(
        "replacement",
        what="Решить, продолжать ли после перевода",
        about=title,
        due_on=moved_on,
        target="leaving:decide",
        pk=pair_id,
        query="about=transfer",
        office="curator",
    )
