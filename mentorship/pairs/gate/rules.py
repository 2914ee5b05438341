"""The readiness gate: what stands between a pair and its order. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mentorship.core.calendar.dates import full_months, term_end
from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.core.words.text import plural
from mentorship.pairs.gate.eligibility import (
    MenteeFacts,
    MentorFacts,
    mentee_warnings,
    mentor_violations,
    mentor_warnings,
)
from mentorship.pairs.pauses.rules import last_allowed
from mentorship.pairs.rules import mentor_cap
from mentorship.people.admissions.rules import Admission, appointment_term, is_hurried
from mentorship.regulation.limits import COMMON_SENSE, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Everything that stands between a pair and its order."""

    limits: Limits
    mentor: MentorFacts
    mentees: tuple[MenteeFacts, ...]
    behaviour: str
    starts_on: date
    ends_on: date
    on: date
    began_on: date | None = None  # when mentoring began, where this pair takes over from another mentor (REP-06)
    paused: int = 0  # days with an earlier mentor that stood still: the longest term counts without them
    waived: frozenset[tuple[str, int]] = frozenset()
    editions: tuple[Limits, ...] = ()  # all of them: a term that runs keeps the rule it began under
    lost: tuple[str, ...] = ()  # what the edition in force no longer names, in words


def appointment_violations(facts: Appointment) -> Iterator[Violation]:
    """The readiness gate: all that forbids or warns, worst first; waived warnings are left out."""
    found = [
        *edition_violations(facts),
        *participant_violations(facts),
        *consent_violations(facts),
        *mentor_violations(facts.mentor, _compared(facts)),
        *load_violations(facts),
        *term_violations(facts),
        *warnings(facts),
    ]
    kept = [v for v in found if not (v.overridable and (v.rule, v.subject or 0) in facts.waived)]
    yield from sorted(kept, key=lambda violation: violation.overridable)


def edition_violations(facts: Appointment) -> Iterator[Violation]:
    """A pair is appointed with a form and a kind of the edition in force on the day (FRM-03)."""
    for lost in facts.lost:
        yield facts.limits.forbids(
            "forms",
            lost,
            "Измените условия пары; если она уже в проекте приказа, сначала отклоните проект.",
        )


def participant_violations(facts: Appointment) -> Iterator[Violation]:
    """Who takes part: two different people at work, a group big enough (п. 1.2, 2.3)."""
    for mentee in facts.mentees:
        if mentee.person_id == facts.mentor.person_id:
            yield facts.limits.forbids(
                "two_people",
                f"{mentee.name}: наставник и {titles.mentee('nom')} — один и тот же человек",
                "Выберите другого наставника.",
                subject=mentee.person_id,
            )
    everybody: tuple[MentorFacts | MenteeFacts, ...] = (facts.mentor, *facts.mentees)
    for person in everybody:
        if not person.works:
            yield COMMON_SENSE.forbids(
                "works",
                f"Не работает в учреждении или отсутствует {_when(facts)}: {person.name}",
                "Выберите другого участника или измените начало пары.",
                subject=person.person_id,
            )
        yield from _here_all_the_term(person, facts)
    least = facts.limits.group_min
    if facts.behaviour == "group" and least and len(facts.mentees) < least:
        now = len(facts.mentees)
        yield facts.limits.forbids(
            "group_min",
            f"Для группы нужно не меньше {least} {titles.mentees('gen')}, сейчас {now}",
            f"Добавьте {titles.mentee('acc')} или выберите другой вид.",
        )


def _when(facts: Appointment) -> str:
    """The day on which everybody is to be at work: that of the order, or the first one of a pair that begins later."""
    later = facts.starts_on > facts.on
    return f"{facts.starts_on:%d.%m.%Y}, в первый день пары" if later else "в день приказа"


def _here_all_the_term(person: MentorFacts | MenteeFacts, facts: Appointment) -> Iterator[Violation]:
    """Nobody takes part before the hiring or after the last working day (п. 3.7)."""
    if person.hired_on and facts.starts_on < person.hired_on:
        yield COMMON_SENSE.forbids(
            "works_term",
            f"{person.name}: пара начинается {facts.starts_on:%d.%m.%Y}, а приём на работу {person.hired_on:%d.%m.%Y}",
            f"Измените условия пары: начало — не раньше {person.hired_on:%d.%m.%Y}.",
            subject=person.person_id,
        )
    if person.left_on and facts.ends_on > person.left_on:
        yield COMMON_SENSE.forbids(
            "works_term",
            f"{person.name}: последний рабочий день {person.left_on:%d.%m.%Y}, а пара по {facts.ends_on:%d.%m.%Y}",
            "Измените срок пары или выберите другого участника.",
            subject=person.person_id,
        )


