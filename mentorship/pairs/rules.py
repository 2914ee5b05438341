"""What the Положение says about pairs and groups, and what is owed about them. Plain Python: no database, no clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mentorship.core.calendar.dates import month_end, term_end
from mentorship.core.calendar.workdays import due_after
from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.core.words.text import plural
from mentorship.people.rules import AppointmentTerm, appointment_term
from mentorship.regulation.duties import Done, Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

LAPSE_DAYS = 30  # a consent that ends is spoken of so many days before
STOOD_IN = "встреча с замещающим"  # a record of whoever stood in for the mentor
ENDING_WARNS = (30, 10)  # days before the end


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


def proposal_violations(is_proposed: bool, state: str) -> Iterator[Violation]:
    """Only a proposal is changed, confirmed or given up without an order."""
    if not is_proposed:
        yield COMMON_SENSE.forbids(
            "order_needed",
            f"Эта пара уже не предложение: она {state}",
            "Обновите страницу. Действующую пару меняют приказом.",
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
    records: tuple[tuple[date, str], ...] = ()  # days on which the pair is known to have worked, and by what
    last_days: tuple[tuple[str, date], ...] = ()  # of those without whom the pair cannot go on
    replacing: bool = False

    @property
    def latest(self) -> date | None:
        """The last day that the longest term allows."""
        return latest_end(self.limits, self.began_on or self.starts_on)


def latest_end(limits: Limits, began_on: date) -> date | None:
    """The last day that the longest term of mentoring allows, with whatever mentor it began (п. 3.7)."""
    longest = limits.mentoring_max_months
    return term_end(began_on, longest) if longest else None


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


def recorded_violations(
    on: date,
    records: Iterable[tuple[date, str]],
    last_days: Iterable[tuple[str, date]] = (),
    latest: date | None = None,
) -> Iterator[Violation]:
    """What the pair is known to have done was done while it worked.

    What cannot be reached binds nobody: a stand-in's meeting after the last working day of a participant, and
    whatever was done after the `latest` day that the longest term allows.
    """
    gone_on = min((last for _, last in last_days), default=date.max)
    later = [
        (day, what)
        for day, what in records
        if on < day <= (latest or date.max) and not (what == STOOD_IN and day > gone_on)
    ]
    if later:
        day, what = max(later)
        yield COMMON_SENSE.forbids(
            "completion",
            f"Последний день {on:%d.%m.%Y}, а позже записано: {what} {day:%d.%m.%Y}",
            f"Последний день пары — не раньше {day:%d.%m.%Y}: предложите завершение этим днём или исправьте запись "
            "(если неверен последний рабочий день, исправьте его).",
        )


def has_worked(starts_on: date, on: date, records: Iterable[tuple[date, str]]) -> bool:
    """Whether a pair whose appointment an order of the day revokes has worked; on its first day by what is recorded."""
    return starts_on < on or any(day <= on for day, _ in records)


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
class Waiting:
    """How far it has come with a mentee who has no mentor yet."""

    limits: Limits
    data_consent: bool
    proposed: bool
    mentor_consent: bool = False
    mentee_consent: bool = False
    drafted: bool = False


def next_step(waiting: Waiting) -> str:
    """What is to be done next, so that the mentee gets a mentor (PAIR-04)."""
    limits = waiting.limits
    if limits.data_consent and not waiting.data_consent:
        return "Получить согласие на обработку персональных данных"
    if not waiting.proposed:
        return "Подобрать наставника"
    if limits.mentor_consent and not waiting.mentor_consent:
        return "Получить согласие наставника"
    if limits.mentee_consent and not waiting.mentee_consent:
        return f"Получить согласие {titles.mentee('gen')}"
    return "Подписать приказ о закреплении" if waiting.drafted else "Подготовить приказ о закреплении"


def unpaired_duty(
    person_id: int,
    name: str,
    admitted_on: date | None,
    limits: Limits,
    *,
    pair_id: int | None,
    editions: Iterable[Limits] = (),
) -> Iterator[Duty]:
    """A mentor is to be appointed within 30 calendar days of the actual admission (п. 3.7).

    Where a pair is proposed already, the duty leads to its gate, otherwise to the wizard.
    """
    if term := appointment_term(admitted_on, limits, editions):
        yield limits.owes(
            "appoint_within",
            what="Назначить наставника",
            about=name,
            due_on=term.due_on,
            target="pairs:gate" if pair_id else "pairs:propose",
            pk=pair_id,
            query="" if pair_id else f"mentee={person_id}",
            office="curator",
            working=term.limits.appoint_working,
            warns=appointment_warnings(term),
            since=term.begins_on,
        )


def appointment_warnings(term: AppointmentTerm) -> tuple[date, ...]:
    """Day 20 of 30, where the edition names such a day (APP-02)."""
    days = term.limits.appoint_warn_days
    return (due_after(term.begins_on, days, working=term.limits.appoint_working),) if days else ()


def appointed(
    pair_id: int,
    person_id: int,
    name: str,
    admitted_on: date | None,
    signed_on: date,
    limits: Limits,
    editions: Iterable[Limits] = (),
) -> Iterator[Done]:
    """The mentor was appointed on the day of the order (п. 3.7, APP-02)."""
    for duty in unpaired_duty(person_id, name, admitted_on, limits, pair_id=pair_id, editions=editions):
        yield Done(replace(duty, target="pairs:card"), signed_on)


def search_duty(waiting: int, on: date | None, limits: Limits) -> Duty:
    """The search for a mentor goes on and mentees without one are supported, every month anew (PAIR-04)."""
    return limits.owes(
        "fit",
        what=titles.say("Искать наставника, поддерживать {mentees.acc} без пары"),
        about=f"без наставника: {waiting} {plural(waiting, 'человек', 'человека', 'человек')}",
        due_on=month_end(on) if on else None,
        target="people:mentees",
        query="paired=no",
        office="curator",
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
    ended_on: date | None = None  # the last day by a signed order, later than the leaver's

    @property
    def what(self) -> str:
        if self.ended_on:
            return f"Отменить приказ, где последний день пары {self.ended_on:%d.%m.%Y}"
        if self.on < self.starts_on:
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
