"""When the work of a pair may stand still, and how terms move by it. Plain Python: no database, no clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.calendar.dates import term_end
from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.regulation.limits import COMMON_SENSE

DAY = timedelta(days=1)

Span = tuple[date, date]  # the first and the last day on which the work stands still, both included
Spans = tuple[Span, ...]


def length(span: Span) -> int:
    """How many calendar days it has."""
    return (span[1] - span[0]).days + 1


def days_of(spans: Iterable[Span], since: date = date.min) -> int:
    """How many days they have together, counted `since` the day."""
    return sum(length((max(first, since), last)) for first, last in spans if since <= last)


def within(spans: Iterable[Span], last: date | None) -> Spans:
    """What of them has come before the last day of the pair was over; all where no order has ended it."""
    return tuple((first, min(end, last or end)) for first, end in spans if last is None or first <= last)


def shifted(day: date, spans: Iterable[Span], since: date = date.min) -> date:
    """The day on which a term that began to run `since` ends: days of a pause do not count in it."""
    for first, last in sorted(spans):
        if since <= last and first <= day:
            day += timedelta(days=length((max(first, since), last)))
    return day


def pause_on(day: date, spans: Iterable[Span]) -> Span | None:
    """The pause that has the day in it."""
    return next((span for span in spans if span[0] <= day <= span[1]), None)


def paused_through(day: date, spans: Spans) -> date | None:
    """The last of the days from that one on which the pair stands still, one pause right after another."""
    until = None
    while span := pause_on(until + timedelta(days=1) if until else day, spans):
        until = span[1]
    return until


def last_allowed(began_on: date, months: int, paused: int) -> date:
    """The last day of the longest term, which counts without the days of pauses (п. 3.7)."""
    return term_end(began_on, months) + timedelta(days=paused)


def days_words(days: int) -> str:
    """«31 день», «на 31 день»: the same form in both."""
    return f"{days} {plural(days, 'день', 'дня', 'дней')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it is with the pair on the day of the order that pauses it or goes on with it."""

    title: str
    state: str  # in words
    runs: bool  # works on the day, or stands still
    begins_on: date | None  # of a pair whose first day is still to come
    ended_on: date | None  # the last day by a signed order
    ending: bool  # its end is asked for, or is in a draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Pausing:
    """A pause that is asked for or is about to be signed."""

    standing: Standing
    starts_on: date
    ends_on: date
    pair_starts_on: date
    pair_ends_on: date  # by the plan, before the pause moves it
    others: Spans = ()  # by signed orders
    drafted: bool = False  # another one waits for its order
    records: tuple[tuple[date, str], ...] = ()  # days on which the pair is known to have worked, and by what

    @property
    def days(self) -> int:
        return length((self.starts_on, self.ends_on))


def standing_violations(pair: Standing) -> Iterator[Violation]:
    """Only the work of a pair that has begun stands still, and not once its end is being prepared."""
    if pair.begins_on:
        yield _wrong(
            f"{pair.title}: пара начнёт работать {pair.begins_on:%d.%m.%Y}, приостанавливать пока нечего",
            "Если начать в срок нельзя, отмените приказ о закреплении и подготовьте пару с другим днём начала.",
        )
    elif not pair.runs:
        yield _wrong(
            f"{pair.title}: приостановить можно действующую пару, а эта {pair.state}",
            "Если работа должна продолжиться, закрепите пару новым приказом.",
        )
    elif pair.ended_on:
        yield _wrong(
            f"{pair.title}: приказ о завершении подписан, последний день {pair.ended_on:%d.%m.%Y}",
            "Сначала отмените тот приказ.",
        )
    elif pair.ending:
        yield _wrong(
            f"{pair.title}: завершение этой пары уже готовится",
            "Сначала подпишите или отклоните приказ о завершении.",
        )


def pause_violations(facts: Pausing) -> Iterator[Violation]:
    """Why the pair may not stand still on these days."""
    yield from standing_violations(facts.standing)
    if facts.drafted:
        yield _wrong(
            "Другое приостановление этой пары уже готовится",
            "Сначала подпишите или отклоните тот проект приказа.",
        )
    if facts.ends_on < facts.starts_on:
        yield _wrong(
            f"Последний день {facts.ends_on:%d.%m.%Y} раньше первого, {facts.starts_on:%d.%m.%Y}",
            "Исправьте даты.",
            rule="pause_end",
        )
        return
    yield from _inside(facts)
    for first, last in facts.others:
        if first <= facts.ends_on and facts.starts_on <= last:
            yield _wrong(
                f"Часть этих дней пара уже приостановлена: с {first:%d.%m.%Y} по {last:%d.%m.%Y}",
                f"Укажите другие дни. Если отсутствие продлено, начните со следующего дня, {last + DAY:%d.%m.%Y}.",
                rule="pause_start",
            )
    worked = sorted((day, what) for day, what in facts.records if facts.starts_on <= day <= facts.ends_on)
    if worked:
        day, what = worked[-1]
        yield _wrong(
            f"В дни приостановления уже записано: {what} {day:%d.%m.%Y}",
            f"Начните приостановление с {day + DAY:%d.%m.%Y} или исправьте эту запись в журнале или программе пары.",
            rule="pause_start",
        )


