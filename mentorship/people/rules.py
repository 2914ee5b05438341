"""What the Положение and plain sense say about people and the banks. Plain Python: no database."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.calendar.dates import add_months, full_years
from mentorship.core.refusal import Violation
from mentorship.core.words import pupils, titles
from mentorship.core.words.text import plural, preposition
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

EARLIEST_AGE = 14  # ТК ст. 63: nobody is hired earlier
FAR_DAYS = 366  # nobody's hiring or admission is known so many days ahead
ADULT = 18
PUPILS_FIX = "О наставничестве для учеников ведите записи отдельно."
PUPILS = "Программа ведёт работников, приглашённых наставников и взрослых студентов на практике; сведений о школьниках"


def consent_violations(given_on: date, today: date, hired_on: date | None) -> Iterator[Violation]:
    """A consent is given on a day that has come, to whoever one works for (APP-01, BNK-03)."""
    if given_on > today:
        yield COMMON_SENSE.forbids(
            "consent_day",
            f"День согласия {given_on:%d.%m.%Y} ещё не наступил",
            f"Укажите день с бумаги, не позже {today:%d.%m.%Y}.",
        )
    elif hired_on and given_on < hired_on:
        yield COMMON_SENSE.forbids(
            "consent_day",
            f"День согласия {given_on:%d.%m.%Y} раньше приёма на работу {hired_on:%d.%m.%Y}",
            "Проверьте день на бумаге и на карточке сотрудника.",
        )


def withdrawal_violations(on: date, given_on: date, today: date) -> Iterator[Violation]:
    """A consent is taken back on a day that has come, and not before it was given (APP-01, BNK-03)."""
    if on > today:
        yield COMMON_SENSE.forbids(
            "consent_day",
            f"День отзыва {on:%d.%m.%Y} ещё не наступил",
            f"Укажите день с бумаги, не позже {today:%d.%m.%Y}.",
        )
    elif on < given_on:
        yield COMMON_SENSE.forbids(
            "consent_day",
            f"День отзыва {on:%d.%m.%Y} раньше дня согласия, {given_on:%d.%m.%Y}",
            f"Укажите день с бумаги, с {given_on:%d.%m.%Y} по {today:%d.%m.%Y}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The dates of a staff card."""

    birth_date: date | None
    hired_on: date | None
    admitted_on: date | None
    left_on: date | None
    today: date
    namesake: str = ""  # who already has this name and birth date
    post: str = ""  # the post that is given with the card
    outside: bool = False  # works elsewhere and comes by a contract


def card_violations(card: Card) -> Iterator[Violation]:
    """Why the dates of a staff card cannot be true; every reason at once."""
    if card.namesake:
        yield COMMON_SENSE.forbids(
            "person_once",
            f"Сотрудник с таким именем и датой рождения уже есть: {card.namesake}",
            "Откройте его карточку вместо новой или исправьте дату рождения.",
        )
    yield from pupil_violations(card)
    if card.birth_date and card.birth_date > card.today:
        yield COMMON_SENSE.forbids(
            "person_dates",
            "Дата рождения ещё не наступила",
            "Исправьте дату рождения.",
        )
    if card.birth_date and card.hired_on and full_years(card.birth_date, card.hired_on) < EARLIEST_AGE:
        yield COMMON_SENSE.forbids(
            "person_dates",
            "По этим датам человек принят на работу моложе 14 лет",
            "Исправьте дату рождения или дату приёма.",
        )
    if card.hired_on and card.admitted_on and card.admitted_on < card.hired_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"Допуск к работе {card.admitted_on:%d.%m.%Y} раньше приёма {card.hired_on:%d.%m.%Y}",
            "Исправьте одну из дат: допускают к работе в день приёма или позже.",
        )
    for what, day in (("Приём на работу", card.hired_on), ("Допуск к работе", card.admitted_on)):
        if day and (day - card.today).days > FAR_DAYS:
            yield COMMON_SENSE.forbids(
                "person_dates",
                f"{what} {day:%d.%m.%Y} ещё не скоро: до этого дня больше года",
                "Исправьте год.",
            )
    if card.admitted_on and card.left_on and card.left_on < card.admitted_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            f"Допуск к работе {card.admitted_on:%d.%m.%Y} позже последнего рабочего дня {card.left_on:%d.%m.%Y}",
            "Исправьте одну из дат.",
        )
    if card.hired_on and card.left_on and card.left_on < card.hired_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            "Последний рабочий день раньше приёма на работу",
            "Исправьте одну из дат.",
        )


