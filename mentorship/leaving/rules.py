"""What follows for pairs when somebody leaves, is away or is moved. Plain Python: no database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.words import titles
from mentorship.pairs.pauses.rules import Spans
from mentorship.regulation.duty import Duty
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


@dataclass(frozen=True, slots=True)
class Cover:
    """Somebody stands in for a mentor; the work or an absence of the person ends it before the plan does."""

    starts_on: date
    planned: date  # the last day
    left_on: date | None = None
    away_on: date | None = None

    @property
    def last_on(self) -> date:
        before = self.away_on - timedelta(days=1) if self.away_on else None
        return min(day for day in (self.planned, self.left_on, before) if day)

    @property
    def is_cut(self) -> bool:
        return self.last_on < self.planned


@dataclass(frozen=True, slots=True)
class Gap:
    """From when nobody leads the mentees; `told_on` is the day from which the curator is told of it."""

    starts_on: date
    due_on: date
    told_on: date | None = None

    def is_open(self, on: date | None, ends_on: date | None) -> bool:
        """Whether it is to be decided: told of by the day, and the pair, if it ends, ends later."""
        told = on is None or self.told_on is None or self.told_on <= on
        return told and not is_ending(ends_on, self.starts_on)


def is_ending(ends_on: date | None, day: date) -> bool:
    """Whether the pair has ended by the day, by an order or as it is proposed: nothing is decided of it then."""
    return ends_on is not None and ends_on <= day


def gap(away_on: date, back_on: date | None, covers: Iterable[Cover], on: date | None) -> Gap | None:
    """From when nobody leads while the mentor is away, as it looks on the day; None where somebody does all the time.

    Two weeks without anybody are no reason for a stand-in (REP-05), but for one that was not planned: where who
    stands in leaves or is away, it is decided at once.
    """
    day = max(away_on, on) if on else away_on
    last: Cover | None = None  # whoever stood or stands in until the gap
    leads = False  # on the day
    begins = away_on  # the gap
    for cover in sorted(covers, key=lambda cover: cover.starts_on):
        if cover.last_on < max(away_on, cover.starts_on):
            continue
        if cover.last_on >= day:
            unplanned = last is not None and last.is_cut
            if cover.starts_on > day and (unplanned or cover.starts_on - begins > timedelta(days=LONG_DAYS)):
                break
            day, leads = cover.last_on + timedelta(days=1), True
        last, begins = cover, cover.last_on + timedelta(days=1)
    if leads and back_on is not None and day >= back_on:
        return None
    due_on = away_on + timedelta(days=LONG_DAYS)
    if last is None:
        return Gap(away_on, due_on)
    if last.is_cut:
        return Gap(begins, begins)
    return Gap(begins, max(due_on, begins), last.last_on - timedelta(days=LONG_DAYS))


def standing_still(paused: Spans) -> list[Cover]:
    """Days on which nobody has to lead, because an order lets the pair stand still."""
    return [Cover(first, last) for first, last in paused]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The person's place in an open pair."""

    mentor: bool
    active: bool
    alone: bool  # without this person the pair has no mentor or no mentee
    starts_on: date
    ends_on: date
    ending_on: date | None = None
    paused_until: date | None = None  # through that day an order lets it stand still, from the first one without them
    drafted: bool = False  # in an order: of appointment, or of completion
    closed: bool = False  # the order of completion is signed
    begun: bool = True  # its first day has come: until then it is neither ended nor gets another mentor
    over: bool = False  # its last day has passed: the order that ended it is carried out


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
    if not side.begun:
        return _announced(side, change)
    if change.kind == ABSENCE and side.paused_until:
        return _paused(side, side.paused_until, change)
    if change.kind != TRANSFER and side.ends_on <= change.last_day:
        return Fate(f"Срок пары закончится раньше, {side.ends_on:%d.%m.%Y}: завершите её вовремя.", ("end",))
    by_kind = {LEAVE: _left, ABSENCE: _away, TRANSFER: _moved}
    return by_kind[change.kind](side, change)


def _paused(side: Side, until: date, change: StaffChange) -> Fate:
    others = ("replace", "end") if side.mentor else ("end",)
    if change.until and until >= change.until - timedelta(days=1):
        words = "Пара на это время приостановлена приказом. Если выход раньше или позже, подготовьте ещё один приказ."
        return Fate(words, others)
    words = (
        f"Пара приостановлена приказом по {until:%d.%m.%Y}, дальше — нет: приостановите её ещё раз со следующего дня "
        "или решите иначе."
    )
    return Fate(words, ("pause", *others))


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
    order = ("order",) if side.drafted else ()
    return Fate(f"Завершение уже предложено: {day}.", (*order, *_until_then(side, change)))


def _closed(side: Side, change: StaffChange, day: str) -> Fate:
    """The order that ends the pair is signed; until its last day somebody has to lead."""
    late = change.kind == LEAVE and side.alone and side.ending_on and side.ending_on > change.on
    if late and side.over:
        words = (
            f"Последний день пары — {day}, это позже последнего рабочего дня. Приказ уже исполнен, отменить его "
            "нельзя: проверьте, верен ли последний рабочий день."
        )
        return Fate(words)
    if late:
        words = f"Пара завершается приказом {day}, это позже последнего рабочего дня: отмените тот приказ."
        return Fate(words, ("order",))
    return Fate(f"Пара завершается приказом: {day}.", _until_then(side, change))


