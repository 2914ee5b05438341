"""What must hold before a version of the Положение is approved and published. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.regulation.act.marks import Mark, mark_warnings
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

FIRST_DAY = date(2013, 9, 1)  # the law on education, 273-ФЗ, is in force since then
BACK_DAYS, AHEAD_DAYS = 31, 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Everything one must know to decide whether a version may be approved."""

    limits: Limits
    today: date
    approved_on: date
    starts_on: date
    publish_by: date | None
    in_force_since: date | None
    taken: frozenset[date]  # the days from which other approved versions are in force
    later: tuple[tuple[int, date], ...] = ()  # approved before, to be in force from a day still to come
    marks: tuple[Mark, ...]


def approval_violations(facts: Approval) -> Iterator[Violation]:
    """Why the version cannot be approved so (INS-09, INS-14, ORD-08; п. 9.1)."""
    yield from _approval_day(facts)
    yield from _start(facts)
    yield from _succeeded(facts)
    if facts.publish_by and facts.publish_by < facts.approved_on:
        yield facts.limits.forbids(
            "publication",
            f"Срок размещения на сайте {_on(facts.publish_by)} раньше дня утверждения {_on(facts.approved_on)}",
            "Укажите день не раньше утверждения или оставьте поле пустым.",
        )
    yield from mark_warnings(facts.marks, facts.approved_on)


def draft_violations(number: int, is_draft: bool) -> Iterator[Violation]:
    """An approved version is never edited (INS-09)."""
    if not is_draft:
        yield COMMON_SENSE.forbids(
            "act_version",
            f"Версия {number} утверждена и больше не меняется",
            "Подготовьте новую версию: она начнётся с копии этой.",
        )


def unapproved(limits: Limits) -> Violation:
    """A draft has no place on the site."""
    return limits.forbids("publication", "Проект на сайте не размещают", "Сначала утвердите эту версию.")


def approval_note(limits: Limits) -> Violation:
    """Without a version in force there is nothing by which mentoring goes on (INS-08)."""
    return limits.warns(
        "act_approved",
        "Ни одна версия Положения не действует: в программе нет утверждённой приказом или протоколом",
        "Внесите текст или файл Положения, затем отметьте, каким приказом или протоколом оно утверждено.",
    )


def approval_duty(limits: Limits) -> Duty:
    """The Положение is approved by an order or minutes before anything is done by it (INS-08)."""
    return limits.owes(
        "act_approved",
        what="Внести Положение и отметить его утверждение",
        about="ни одна версия не действует",
        due_on=None,
        target="regulation:act",
        office="curator",
    )


def publication_violations(limits: Limits, *, approved_on: date, on: date, today: date) -> Iterator[Violation]:
    """A version is on the site since a day between its approval and today (PUB-09, ADM-05)."""
    if on > today:
        yield limits.forbids(
            "publication",
            f"Нельзя отметить размещение будущим днём: {_on(on)}, а сегодня {_on(today)}",
            "Отметьте, когда Положение появится на сайте.",
        )
    elif on < approved_on:
        yield limits.forbids(
            "publication",
            f"Размещение {_on(on)} раньше дня утверждения {_on(approved_on)}",
            "Проверьте день размещения.",
        )


def _approval_day(facts: Approval) -> Iterator[Violation]:
    if facts.approved_on > facts.today:
        yield facts.limits.forbids(
            "act_start",
            f"Нельзя отметить утверждение будущим днём: {_on(facts.approved_on)}, а сегодня {_on(facts.today)}",
            "Отметьте, когда приказ подписан.",
        )
    if facts.approved_on < FIRST_DAY:
        yield facts.limits.forbids(
            "act_start",
            f"День утверждения {_on(facts.approved_on)} слишком давний: "
            f"закон об образовании № 273-ФЗ действует с {_on(FIRST_DAY)}",
            "Проверьте год.",
        )


def _start(facts: Approval) -> Iterator[Violation]:
    """The first thing that is wrong with the day from which the version is to be in force."""
    starts = facts.starts_on
    if facts.in_force_since and starts <= facts.in_force_since:
        yield facts.limits.forbids(
            "act_start",
            f"Новая версия не может действовать с {_on(starts)}: нынешняя действует с {_on(facts.in_force_since)}",
            "Укажите более поздний день.",
        )
    elif starts in facts.taken:
        yield facts.limits.forbids(
            "act_start",
            f"С {_on(starts)} уже утверждена другая версия",
            "Укажите другой день.",
        )
    elif starts < facts.approved_on - timedelta(days=BACK_DAYS):
        yield facts.limits.forbids(
            "act_start",
            f"Версия начала бы действовать {_on(starts)}, больше чем за {BACK_DAYS} день до утверждения "
            f"{_on(facts.approved_on)}",
            "Проверьте обе даты: Положение вступает в силу со дня утверждения или позже.",
        )
    elif starts < facts.approved_on:
        yield facts.limits.warns(
            "act_start",
            f"Версия начнёт действовать {_on(starts)}, раньше дня утверждения {_on(facts.approved_on)}",
            "Если так и решено, отметьте внизу, что даты верные.",
        )
    elif starts > facts.approved_on + timedelta(days=AHEAD_DAYS):
        yield facts.limits.forbids(
            "act_start",
            f"Между утверждением {_on(facts.approved_on)} и началом действия {_on(starts)} больше года",
            "Проверьте год.",
        )


def _succeeded(facts: Approval) -> Iterator[Violation]:
    """A version approved earlier for a later day would take the place of this one then."""
    for number, starts_on in facts.later:
        if starts_on > facts.starts_on:
            yield facts.limits.warns(
                "act_start",
                f"С {_on(starts_on)} по-прежнему вступит в силу утверждённая раньше версия {number} и сменит эту",
                "Если так и решено, отметьте внизу, что даты верные. Если нет, укажите день позже.",
            )


def publication_duty(limits: Limits, *, pk: int, number: int, publisher: str, due_on: date) -> Duty:
    """The Положение is to be on the site by the day that the order sets (PUB-09, ADM-05; п. 8.1)."""
    return limits.owes(
        "publication",
        what="Разместить Положение на сайте",
        about=f"версия {number}, размещает {publisher}" if publisher else f"версия {number}",
        due_on=due_on,
        target="regulation:publish",
        pk=pk,
        office="clerk",
    )


def _on(day: date) -> str:
    return f"{day:%d.%m.%Y}"
