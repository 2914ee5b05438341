"""When a person may begin to bear another name. Plain Python: no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.renaming.rules import day_violations

MISTAKE = "Если в карточке ошибка, исправьте её в самой карточке: прежнего имени тогда не останется."


@dataclass(frozen=True, slots=True)
class Named:
    """What is on file when a new name is to be recorded."""

    since: date | None  # the first day of the newest name, where it is not the first
    birth_date: date | None
    hired_on: date | None  # the first hiring of all
    today: date


def renaming_violations(on: date, *, same: bool, facts: Named) -> Iterator[Violation]:
    """Another name, from a day of the person's work here; a name borne before may come back."""
    if same:
        yield COMMON_SENSE.forbids("person_name", "Имя то же, что сейчас: смены нет", "Впишите новое имя.")
    if facts.birth_date and on <= facts.birth_date:
        yield COMMON_SENSE.forbids(
            "person_name",
            f"Смена имени {on:%d.%m.%Y} не позже дня рождения {facts.birth_date:%d.%m.%Y}",
            "Исправьте дату.",
        )
    elif facts.hired_on and on <= facts.hired_on:
        yield COMMON_SENSE.forbids(
            "person_name",
            f"Смена имени {on:%d.%m.%Y} не позже приёма на работу {facts.hired_on:%d.%m.%Y}: "
            "на работу принят человек уже с новым именем",
            f"Исправьте дату. {MISTAKE}",
        )
    yield from day_violations("person_name", on, facts.since, facts.today)


def undoing_violations(name: str, since: date | None) -> Iterator[Violation]:
    """Only a change that stands is taken back."""
    if since is None:
        yield COMMON_SENSE.forbids(
            "person_name", f"{name}: смена имени не записана или её уже отменили", "Обновите страницу."
        )