def _inside(facts: Pausing) -> Iterator[Violation]:
    """It begins within the term of the pair and is not longer than that term."""
    if not facts.pair_starts_on <= facts.starts_on <= facts.pair_ends_on:
        side = "раньше начала" if facts.starts_on < facts.pair_starts_on else "позже окончания"
        yield _wrong(
            f"Приостановление с {facts.starts_on:%d.%m.%Y} — {side} работы пары: её срок "
            f"{facts.pair_starts_on:%d.%m.%Y}–{facts.pair_ends_on:%d.%m.%Y}",
            "Укажите первый день внутри этого срока.",
            rule="pause_start",
        )
    whole = length((facts.pair_starts_on, facts.pair_ends_on))
    if facts.days > whole:
        yield _wrong(
            f"Приостановление на {days_words(facts.days)} длиннее самого срока пары: в нём {days_words(whole)}",
            "Завершите пару, а после выхода закрепите новым приказом: её срок начнётся заново.",
            rule="pause_end",
        )


def start_words(starts_on: date, on: date) -> str:
    """What is asked to be looked at where the first day has passed; empty where it is still to come."""
    if starts_on >= on:
        return ""
    return (
        f"Приостановление начинается {starts_on:%d.%m.%Y}, этот день уже прошёл: приказ будет задним числом. При "
        "подписании это нужно подтвердить."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resuming:
    """A pause that is to end earlier: `on` is the first day on which the pair works again."""

    standing: Standing
    starts_on: date
    ends_on: date
    on: date
    in_force: bool  # its order is signed and not revoked
    resumed_on: date | None = None  # by another signed order
    drafted: bool = False  # another order about the return is being prepared


def resuming_violations(facts: Resuming) -> Iterator[Violation]:
    """Why the pair may not go on with its work on that day."""
    yield from standing_violations(facts.standing)
    yield from state_violations(facts)
    if facts.on <= facts.starts_on:
        yield _wrong(
            f"Пара приостановлена с {facts.starts_on:%d.%m.%Y}: возобновить работу можно со следующего дня",
            "Если приостановления не было вовсе, отмените приказ о нём.",
            rule="pause_return",
        )
    elif facts.on > facts.ends_on:
        yield _wrong(
            f"Пара и так возобновит работу {facts.ends_on + DAY:%d.%m.%Y}",
            f"Укажите день не позже {facts.ends_on:%d.%m.%Y}. Если отсутствие дольше, подготовьте ещё один приказ о "
            "приостановлении со следующего дня.",
            rule="pause_return",
        )


def state_violations(facts: Resuming) -> Iterator[Violation]:
    """A pause in force ends earlier once."""
    if not facts.in_force:
        yield _wrong("Приказ об этом приостановлении не действует", "Обновите страницу.")
    if facts.resumed_on:
        yield _wrong(f"Работа уже возобновлена приказом с {facts.resumed_on:%d.%m.%Y}", "Обновите страницу.")
    if facts.drafted:
        yield _wrong("Возобновление уже готовится", "Подпишите или отклоните тот проект приказа.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """A pause whose order another order of the day revokes."""

    title: str
    starts_on: date
    ends_on: date  # the last day as it stands now
    pair_ends_on: date  # by the plan, moved by the pause
    on: date
    closed_by: str  # the order that ends the pair or is to, in words
    resumed_by: str  # the order by which it ends earlier or is to, in words
    others: Spans = ()  # other pauses of the pair


def undoing_violations(facts: Undoing) -> Iterator[Violation]:
    """A pause is revoked as long as it has not passed, and nothing has been built on it."""
    yield from _closed(facts.title, facts.closed_by)
    if facts.resumed_by:
        yield _wrong(
            f"{facts.title}: о возобновлении работы есть другой приказ: {facts.resumed_by}",
            "Сначала отклоните тот проект или отмените тот приказ.",
            rule="order_revoke",
        )
    if facts.ends_on < facts.on:
        yield _wrong(
            f"{facts.title}: приостановление прошло, последний день — {facts.ends_on:%d.%m.%Y}, приказ уже исполнен",
            "Если в нём ошибка, исправьте срок пары приказом о продлении или завершении.",
            rule="order_revoke",
        )
    end = facts.pair_ends_on - timedelta(days=length((facts.starts_on, facts.ends_on)))
    for first, last in facts.others:
        if first > end:
            yield _wrong(
                f"{facts.title}: без этого приостановления срок пары — по {end:%d.%m.%Y}, а другое "
                f"приостановление — с {first:%d.%m.%Y} по {last:%d.%m.%Y}",
                "Сначала отмените приказ о нём.",
                rule="order_revoke",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """An earlier return whose order another order of the day revokes."""

    title: str
    resumes_on: date
    ends_on: date  # the last day of the pause by its own order
    on: date
    closed_by: str
    others: Spans = ()


def returning_violations(facts: Returning) -> Iterator[Violation]:
    """The order to go on is revoked before its day: after it the pair has worked."""
    yield from _closed(facts.title, facts.closed_by)
    if facts.resumes_on <= facts.on:
        yield _wrong(
            f"{facts.title}: пара снова работает с {facts.resumes_on:%d.%m.%Y}, приказ уже исполнен",
            "Подготовьте новый приказ о приостановлении.",
            rule="order_revoke",
        )
    for first, last in facts.others:
        if first <= facts.ends_on and facts.resumes_on <= last:
            yield _wrong(
                f"{facts.title}: на эти дни есть другое приостановление, с {first:%d.%m.%Y} по {last:%d.%m.%Y}",
                "Сначала отмените приказ о нём.",
                rule="order_revoke",
            )


def _closed(title: str, closed_by: str) -> Iterator[Violation]:
    if closed_by:
        yield _wrong(
            f"{title}: конец её работы уже готовится или подписан: {closed_by}",
            "Сначала отклоните тот проект или отмените тот приказ.",
            rule="order_revoke",
        )


def _wrong(message: str, fix: str, rule: str = "pause") -> Violation:
    return COMMON_SENSE.forbids(rule, message, fix)
