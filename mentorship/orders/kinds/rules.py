"""What must be true of an order of one kind before it is signed. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE, Limits


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody of the staff on the day: key, name, whether they work then."""

    pk: int
    name: str
    works: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Who is released on a day, who does their work, who is released by another order."""

    day: date
    released: tuple[Worker, ...]
    substitutes: tuple[Worker, ...]
    busy: frozenset[int] = frozenset()


def release_violations(release: Release, limits: Limits) -> Iterator[Violation]:
    """Nobody is released unless somebody else, who is at work, takes over (п. 1.4, INS-12)."""
    if not release.released:
        yield limits.forbids("release", "Не указано, кого освободить", "Выберите сотрудника.")
    if not release.substitutes:
        yield limits.forbids(
            "release", "Не указано, кто заменяет: без замены от работы не освобождают", "Выберите сотрудника."
        )
    away = {worker.pk for worker in release.released} | release.busy
    for worker in release.substitutes:
        if worker.pk in away:
            yield limits.forbids(
                "release",
                f"{worker.name} не может заменять: в этот день, {release.day:%d.%m.%Y}, "
                "от работы освобождён и этот человек",
                "Выберите другого.",
                subject=worker.pk,
            )
    for worker in (*release.released, *release.substitutes):
        if not worker.works:
            yield limits.forbids(
                "release",
                f"{worker.name} не работает {release.day:%d.%m.%Y}",
                "Выберите другого.",
                subject=worker.pk,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Who is to be the curator from a day, and whom that ends; `before` are those whose terms begin on that day."""

    day: date
    new: Worker | None
    since: date | None = None  # from when the same person is the curator already
    before: tuple[str, ...] = ()


def appointment_violations(facts: Appointment) -> Iterator[Violation]:
    """A curator works on the first day and is none yet; a former one has held the office before it ends."""
    if facts.new is None:
        return  # the text of the order is not finished, which says so itself
    if not facts.new.works:
        yield COMMON_SENSE.forbids(
            "curator",
            f"{facts.new.name} не работает {facts.day:%d.%m.%Y}",
            "Отклоните этот проект и выберите другого сотрудника или другой день.",
            subject=facts.new.pk,
        )
    if facts.since:
        yield COMMON_SENSE.forbids(
            "curator",
            f"{facts.new.name} уже куратор с {facts.since:%d.%m.%Y}",
            "Отклоните этот проект или сначала закончите тот срок на странице «Входы и роли».",
            subject=facts.new.pk,
        )
    for name in facts.before:
        yield COMMON_SENSE.forbids(
            "curator",
            f"{name}: роль куратора начинается в тот же день, {facts.day:%d.%m.%Y}, закончить её накануне нельзя",
            "Исправьте срок той роли на странице «Входы и роли» или отклоните проект.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """What the order that appointed a curator has left: whether it is as the order left it, who cannot return."""

    name: str
    changed: bool
    gone: tuple[str, ...] = ()  # former curators who do not work any more
    again: tuple[str, ...] = ()  # former curators who have been appointed anew


def undoing_violations(facts: Undoing) -> Iterator[Violation]:
    """The appointment is undone only while nothing has been built on it."""
    fix = "Назначьте куратора новым приказом."
    if facts.changed:
        yield COMMON_SENSE.forbids("curator", f"{facts.name}: срок роли куратора с тех пор изменён", fix)
    for name in facts.gone:
        yield COMMON_SENSE.forbids("curator", f"{name}: снова стать куратором нельзя, в этот день уже не работает", fix)
    for name in facts.again:
        yield COMMON_SENSE.forbids("curator", f"{name}: роль куратора с тех пор назначена снова", fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked:
    """The signed order that another one revokes."""

    number: str
    signed_on: date
    in_force: bool


def revoking_violations(revoked: Revoked, signed_on: date) -> Iterator[Violation]:
    """An order is revoked once, and not before its own day."""
    if not revoked.in_force:
        yield COMMON_SENSE.forbids(
            "order_revoke",
            f"Приказ № {revoked.number} уже не действует",
            "Отклоните этот проект.",
        )
    if signed_on < revoked.signed_on:
        yield COMMON_SENSE.forbids(
            "order_revoke",
            f"Отменяемый приказ подписан позже, {revoked.signed_on:%d.%m.%Y}",
            "Укажите этот день или более поздний.",
        )
