"""What plain sense says about leaving, being away, coming back and new posts. Plain Python: no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE

FAR_DAYS = 366  # a day further away than a year is taken only when it is confirmed
CONFIRM = "Исправьте или отметьте внизу «День необычный, но верный»."
DAY_OUT = timedelta(days=1)
Days = tuple[date, date | None]  # the first day, and the first day after; None while it lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment:
    """What is on file about the person when something new is to be recorded."""

    name: str
    hired_on: date | None
    left_on: date | None
    today: date
    confirmed: bool = False
    absences: Sequence[Days] = ()
    offices: Sequence[tuple[str, date]] = ()  # those still held later: the name and the first day


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of a term on which somebody is known not to work: a long absence, or all after the last working day."""

    first: date
    back: date | None  # the first day at work again, recorded or expected; None where it is not known
    leaves: bool = False

    @property
    def eve(self) -> date:
        return self.first - DAY_OUT

    @property
    def words(self) -> str:
        """«отсутствует с 10.01.2027, выход 01.06.2027», «последний рабочий день 15.12.2026»."""
        if self.leaves:
            return f"последний рабочий день {self.eve:%d.%m.%Y}"
        until = f"выход {self.back:%d.%m.%Y}" if self.back else "день выхода неизвестен"
        return f"отсутствует с {self.first:%d.%m.%Y}, {until}"


def _far(day: date, facts: Employment) -> Iterator[Violation]:
    """A day more than a year away is either a slip of the pen or has to be confirmed."""
    if not facts.confirmed and abs((day - facts.today).days) > FAR_DAYS:
        side = "ещё не скоро" if day > facts.today else "был давно"
        yield COMMON_SENSE.forbids("person_dates", f"{day:%d.%m.%Y} {side}: до этого дня больше года", CONFIRM)


def _at_work(day: date, what: str, facts: Employment) -> Iterator[Violation]:
    """Nothing happens to a member of staff before the hiring or after the last day."""
    if facts.hired_on and day < facts.hired_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"{what} {day:%d.%m.%Y} раньше приёма на работу {facts.hired_on:%d.%m.%Y}",
            "Исправьте одну из дат.",
        )
    if facts.left_on and day > facts.left_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"{what} {day:%d.%m.%Y} позже последнего рабочего дня {facts.left_on:%d.%m.%Y}",
            "Исправьте дату или сначала запишите, что сотрудник снова работает.",
        )


def leaving_violations(left_on: date, facts: Employment) -> Iterator[Violation]:
    """The last working day lies after the hiring, and no office begins after it (REP-01)."""
    if facts.hired_on and left_on < facts.hired_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"Последний рабочий день {left_on:%d.%m.%Y} раньше приёма на работу {facts.hired_on:%d.%m.%Y}",
            "Исправьте одну из дат.",
        )
    for office, starts_on in facts.offices:
        if starts_on > left_on:
            yield COMMON_SENSE.forbids(
                "person_dates",
                f"Роль «{office}» начинается {starts_on:%d.%m.%Y}, после последнего рабочего дня",
                "Сначала снимите эту роль или исправьте день.",
            )
    yield from _far(left_on, facts)


def absence_violations(starts_on: date, expected_return_on: date | None, facts: Employment) -> Iterator[Violation]:
    """An absence ends after it starts and never overlaps another one."""
    if expected_return_on and expected_return_on <= starts_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"День выхода {expected_return_on:%d.%m.%Y} не позже первого дня отсутствия {starts_on:%d.%m.%Y}",
            "Исправьте одну из дат.",
        )
    yield from _at_work(starts_on, "Отсутствие с", facts)
    for begun, back in facts.absences:
        if back is None:
            yield COMMON_SENSE.forbids(
                "absence_once",
                f"Уже записано отсутствие с {begun:%d.%m.%Y}, возвращения из него нет",
                "Сначала запишите, когда сотрудник вернулся.",
            )
        elif starts_on < back and (expected_return_on is None or expected_return_on > begun) and begun < back:
            yield COMMON_SENSE.forbids(
                "absence_once",
                f"В эти дни уже записано отсутствие: с {begun:%d.%m.%Y} по {back - DAY_OUT:%d.%m.%Y}",
                "Исправьте дни: отсутствия не пересекаются.",
            )
    yield from _far(starts_on, facts)


def return_violations(starts_on: date | None, returned_on: date, facts: Employment) -> Iterator[Violation]:
    """Only somebody who is away comes back, and not before the absence began."""
    if starts_on is None:
        yield COMMON_SENSE.forbids(
            "absence_once",
            f"{facts.name}: отсутствие не записано или возвращение уже есть",
            "Обновите страницу.",
        )
        return
    if returned_on < starts_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"Вернуться {returned_on:%d.%m.%Y} нельзя: отсутствие началось {starts_on:%d.%m.%Y}",
            "Исправьте дату. Если отсутствия не было, укажите его первый день.",
        )
    yield from _far(returned_on, facts)


def stay_violations(name: str, left_on: date | None) -> Iterator[Violation]:
    """Only a recorded leaving is taken back."""
    if left_on is None:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"{name}: увольнение не записано, отменять нечего",
            "Обновите страницу.",
        )


def rehiring_violations(hired_on: date, admitted_on: date | None, facts: Employment) -> Iterator[Violation]:
    """Somebody who left comes back by a new hiring, after the old last day."""
    if facts.left_on is None:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"{facts.name}: увольнение не записано, нового приёма быть не может",
            "Если был долгий перерыв, запишите возвращение из отсутствия.",
        )
    elif hired_on <= facts.left_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"Новый приём {hired_on:%d.%m.%Y} не позже прежнего последнего рабочего дня {facts.left_on:%d.%m.%Y}",
            "Исправьте дату. Если увольнения не было, отмените его.",
        )
    if admitted_on and admitted_on < hired_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"Допуск к работе {admitted_on:%d.%m.%Y} раньше приёма {hired_on:%d.%m.%Y}",
            "Исправьте одну из дат.",
        )
    yield from _far(hired_on, facts)


def transfer_violations(on: date, *, same: bool, begun: date | None, facts: Employment) -> Iterator[Violation]:
    """A transfer is to another post or unit, after the present one began, and on a day that has come (REP-02)."""
    if same:
        yield COMMON_SENSE.forbids(
            "transfer",
            "Должность и подразделение те же, что сейчас: перевода нет",
            "Измените должность или подразделение.",
        )
    if begun and on <= begun:
        yield COMMON_SENSE.forbids(
            "transfer",
            f"День перевода {on:%d.%m.%Y} не позже начала нынешней должности {begun:%d.%m.%Y}",
            "Исправьте дату.",
        )
    yield from _at_work(on, "Перевод с", facts)
    if on > facts.today:
        yield COMMON_SENSE.forbids(
            "transfer",
            f"День перевода {on:%d.%m.%Y} ещё не наступил, до него в приказах нужна прежняя должность",
            "Последствия видны уже сейчас, а запишите перевод в этот день.",
        )
    else:
        yield from _far(on, facts)