def consent_violations(facts: Appointment) -> Iterator[Violation]:
    """Written consents of everybody (п. 3.2, 3.3, 3.7; BNK-03)."""
    limits, mentor = facts.limits, facts.mentor
    if limits.mentor_consent and not mentor.consent:
        yield limits.forbids(
            "mentor_consent",
            f"Нет письменного согласия наставника: {mentor.name}",
            "Запишите полученное согласие или попросите дать его в программе.",
            subject=mentor.person_id,
        )
    for mentee in facts.mentees:
        if limits.mentee_consent and not mentee.consent:
            yield limits.forbids(
                "mentee_consent",
                f"Нет письменного согласия {titles.mentee('gen')}: {mentee.name}",
                "Запишите полученное согласие или попросите дать его в программе.",
                subject=mentee.person_id,
            )
    everybody: tuple[MentorFacts | MenteeFacts, ...] = (mentor, *facts.mentees)
    for person in everybody:
        yield from _consented_before(person, facts)
        if limits.data_consent and not person.data_consent:
            yield limits.forbids(
                "data_consent",
                f"Нет согласия на обработку персональных данных: {person.name}",
                "Напечатайте бланк на карточке сотрудника и запишите подписанное согласие.",
                subject=person.person_id,
            )


def _consented_before(person: MentorFacts | MenteeFacts, facts: Appointment) -> Iterator[Violation]:
    """A pair dated back does not begin before its consents were given."""
    given_on = person.consent_on
    if person.consent and given_on and facts.starts_on < given_on:
        yield facts.limits.forbids(
            "consent_before",
            f"{person.name}: согласие дано {given_on:%d.%m.%Y}, позже начала пары {facts.starts_on:%d.%m.%Y}",
            f"Измените условия пары: начало — не раньше {given_on:%d.%m.%Y}.",
            subject=person.person_id,
            by="mentor_consent" if person is facts.mentor else "mentee_consent",
        )


def load_violations(facts: Appointment) -> Iterator[Violation]:
    """At most three mentees at once, groups included (п. 3.7)."""
    mentor = facts.mentor
    cap = mentor_cap(facts.limits, mentor.own_limit)
    if cap is None or mentor.load + len(facts.mentees) <= cap:
        return
    whose = "собственный предел" if cap == mentor.own_limit and cap != facts.limits.max_mentees else "предел"
    free = mentor.frees_on + timedelta(days=1) if mentor.frees_on else None
    wait = f" или начните пару не раньше {free:%d.%m.%Y}: так освободится место" if free else ""
    adding = len(facts.mentees)
    yield facts.limits.forbids(
        "max_mentees",
        f"Нельзя закрепить ещё {adding} {plural(adding, 'человека', 'человек', 'человек')}: "
        f"{mentor.name} уже ведёт {mentor.load}, {whose} — {cap}",
        f"Выберите другого наставника{wait}.",
        subject=mentor.person_id,
    )


def term_violations(facts: Appointment) -> Iterator[Violation]:
    """From one month to one year, with the days of an earlier mentor; a single meeting is never too short (п. 3.7)."""
    limits = facts.limits
    shortest, longest = limits.mentoring_min_months, limits.mentoring_max_months
    if facts.ends_on < facts.starts_on:
        yield facts.limits.forbids(
            "mentoring_term",
            f"Окончание {facts.ends_on:%d.%m.%Y} раньше начала {facts.starts_on:%d.%m.%Y}",
            "Исправьте даты.",
        )
        return
    began_on = facts.began_on or facts.starts_on
    now = full_months(began_on, facts.ends_on)
    if shortest and facts.behaviour != "speed" and facts.ends_on < term_end(began_on, shortest):
        yield facts.limits.forbids(
            "mentoring_term",
            f"Срок короче {shortest} {plural(shortest, 'месяца', 'месяцев', 'месяцев')}: полных месяцев {now}",
            f"Окончание — не раньше {term_end(began_on, shortest):%d.%m.%Y}.",
        )
    if longest and facts.ends_on > (last := last_allowed(began_on, longest, facts.paused)):
        since = f" (считая с {began_on:%d.%m.%Y}, с прежним наставником)" if facts.began_on else ""
        yield facts.limits.forbids(
            "mentoring_term",
            f"Срок длиннее {longest} {plural(longest, 'месяца', 'месяцев', 'месяцев')}{since}",
            f"Окончание — не позже {last:%d.%m.%Y}.",
        )


def _compared(facts: Appointment) -> Limits:
    """The limits without what is not compared where the younger mentors the older (FRM-12)."""
    if facts.behaviour != "reverse":
        return facts.limits
    return replace(
        facts.limits,
        mentor_min_years=None,
        mentor_min_category="",
        mentor_training=False,
        mentor_readiness=False,
        mentee_categories=frozenset(),
    )


