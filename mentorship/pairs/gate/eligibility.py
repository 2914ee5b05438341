"""Who may mentor and who is given a mentor, by the edition. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.people.admissions.rules import Admission
from mentorship.people.employment.rules import Gap
from mentorship.people.rules import mentee_lacks, mentor_lacks
from mentorship.regulation.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorFacts:
    """What a decision needs to know of the mentor; `load` counts mentees of the overlapping term."""

    person_id: int
    name: str
    works: bool  # on the day of the order, or on the first day of the pair where that is later
    pools: frozenset[str]  # of the posts held on the day
    years: int | None  # counted where the edition counts them
    category: str  # of qualification: "", fit, first, highest, mentor, methodist
    in_bank: bool
    trained: bool
    psychological_ready: bool
    pedagogical_ready: bool
    professional_ready: bool
    own_limit: int | None
    load: int
    frees_on: date | None
    data_consent: bool
    consent: bool
    consent_on: date | None = None
    hired_on: date | None = None
    left_on: date | None = None
    ends: tuple[tuple[str, str, date], ...] = ()  # what ends on a known day: rule, in words, the last day
    gaps: tuple[Gap, ...] = ()  # the days of the pair's term on which the person is known not to work


@dataclass(frozen=True, slots=True, kw_only=True)
class MenteeFacts:
    """What a decision needs to know of one mentee."""

    person_id: int
    name: str
    works: bool
    pools: frozenset[str]
    category: str  # young, beginner, newcomer, …; empty outside the bank
    in_bank: bool
    data_consent: bool
    consent: bool
    admission: Admission | None  # None for whoever has had a mentor since the hiring, and before the admission
    other_mentor: str
    consent_on: date | None = None
    hired_on: date | None = None
    left_on: date | None = None
    ends: tuple[tuple[str, str, date], ...] = ()  # what ends on a known day: rule, in words, the last day
    gaps: tuple[Gap, ...] = ()  # the days of the pair's term on which the person is known not to work


def mentor_violations(mentor: MentorFacts, limits: Limits) -> Iterator[Violation]:
    """The mentor stands in the bank, is prepared and trained (п. 3.8, CUR-19)."""
    fix = "Дополните запись в банке наставников или выберите другого."
    if not mentor.in_bank:
        yield limits.forbids(
            "mentor_bank",
            f"Нет в банке наставников: {mentor.name}",
            "Включите в банк наставников или выберите другого.",
            subject=mentor.person_id,
            by="mentor_training",
        )
        return
    if limits.mentor_training and not mentor.trained:
        yield limits.forbids(
            "mentor_training",
            f"Нет отметки об обучении наставника: {mentor.name}",
            fix,
            subject=mentor.person_id,
        )
    lacking = [
        word
        for word, ready in (
            ("психологической", mentor.psychological_ready),
            ("педагогической", mentor.pedagogical_ready),
        )
        if not ready
    ]
    if limits.mentor_readiness and lacking:
        yield limits.forbids(
            "mentor_readiness",
            f"У наставника {mentor.name} нет отметки о подготовке: {', '.join(lacking)}",
            fix,
            subject=mentor.person_id,
        )


def mentor_warnings(mentor: MentorFacts, limits: Limits) -> Iterator[Violation]:
    """Who may be a mentor: post, experience, category, preparation (п. 1.2, 3.8; TRM-01)."""
    lacking = mentor_lacks(mentor.pools, mentor.years, mentor.category, limits)
    if "mentor_teaches" in lacking:
        words = lacking["mentor_teaches"].removeprefix("должность ")
        yield limits.warns(
            "mentor_teaches",
            f"Должность наставника {mentor.name} {words}",
            "Исправьте отметку у должности или напишите объяснение.",
            subject=mentor.person_id,
        )
    least = limits.mentor_min_years
    if least and "mentor_experience" in lacking:
        now = "в карточке не указан" if mentor.years is None else f"{mentor.years}"
        yield limits.warns(
            "mentor_experience",
            f"Наставнику нужен стаж не меньше {least} {plural(least, 'года', 'лет', 'лет')}, "
            f"у наставника {mentor.name} стаж {now}",
            "Дополните карточку, выберите другого или напишите объяснение.",
            subject=mentor.person_id,
        )
    if "mentor_category" in lacking:
        level = "высшая" if limits.mentor_min_category == "highest" else "первая или выше"
        yield limits.warns(
            "mentor_category",
            f"Наставнику нужна категория: {level}; у наставника {mentor.name} её нет",
            "Дополните карточку, выберите другого или напишите объяснение.",
            subject=mentor.person_id,
        )
    if mentor.in_bank and limits.mentor_readiness and not mentor.professional_ready:
        yield limits.warns(
            "professional_ready",
            f"У наставника {mentor.name} нет отметки о профессиональной подготовке",
            "Отметьте её в банке или напишите, почему для этой формы она не нужна.",
            subject=mentor.person_id,
            by="mentor_readiness",
        )


def mentee_warnings(mentee: MenteeFacts, limits: Limits) -> Iterator[Violation]:
    """To whom a mentor is given: post and category (MO-04, BNK-04)."""
    lacking = mentee_lacks(mentee.pools, mentee.category, limits)
    if "mentee_staff" in lacking:
        yield limits.warns(
            "mentee_staff",
            f"По Положению наставника назначают не всем работникам, а должность {mentee.name} другая",
            "Исправьте отметку у должности или напишите объяснение.",
            subject=mentee.person_id,
        )
    if "mentee_category" in lacking:
        yield limits.warns(
            "mentee_category",
            f"Категории, к которой относится {mentee.name}, в Положении нет",
            "Исправьте категорию в банке или напишите объяснение.",
            subject=mentee.person_id,
        )