def post_violations(title: str) -> Iterator[Violation]:
    """«Ученик» is no post."""
    if pupils.is_post(title):
        yield COMMON_SENSE.forbids("pupils", f"«{title}» — не должность. {PUPILS} в ней быть не должно", PUPILS_FIX)


def pupil_violations(card: Card) -> Iterator[Violation]:
    """No card is opened for a school pupil: neither by the post nor for a child who is not hired."""
    yield from post_violations(card.post)
    if card.birth_date and card.birth_date <= card.today and not card.hired_on and not card.outside:
        age = full_years(card.birth_date, card.today)
        if age < ADULT:
            yield COMMON_SENSE.forbids(
                "pupils",
                f"Человеку {age} {plural(age, 'год', 'года', 'лет')}, дня приёма на работу нет. {PUPILS} в ней быть "
                "не должно",
                "Если он работает у вас, укажите день приёма. " + PUPILS_FIX,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """A student who stands in the bank without being hired: on practice, by a contract."""

    has_form: bool  # the edition has a form «работодатель – студент»
    birth_date: date | None
    hired_on: date | None
    basis: str
    today: date


def student_violations(student: Student) -> Iterator[Violation]:
    """Adult students on practice take part where the Положение has the form; workers who study are workers."""
    if student.hired_on:
        return
    if not student.has_form:
        yield COMMON_SENSE.forbids(
            "student",
            "Студент у вас не работает, а формы «работодатель – студент» в Положении нет",
            "Укажите на карточке день приёма на работу или дополните перечень форм.",
        )
    if not student.basis:
        yield COMMON_SENSE.forbids(
            "student", "Студент у вас не работает: нет договора о практике", "Укажите договор, его дату и номер."
        )
    if student.birth_date is None or full_years(student.birth_date, student.today) < ADULT:
        yield COMMON_SENSE.forbids(
            "student",
            "На практике в программе ведут только взрослых студентов",
            "Укажите на карточке дату рождения." if student.birth_date is None else PUPILS_FIX,
        )


def main_post_violations(starts_on: date | None, today: date) -> Iterator[Violation]:
    """The main post changes on its day: until then orders name the present one (REP-02)."""
    if starts_on and starts_on > today:
        yield COMMON_SENSE.forbids(
            "transfer",
            f"Основной эта должность станет {starts_on:%d.%m.%Y}, до этого дня в приказах нужна прежняя",
            "Запишите перевод в этот день или добавьте должность не основной.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """What decides a mentee's category."""

    birth_date: date | None
    experience_years: int | None  # counted where the edition counts it
    hired_on: date | None
    post_since: date | None
    returned_on: date | None
    is_student: bool


EXPERIENCED = "experienced"


def mentee_category(person: Newcomer, limits: Limits, today: date) -> str:
    """The category of a mentee: a code of `MenteeEntry.Category` (legal.md §3, overridable).

    Each category is asked on its own. Of several that are true the first one which the edition names counts.
    """
    found = list(_categories(person, limits, today))
    named = [category for category in found if category in limits.mentee_categories]
    return next(iter(named or found), EXPERIENCED)


def _categories(person: Newcomer, limits: Limits, today: date) -> Iterator[str]:
    """Every category that is true of the person; who has long been here is of none.

    Age counts inclusively: «до 35 лет» ends on the eve of the 36th birthday. A young specialist is also a beginner,
    where the edition says who is one.
    """
    if person.is_student:
        yield "student"
    if person.returned_on:
        yield "returned"
    young = (
        limits.young_max_age is not None
        and person.birth_date is not None
        and full_years(person.birth_date, today) <= limits.young_max_age
    )
    beginner = (
        limits.beginner_max_years is not None
        and person.experience_years is not None
        and person.experience_years <= limits.beginner_max_years
    )
    if young and (beginner or limits.beginner_max_years is None):
        yield "young"
    if beginner:
        yield "beginner"
    if _within(person.hired_on, limits.newcomer_months, today):
        yield "newcomer"
    if _within(person.post_since, limits.new_post_months, today):
        yield "new_post"


def is_newcomer(category: str, limits: Limits) -> bool:
    """Whether a mentee of the category is one to whom the edition gives a mentor in time (п. 3.7).

    Not an experienced teacher with a request; where the edition names categories, one of those.
    """
    named = limits.mentee_categories
    return category not in ("", EXPERIENCED) and (not named or category in named)


def category_warnings(category: str, person: Newcomer, limits: Limits, today: date) -> Iterator[Violation]:
    """A category chosen by hand that the card contradicts: it may be so, with words."""
    age = full_years(person.birth_date, today) if person.birth_date else None
    years, most, oldest = person.experience_years, limits.beginner_max_years, limits.young_max_age
    against = {
        "young": age is not None and oldest is not None and age > oldest and f"полных лет {age}",
        "beginner": years is not None and most is not None and years > most and f"стаж {years}",
        "newcomer": person.hired_on is not None
        and limits.newcomer_months is not None
        and not _within(person.hired_on, limits.newcomer_months, today)
        and f"принят {person.hired_on:%d.%m.%Y}",
        "student": not person.is_student and "отметки «студент» нет",
        "returned": person.returned_on is None and "день выхода после перерыва не указан",
    }.get(category)
    if against:
        yield limits.warns(
            "mentee_category",
            f"Выбранной категории противоречит карточка: {against}",
            "Исправьте категорию или карточку. Если так и есть, напишите почему в «Заметках куратора».",
        )


def _within(since: date | None, months: int | None, today: date) -> bool:
    """Whether the first months since the day still last."""
    return since is not None and months is not None and today < add_months(since, months)


def in_pool(pools: Collection[str], pool: str) -> bool:
    """Whether somebody with posts of these pools belongs to the pool that the edition names."""
    wider = {"teaching": {"teaching"}, "leading": {"teaching", "leading"}}
    return pool == "any" or not wider[pool].isdisjoint(pools)


LEVELS = ("", "fit", "first", "highest", "mentor", "methodist")  # of qualification, the lowest first


def mentor_lacks(pools: Collection[str], years: int | None, category: str, limits: Limits) -> dict[str, str]:
    """What a mentor of the edition has and this person has not, by rule, in a few words (BNK-04, TRM-01)."""
    level, least = limits.mentor_min_category, limits.mentor_min_years
    posts = {"teaching": "должность не педагогическая", "leading": "должность не педагогическая и не административная"}
    found = {} if in_pool(pools, limits.mentor_staff) else {"mentor_teaches": posts[limits.mentor_staff]}
    if least and (years or 0) < least:
        found["mentor_experience"] = "стаж не указан" if years is None else "стаж меньше нужного"
    if level and LEVELS.index(category) < LEVELS.index(level):
        found["mentor_category"] = "нет нужной категории"
    return found


def mentee_lacks(pools: Collection[str], category: str, limits: Limits) -> dict[str, str]:
    """Why the edition means no mentor for this person, by rule, in a few words (MO-04, BNK-04)."""
    found = {} if in_pool(pools, limits.mentee_staff) else {"mentee_staff": "должность другая"}
    if limits.mentee_categories and category and category not in limits.mentee_categories:
        found["mentee_category"] = "категории нет в Положении"
    return found


def own_limit_violations(own_limit: int | None, limits: Limits) -> Iterator[Violation]:
    """A mentor's own limit may only be tighter than the edition's (APP-05, п. 3.7)."""
    if own_limit is not None and limits.max_mentees is not None and own_limit > limits.max_mentees:
        yield limits.forbids(
            "max_mentees",
            f"Собственный предел {own_limit} больше общего: одновременно не больше {limits.max_mentees}",
            f"Укажите от 1 до {limits.max_mentees} или оставьте поле пустым.",
        )


def confirm_due(confirmed_on: date, limits: Limits) -> date | None:
    """The day by which the data of a mentee is to be confirmed again (CUR-03, п. 3.4)."""
    return limits.due(add_months(confirmed_on, limits.confirm_months), 0) if limits.confirm_months else None


def confirm_duty(entry_id: int, name: str, confirmed_on: date, limits: Limits) -> Iterator[Duty]:
    """The curator confirms yearly that the mentee's data is true."""
    due_on, whom = confirm_due(confirmed_on, limits), titles.mentee("loc")
    if due_on:
        yield limits.owes(
            "confirm_mentees",
            what=f"Подтвердить сведения {preposition('о', whom)} {whom}",
            about=name,
            due_on=due_on,
            target="people:confirm_mentee",
            pk=entry_id,
            office="curator",
        )
