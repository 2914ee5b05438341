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
class Composition:
    """Who is to be in the council from a day; `coming` is the first day, on that one or later, of other terms in it."""

    day: date
    council: str  # in the genitive
    chairs: int
    people: tuple[Worker, ...]
    coming: date | None = None
    basis: str = ""


def composition_violations(facts: Composition) -> Iterator[Violation]:
    """A council has a chair; whoever is in it works on its first day and is in it once; two have no day together."""
    if not facts.chairs:
        yield COMMON_SENSE.forbids(
            "council",
            f"Не выбран председатель {facts.council}",
            "Отклоните этот проект и подготовьте приказ с председателем.",
        )
    fix = "Отклоните этот проект и подготовьте приказ с другим составом или другим днём."
    for worker in dict.fromkeys(facts.people):
        if not worker.works:
            yield COMMON_SENSE.forbids(
                "council", f"{worker.name} не работает {facts.day:%d.%m.%Y}", fix, subject=worker.pk
            )
        if facts.people.count(worker) > 1:
            yield COMMON_SENSE.forbids("council", f"{worker.name} назван в составе дважды", fix, subject=worker.pk)
    if facts.coming:
        by = f" ({facts.basis})" if facts.basis else ""
        when = "с того же дня" if facts.coming == facts.day else f"с более позднего дня, {facts.coming:%d.%m.%Y}"
        yield COMMON_SENSE.forbids(
            "council",
            f"Состав {facts.council} уже назначен {when}{by}: двух составов на один день не бывает",
            "Отмените тот приказ или исправьте те роли на странице «Входы и роли» либо назначьте день позже.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The version of the Положение that an order is to approve: whether it is still there and still a draft."""

    asked: bool
    found: bool
    approval: str  # by what it has been approved meanwhile
    number: int
    empty: bool  # the order is to approve something and approves nothing


def chosen_violations(facts: Chosen) -> Iterator[Violation]:
    """What was chosen on the form can still be approved (INS-09)."""
    fix = "Отклоните этот проект и подготовьте новый."
    if facts.asked and not facts.found:
        yield COMMON_SENSE.forbids("act_version", "Выбранной версии Положения больше нет: её проект убрали", fix)
    elif facts.approval:
        words = f"Версия {facts.number} Положения уже утверждена: {facts.approval}"
        yield COMMON_SENSE.forbids("act_version", words, fix)
    elif facts.empty:
        yield COMMON_SENSE.forbids(
            "act_version", "Приказ ничего не утверждает: не выбраны ни версия Положения, ни дорожная карта", fix
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """What an order that gave an office has left: whose terms are not as it left them, who cannot return.

    `of` says of what: «куратора»; `anew`, what is done instead.
    """

    key: str
    of: str
    anew: str
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()  # former holders who do not work any more
    again: tuple[str, ...] = ()  # former holders who have been appointed anew


def undoing_violations(facts: Undoing) -> Iterator[Violation]:
    """The appointment is undone only while nothing has been built on it."""
    role = f"роль {facts.of}"
    for name in facts.changed:
        yield COMMON_SENSE.forbids(facts.key, f"{name}: срок роли {facts.of} с тех пор изменён", facts.anew)
    for name in facts.gone:
        words = f"{name}: вернуть {role} нельзя, в этот день человек уже не работает"
        yield COMMON_SENSE.forbids(facts.key, words, facts.anew)
    for name in facts.again:
        yield COMMON_SENSE.forbids(facts.key, f"{name}: {role} с тех пор назначена снова", facts.anew)


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
