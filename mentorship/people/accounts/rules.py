"""Who may hold an office, and to whom the door is opened. Plain Python: no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeGrant:
    """Who is to hold which office."""

    office: str
    is_deputy: bool
    is_head: bool


def office_violations(grant: OfficeGrant, limits: Limits) -> Iterator[Violation]:
    """Who may be the curator, and whether there is a council at all (CUR-01, CUR-02, MO-01): warnings."""
    if grant.office == "curator" and limits.curator_pool == "deputies" and not grant.is_deputy:
        yield limits.warns(
            "curator_pool",
            "Куратора назначают из числа заместителей руководителя, а этот сотрудник — не заместитель",
            "Отметьте у его должности «заместитель руководителя» или напишите основание.",
        )
    if grant.office == "curator" and limits.curator_pool == "head" and not grant.is_head:
        yield limits.warns(
            "curator_pool",
            "По вашему Положению куратора нет: его дела ведёт сам руководитель",
            "Дайте роль куратора руководителю или напишите основание.",
        )
    if grant.office == "council" and not limits.council:
        yield limits.warns(
            "council",
            "По вашему Положению такого органа нет",
            "Отметьте на странице «Положение», что он есть, или напишите основание.",
        )


def invitation_violations(
    name: str, *, works: bool, guarded: bool, hired_on: date | None, today: date
) -> Iterator[Violation]:
    """A code opens the account: of who works here, and of who signs or runs the system by an administrator alone."""
    if guarded:
        yield COMMON_SENSE.forbids(
            "accounts", "Код для руководителя и администратора выдаёт только администратор", "Попросите его."
        )
    elif not works:
        comes = hired_on is not None and hired_on > today
        why = f"приём на работу {hired_on:%d.%m.%Y} ещё не наступил" if comes else "последний рабочий день прошёл"
        yield COMMON_SENSE.forbids("accounts", f"{name}: {why}, входа в программу нет", "")


def door_violations(own: bool, active: bool) -> Iterator[Violation]:
    """Nobody shuts the door on themselves."""
    if own and not active:
        yield COMMON_SENSE.forbids("accounts", "Нельзя запретить вход самому себе", "Попросите другого администратора.")
