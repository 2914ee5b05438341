"""What the Положение and plain sense say about people and the banks. Plain Python: no database."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.calendar.dates import add_months, full_years
from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.core.words.text import preposition
from mentorship.regulation.duties import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits, limits_of_day

EARLIEST_AGE = 14  # ТК ст. 63: nobody is hired earlier


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The dates of a staff card."""

    birth_date: date | None
    hired_on: date | None
    admitted_on: date | None
    left_on: date | None
    today: date
    namesake: str = ""  # who already has this name and birth date


def card_violations(card: Card) -> Iterator[Violation]:
    """Why the dates of a staff card cannot be true; every reason at once."""
    if card.namesake:
        yield COMMON_SENSE.forbids(
            "person_once",
            f"Сотрудник с таким именем и датой рождения уже есть: {card.namesake}",
            "Откройте его карточку вместо новой или исправьте дату рождения.",
        )
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
    if card.hired_on and card.left_on and card.left_on < card.hired_on:
        yield COMMON_SENSE.forbids(
            "person_dates",
            "Последний рабочий день раньше приёма на работу",
            "Исправьте одну из дат.",
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


def mentee_category(person: Newcomer, limits: Limits, today: date) -> str:
    """The category of a mentee: a code of `MenteeEntry.Category` (legal.md §3, overridable).

    Age counts inclusively: «до 35 лет» ends on the eve of the 36th birthday.
    """
    if person.is_student:
        return "student"
    if person.returned_on:
        return "returned"
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
    if beginner:
        return "young" if young else "beginner"
    if _within(person.hired_on, limits.newcomer_months, today):
        return "newcomer"
    return "new_post" if _within(person.post_since, limits.new_post_months, today) else "experienced"


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


@dataclass(frozen=True, slots=True)
class AppointmentTerm:
    """By when a mentee is to have a mentor, and by which rule (п. 3.7)."""

    limits: Limits
    days: int
    begins_on: date  # the day from which the days are counted
    due_on: date


def appointment_term(
    admitted_on: date | None, limits: Limits, editions: Iterable[Limits] = ()
) -> AppointmentTerm | None:
    """The thirty days of the admission: a term that runs keeps the rule it began under (п. 3.7; ТК ст. 12).

    `limits` are those in force, `editions` those of all editions. Where the edition of the admission day had no
    such rule, the term begins with the edition that has it. None without a rule or a day of admission.
    """
    if limits.appoint_within_days is None or admitted_on is None:
        return None
    then, begins_on = limits_of_day(admitted_on, editions) or limits, admitted_on
    if then.appoint_within_days is None:
        then, begins_on = limits, max(admitted_on, limits.since or admitted_on)
    days = then.appoint_within_days or 0
    return AppointmentTerm(then, days, begins_on, then.due(begins_on, days, working=then.appoint_working))


@dataclass(frozen=True, slots=True)
class Countdown:
    """«День 22 из 30, крайний срок 14.10.2026»; a day below nought is before the admission."""

    day: int
    of: int
    due_on: date
    left: int
    warns: int | None = None  # the day from which it presses

    @property
    def level(self) -> str:
        """bad when the term has passed, warn from the day that the edition names (day 20 of 30)."""
        if self.left < 0:
            return "bad"
        return "warn" if self.warns is not None and self.day >= self.warns else "info"


def countdown(
    admitted_on: date | None, limits: Limits, today: date, editions: Iterable[Limits] = ()
) -> Countdown | None:
    """Where a mentee without a mentor stands (APP-02, п. 3.7); None without rule or admission day."""
    term = appointment_term(admitted_on, limits, editions)
    if term is None:
        return None
    passed, left = (today - term.begins_on).days, (term.due_on - today).days
    return Countdown(passed, term.days, term.due_on, left, term.limits.appoint_warn_days)