def _lasting_warnings(facts: Appointment) -> Iterator[Violation]:
    """What the order needs and what is known to end before the pair does."""
    everybody: tuple[MentorFacts | MenteeFacts, ...] = (facts.mentor, *facts.mentees)
    for person in everybody:
        for rule, what, last in person.ends:
            if facts.on <= last < facts.ends_on:
                yield facts.limits.warns(
                    f"{rule}_term",
                    f"{person.name}: {what} по {last:%d.%m.%Y}, а пара по {facts.ends_on:%d.%m.%Y}",
                    "Измените срок пары, выберите другого участника или напишите, как быть после этого дня.",
                    subject=person.person_id,
                    by=rule,
                )


def _away_warnings(facts: Appointment) -> Iterator[Violation]:
    """Who is known to be away for long in the middle of the term: whoever is on the first day is refused outright."""
    first = max(facts.on, facts.starts_on)
    everybody: tuple[MentorFacts | MenteeFacts, ...] = (facts.mentor, *facts.mentees)
    for person in everybody:
        for gap in person.gaps:
            if not gap.leaves and first < gap.first <= facts.ends_on:
                yield COMMON_SENSE.warns(
                    "works_away",
                    f"{person.name}: {gap.words}, а пара по {facts.ends_on:%d.%m.%Y}",
                    f"Поставьте окончанием {gap.eve:%d.%m.%Y} и предложите новую пару после выхода, выберите другого "
                    "участника или напишите, как быть в эти дни.",
                    subject=person.person_id,
                )


def _over_warning(facts: Appointment) -> Iterator[Violation]:
    """A pair of a term that is over by the order: entered late, it may go on with words."""
    if facts.starts_on <= facts.ends_on < facts.on:
        yield COMMON_SENSE.warns(
            "term_over",
            f"Срок пары уже прошёл: он закончился {facts.ends_on:%d.%m.%Y}, а приказ от {facts.on:%d.%m.%Y}",
            "Исправьте срок пары или напишите, почему приказ подписывают после него.",
        )


def warnings(facts: Appointment) -> Iterator[Violation]:
    """What may go on with a written reason (п. 1.2, 3.7, 3.8)."""
    limits, mentor = facts.limits, facts.mentor
    yield from _over_warning(facts)
    yield from _lasting_warnings(facts)
    yield from _away_warnings(facts)
    for mentee in facts.mentees:
        yield from _late_warning(mentee, facts)
        if mentee.other_mentor:
            yield COMMON_SENSE.warns(
                "other_mentor",
                f"У {titles.mentee('gen')} {mentee.name} уже есть наставник: {mentee.other_mentor}",
                "Убедитесь, что так и задумано, и напишите объяснение.",
                subject=mentee.person_id,
            )
        yield from mentee_warnings(mentee, _compared(facts))
    yield from mentor_warnings(mentor, _compared(facts))
    shortest, began_on = limits.program_min_months, facts.began_on or facts.starts_on
    if shortest and facts.behaviour != "speed" and facts.ends_on < term_end(began_on, shortest):
        yield limits.warns(
            "program_term",
            f"Программа рассчитана не меньше чем на {shortest} {plural(shortest, 'месяц', 'месяца', 'месяцев')}, "
            "а срок пары короче",
            "Продлите срок пары или напишите, почему хватит меньшего.",
        )


def _late_warning(mentee: MenteeFacts, facts: Appointment) -> Iterator[Violation]:
    """Day 31 after the actual admission: warned, allowed with a reason (APP-02)."""
    admission = _hurried(mentee, facts)
    term = admission and appointment_term(admission, facts.limits, facts.on, facts.editions)
    if admission and term and term.due_on and facts.on > term.due_on:
        yield facts.limits.warns(
            "appoint_within",
            f"Для {titles.mentee('gen')} {mentee.name} срок назначения прошёл: {admission.event}, "
            f"{term.days} {plural(term.days, 'день', 'дня', 'дней')} истекли {term.due_on:%d.%m.%Y}",
            "Напишите, почему наставник назначается позже.",
            subject=mentee.person_id,
        )


def _hurried(mentee: MenteeFacts, facts: Appointment) -> Admission | None:
    """What the thirty days are counted from; a replacement, reverse and one-time mentoring are no first appointment."""
    first = not facts.began_on and facts.behaviour not in ("reverse", "speed")
    return mentee.admission if first and mentee.admission and is_hurried(mentee.admission, facts.limits) else None


def admission_notes(facts: Appointment) -> Iterator[Violation]:
    """Days from which the thirty are counted and which nobody has recorded: they hold no order up (п. 3.7)."""
    for mentee in facts.mentees:
        admission = _hurried(mentee, facts)
        if admission and admission.begins_on is None:
            message = f"{mentee.name}: день допуска неизвестен, и срок назначения не проверен"
        elif admission and admission.by_hire:
            message = f"{mentee.name}: день допуска не указан, срок назначения считается по дню приёма " + (
                f"{admission.hired_on:%d.%m.%Y}"
            )
        else:
            continue
        yield facts.limits.warns(
            "admission",
            message,
            "Укажите день, когда человек фактически приступил к работе.",
            subject=mentee.person_id,
            by="appoint_within",
        )