def _until_then(side: Side, change: StaffChange) -> tuple[str, ...]:
    """What the curator still decides about the days before the end (REP-02, REP-05)."""
    if side.over or is_ending(side.ending_on, change.on) or change.kind == LEAVE:
        return ()
    if change.kind == TRANSFER:
        return ("carry_on",) if change.on > side.starts_on else ()
    return ("stand_in", "carry_on") if side.mentor else ()


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


def _announced(side: Side, change: StaffChange) -> Fate:
    """Signed, its first day still to come: there is nobody to replace and nothing to end yet (п. 3.8, 7.1)."""
    day, last = f"{side.starts_on:%d.%m.%Y}", f"{change.on:%d.%m.%Y}"
    anew = "отмените приказ о закреплении и подготовьте пару заново"
    if change.kind != TRANSFER and side.ends_on <= change.last_day:
        return Fate(f"Пара начнётся {day} и закончится раньше, {side.ends_on:%d.%m.%Y}: ничего менять не нужно.")
    if change.kind == TRANSFER:
        return Fate(f"Пара начнётся {day}. Если она не подходит к новой должности, {anew}.", ("order",))
    if change.kind == ABSENCE:
        return _away_at_first(side, change, day, anew)
    if change.on < side.starts_on:
        return _never_begun(side)
    if not side.alone:
        words = f"Группа начнёт работать {day}, после {last} — без этого участника. Если она не нужна, {anew}."
        return Fate(words, ("order",))
    who = "вести её будет некому" if side.mentor else "работать будет не с кем"
    return Fate(f"Пара начнётся {day}, а после {last} {who}: {anew}.", ("order",))


def _away_at_first(side: Side, change: StaffChange, day: str, anew: str) -> Fate:
    if change.until and change.until <= side.starts_on:
        return Fate(f"Пара начнётся {day}, уже после возвращения: ничего менять не нужно.")
    if side.mentor:
        words = f"Пара начнётся {day}: назначьте замещающего или {anew}, с другим наставником."
        return Fate(words, ("stand_in", "order"))
    if side.alone:
        return Fate(f"Пара начнётся {day}. Если ждать возвращения не стоит, {anew}.", ("order",))
    return Fate(f"Группа начнёт работать {day}, участник присоединится после возвращения.")


def _away(side: Side, change: StaffChange) -> Fate:
    if side.mentor:
        words = (
            "Назначьте замещающего, приостановите пару до возвращения, замените наставника, завершите пару или решите "
            "ждать. На время приостановления сроки переносятся."
        )
        return Fate(words, ("stand_in", "pause", "replace", "carry_on", "end"))
    if side.alone:
        words = (
            "Занятия остановятся до возвращения. Приостановите пару: её сроки перенесутся на дни отсутствия. Если "
            f"ждать не стоит, завершите её, последний день — {change.last_day:%d.%m.%Y}, а после выхода предложите "
            "новую: «Подобрать наставника» на карточке. Её срок считается от её начала."
        )
        return Fate(words, ("pause", "end"))
    return Fate("Группа работает дальше, участник присоединится после возвращения.")


def _moved(side: Side, change: StaffChange) -> Fate:
    if change.on <= side.starts_on:
        return Fate("Пара начата уже при новой должности: ничего менять не нужно.")
    words = f"После перевода {'наставника' if side.mentor else titles.mentee('gen')} решите: продолжать или заменить."
    return Fate(words, ("carry_on", "replace", "end"))


def absence_duty(pair_id: int, title: str, found: Gap, limits: Limits) -> Duty:
    """The mentor is away for long: a stand-in, another mentor, or a reason to wait (REP-05).

    A stand-in who ends before the mentor is back leaves the mentees without anybody: told of two weeks before.
    """
    return limits.owes(
        "replacement",
        what="Решить, кто ведёт, пока наставник отсутствует",
        about=title,
        due_on=found.due_on,
        target="leaving:decide",
        pk=pair_id,
        query="about=absence",
        office="curator",
        since=found.told_on,
    )


def headless_from(away_on: date, back_on: date | None, acting: Iterable[Cover], on: date | None) -> date | None:
    """From which day of the head's absence nobody acts for the head; days that are made up for by the day do not count.

    Who acts until the head is back does so through `date.max`.
    """
    day = away_on
    for term in sorted(acting, key=lambda term: term.starts_on):
        if term.starts_on > max(day, on or day):
            break
        if term.last_on == date.max:
            return None
        day = max(day, term.last_on + timedelta(days=1))
    return day if back_on is None or max(day, on or day) < back_on else None


def acting_head_duty(office: str, name: str, day: date) -> Duty:
    """While the head is away somebody acts: until that is recorded nobody may sign."""
    return COMMON_SENSE.owes(
        "head_away",
        what="Записать, кто исполняет обязанности руководителя",
        about=f"{name}: отсутствие с {day:%d.%m.%Y}",
        due_on=day,
        target="people:list",
        office=office,
        since=day - timedelta(days=LONG_DAYS),
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
