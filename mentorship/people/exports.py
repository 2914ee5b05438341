"""The lists of people as tables to download: all rows of the search, personal data by the grants."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentorship.access.grants import can
from mentorship.core.tables.writing import Sheet
from mentorship.core.words import titles
from mentorship.people import queries
from mentorship.people.models import MenteeEntry, MentorEntry, Person, User
from mentorship.people.models.bank import Competence

DETAILS = (
    "sex",
    "birth_date",
    "education",
    "qualification",
    "experience_years",
    "experience_months",
    "hired_on",
    "organisation",
    "email",
    "phone",
)
LABELS = {field.name: str(field.verbose_name) for field in Person._meta.concrete_fields if field.name in DETAILS}


def people(rows: QuerySet[Person], user: User) -> Sheet:
    """The staff list; personal data only for those who see it on every card."""
    details = DETAILS if can(user, "person.details") else ()
    headings = ["Фамилия, имя, отчество", "Должность", "Подразделение", "Допущен к работе", "Последний рабочий день"]
    headings += [label.capitalize() for name, label in LABELS.items() if name in details]
    lines = (
        (
            person.full_name,
            person.position,
            person.unit,
            person.admitted_on,
            person.left_on,
            *(_shown(person, name) for name in LABELS if name in details),
        )
        for person in rows.defer(None)
    )
    return Sheet("Сотрудники", headings, lines)


def _shown(person: Person, name: str) -> Any:
    if name == "qualification" and not person.qualification:
        return ""
    display = getattr(person, f"get_{name}_display", None)
    return display() if display else getattr(person, name)


def mentors(rows: QuerySet[MentorEntry], on: date) -> Sheet:
    """The bank of mentors with what everybody helps in and how many they lead now."""
    entries = list(rows.defer(None).prefetch_related("competences"))
    load = queries.loads((entry.person_id for entry in entries), on)
    headings = (
        "Наставник",
        "Должность",
        "В чём помогает",
        "Опыт наставничества, лет",
        "Психологическая подготовка",
        "Педагогическая подготовка",
        "Профессиональная подготовка",
        "Обучен",
        "Где и чему обучен",
        "Ведёт сейчас",
        "Собственный предел",
        "В банке с",
    )
    lines = (
        (
            entry.person.full_name,
            entry.person.position,
            _titles(entry.competences.all()),
            entry.experience_years,
            entry.psychological_ready,
            entry.pedagogical_ready,
            entry.professional_ready,
            entry.trained_on,
            entry.training,
            load.get(entry.person_id, 0),
            entry.own_limit,
            entry.starts_on,
        )
        for entry in entries
    )
    return Sheet("Банк наставников", headings, lines)


def _titles(competences: QuerySet[Competence]) -> str:
    return "; ".join(competence.title for competence in competences)


def mentees(rows: QuerySet[MenteeEntry], on: date) -> Sheet:
    """The bank of mentees with who leads them and for how long they wait."""
    entries = list(rows.defer(None))
    named = queries.current_mentors((entry.person_id for entry in entries), on)
    headings = (
        titles.say("{Mentee.nom}"),
        "Должность",
        "Категория",
        "Наставник",
        "Кто наставник",
        "Допущен к работе",
        "Дней со дня допуска",
        "Запрос",
        "Сведения подтверждены",
        "В банке с",
    )
    lines = (
        (
            entry.person.full_name,
            entry.person.position,
            entry.get_category_display(),
            entry.get_mentoring_display(),
            named.get(entry.person_id, ""),
            entry.person.came_on,
            (on - day).days if (day := entry.person.came_on) and day <= on else None,
            entry.request,
            entry.confirmed_on,
            entry.starts_on,
        )
        for entry in entries
    )
    return Sheet(f"Банк {titles.mentees('gen')}", headings, lines)
