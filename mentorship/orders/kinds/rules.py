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
