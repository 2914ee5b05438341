"""Reading people: the object for this user (404, 403), rows for lists, facts for rules."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404

from mentorship.access.grants import can, require
from mentorship.core import history
from mentorship.core.terms import come, lasts_on, not_past
from mentorship.core.words.text import fold
from mentorship.people import rules
from mentorship.people.admissions.rules import Admission, Days
from mentorship.people.models import (
    Absence,
    Consent,
    EarlierEmployment,
    FormerName,
    MenteeEntry,
    MentorEntry,
    Need,
    OfficeTerm,
    Person,
    Position,
    User,
)
from mentorship.people.models.person import name_columns, short_of
from mentorship.people.past import employed
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Edition, Option

DAY = timedelta(days=1)


def person_for(user: User, pk: int, permission: str = "person.view") -> Person:
    """The person: 404 when this user may not know of them, 403 when they may only look."""
    people = Person.objects.visible_to(user).select_related("mentor_entry", "mentee_entry")
    people = people.prefetch_related("positions")
    person = get_object_or_404(people, pk=pk)
    require(user, permission, person)
    return person


def need_for(user: User, pk: int) -> Need:
    """The need, to be edited; one that the user may not read is not there."""
    visible = Need.objects.filter(person__in=Person.objects.visible_to(user))
    need = get_object_or_404(visible.select_related("person"), pk=pk)
    get_object_or_404(need.person.needs.shown_to(user, need.person), pk=pk)
    require(user, "need.edit", need.person)
    return need


def consent_for(user: User, pk: int, permission: str) -> Consent:
    """The consent, but one to dissemination: that is withdrawn item by item, on pages of its own."""
    others = Consent.objects.visible_to(user).exclude(kind=Consent.Kind.SPREAD)
    consent = get_object_or_404(others.select_related("person"), pk=pk)
    require(user, permission, consent.person)
    return consent


def mentor_entry_for(user: User, pk: int) -> MentorEntry:
    """The entry of a person in the bank of mentors, to be edited; `pk` is the person's."""
    return get_object_or_404(MentorEntry, person=person_for(user, pk, "bank.edit"))


def mentee_entry_for(user: User, pk: int) -> MenteeEntry:
    """The entry of a person in the bank of mentees, to be edited; `pk` is the person's."""
    return get_object_or_404(MenteeEntry, person=person_for(user, pk, "bank.edit"))


def staff_rows(user: User, on: date) -> QuerySet[Person]:
    """Rows of the staff list; who is employed on the day, who is to come, and `is_away` tells a long absence."""
    names = (*name_columns(), "hired_on", "admitted_on", "left_on")
    away = Exists(Absence.objects.on(on).filter(person=OuterRef("pk")))
    employed = Q(pk__in=Person.objects.working_on(on).values("pk"))
    rows = Person.objects.visible_to(user).only(*names)
    rows = rows.annotate(is_away=away, is_employed=employed, is_coming=~employed & ~come(on, "hired_on", always=True))
    return rows.prefetch_related("positions")


def mentor_rows(on: date) -> QuerySet[MentorEntry]:
    """Rows of the bank of mentors on the day."""
    shown = ("experience_years", "trained_on", "own_limit", *name_columns("person"))
    return MentorEntry.objects.on(on).select_related("person").only(*shown).prefetch_related("person__positions")


def pools(person: Person, on: date) -> frozenset[str]:
    """The pools of staff that the person's posts of the day belong to; reads prefetched positions."""
    return frozenset(position.pool for position in person.positions.all() if position.held_on(on))


def missing_in(person: Person, limits: Limits, on: date) -> dict[str, str]:
    """What the edition asks of a mentor and this person has not; reads prefetched positions."""
    years = person.years_in(limits.mentor_years_in, on)
    return rules.mentor_lacks(pools(person, on), years, person.qualification, limits)


def competence_titles(entries: Iterable[MentorEntry]) -> dict[int, str]:
    """By entry: «Развитие речи; Режим в группе»; entries without competences are left out."""
    chosen = MentorEntry.competences.through.objects.filter(mentorentry__in=[entry.pk for entry in entries])
    titles: dict[int, list[str]] = {}
    ordered = chosen.order_by("competence__position", "competence__title")
    for entry_id, title in ordered.values_list("mentorentry", "competence__title"):
        titles.setdefault(entry_id, []).append(title)
    return {entry_id: "; ".join(found) for entry_id, found in titles.items()}


def loads(person_ids: Iterable[int], on: date, *, coming: bool = False) -> dict[int, int]:
    """By mentor: how many mentees they have on the day, or also will have later; mentors without any are left out."""
    led = in_a_pair(date.max if coming else on, "mentoring", on)
    rows = Person.objects.filter(led, pk__in=list(person_ids)).order_by()
    return dict(rows.values_list("pk").annotate(Count("mentoring")))


def loads_over(person_id: int, first: date, last: date) -> list[tuple[date, date, int]]:
    """How many mentees a mentor has in each part of the period; it is parted where a pair begins or ends.

    A pair that no order has ended lasts until its own last day, and one that has outlived that goes on.
    """
    begun = Q(mentoring__pair__status__in=("active", "ended"), mentoring__pair__starts_on__lte=last)
    rows = Person.objects.filter(begun & not_past(first, "mentoring__closed_on"), pk=person_id).order_by()
    columns = ("mentoring__pair__starts_on", "mentoring__closed_on", "mentoring__pair__ends_on")
    terms = []
    for starts, closed, planned in rows.values_list(*columns):
        terms.append((starts, closed or (planned if planned and planned >= first else None)))
    begins = {first, *(starts for starts, _ in terms), *(ends + DAY for _, ends in terms if ends)}
    days = sorted(day for day in begins if first <= day <= last)
    return [
        (day, till, sum(lasts_on(day, starts, ends) for starts, ends in terms))
        for day, till in zip(days, [*(day - DAY for day in days[1:]), last], strict=True)
    ]


def in_a_pair(on: date, path: str, after: date | None = None) -> Q:
    """By `mentoring` or `participations`: those in a pair, which a room above keeps, that works on the day.

    With `after`: in one that has begun by the day and is not over on that earlier one.
    """
    signed = Q(**{f"{path}__pair__status__in": ("active", "ended")}) & come(on, f"{path}__pair__starts_on")
    return signed & not_past(after or on, f"{path}__closed_on")


def mentee_rows(on: date) -> QuerySet[MenteeEntry]:
    """Rows of the bank of mentees on the day, those without a mentor told apart by `mentoring`."""
    shown = ("category", "returned_on", "mentoring", "waits_since", "confirmed_on", *name_columns("person"))
    rows = MenteeEntry.objects.on(on).select_related("person").only(*shown).prefetch_related("person__positions")
    return rows.annotate(hired=employed("hired_on", on), admitted=employed("admitted_on", on))


def with_mentor(entries: QuerySet[MenteeEntry], on: date) -> QuerySet[MenteeEntry]:
    """Those who are mentored on the day."""
    return entries.filter(person__in=Person.objects.filter(in_a_pair(on, "participations")).values("pk"))


def current_mentors(person_ids: Iterable[int], on: date) -> dict[int, str]:
    """By mentee: the names of the mentors of pairs that work on the day; mentees without any are left out."""
    return {person_id: ", ".join(row.names) for person_id, row in mentors_of(person_ids, on).items() if row.names}


@dataclass(slots=True)
class Led:
    """Whom a mentee has: the mentors of the day, and the first day of one whom an order has announced."""

    names: list[str] = field(default_factory=list)
    coming_on: date | None = None


def mentors_of(person_ids: Iterable[int], on: date) -> dict[int, Led]:
    """By mentee: whom an order has given, for the day or for a later one; one query."""
    given, first = in_a_pair(date.max, "participations", on), "participations__pair__starts_on"
    names = name_columns("participations__mentor")
    found: dict[int, Led] = {}
    rows = Person.objects.filter(given, pk__in=list(person_ids)).order_by(first, "participations__pk")
    for person_id, starts_on, *parts in rows.values_list("pk", first, *names):
        led = found.setdefault(person_id, Led())
        if starts_on <= on:
            led.names.append(short_of(*parts))
        else:
            led.coming_on = led.coming_on or starts_on
    return found


def namesake(last_name: str, first_name: str, patronymic: str, birth_date: date | None, but: int | None) -> str:
    """Who already has, or once had, this name with this birth date; empty when nobody."""
    key = fold(f"{last_name} {first_name} {patronymic}")
    found = Person.objects.filter(search_key=key, birth_date=birth_date).exclude(pk=but).first()
    if found:
        return found.full_name
    called = FormerName.objects.filter(search_key=key, person__birth_date=birth_date).exclude(person=but)
    former = called.select_related("person").last()
    return f"{former.person.full_name}, прежде {former.short_name}" if former else ""


def newcomer(
    person: Person, *, returned_on: date | None, is_student: bool, limits: Limits, today: date
) -> rules.Newcomer:
    """The facts that decide a mentee's category."""
    main = person.main_position_on(today)
    return rules.Newcomer(
        birth_date=person.birth_date,
        experience_years=person.years_in(limits.beginner_years_in, today),
        hired_on=person.hired_on,
        post_since=main.starts_on if main else None,
        returned_on=returned_on,
        is_student=is_student,
    )


def addressee(email: str, but: int | None) -> str:
    """Who else has this address; it is where letters and a new password go."""
    others = Person.objects.filter(email__iexact=email).exclude(pk=but) if email else Person.objects.none()
    found = others.first()
    return str(found) if found else ""


def student(entry: MenteeEntry, today: date) -> rules.Student:
    """What decides whether a student may stand in the bank."""
    offered = Option.objects.filter(edition__in=Edition.objects.in_force_on(today), is_active=True)
    forms = offered.of(Option.Group.FORM).values_list("title", flat=True)
    return rules.Student(
        has_form=any("студент" in title.lower() for title in forms),
        birth_date=entry.person.birth_date,
        hired_on=entry.person.hired_on,
        basis=entry.practice_basis,
        today=today,
    )


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """«Петрова А. С.» by the keys of the cards; one query, none for nobody."""
    keys = list(person_ids)
    rows = Person.objects.filter(pk__in=keys).order_by().values_list("pk", *name_columns()) if keys else ()
    return {pk: short_of(*name) for pk, *name in rows}


def admissions(rows: Iterable[Any], on: date) -> dict[int, Admission]:
    """By person: what decides on the day by when they are to have a mentor (п. 3.7); two queries at most.

    The rows tell `person_id`, `category`, `returned_on`, and `hired` and `admitted` of the employment of the day.
    """
    found = list(rows)
    away: dict[int, list[Days]] = {}
    newcomers = [row.person_id for row in found if row.category != rules.EXPERIENCED]
    absences = Absence.objects.filter(person__in=newcomers, starts_on__lte=on).order_by() if newcomers else ()
    for absence in absences:
        away.setdefault(absence.person_id, []).append((absence.starts_on, absence.returned_on))
    posts: dict[int, date | None] = {}
    moved = [row.person_id for row in found if row.category == MenteeEntry.Category.NEW_POST]
    for person_id, since in (
        Position.objects.on(on).filter(person__in=moved).values_list("person", "starts_on") if moved else ()
    ):
        posts.setdefault(person_id, since)
    return {
        row.person_id: Admission(
            category=row.category,
            admitted_on=row.admitted,
            hired_on=row.hired,
            returned_on=row.returned_on,
            post_since=posts.get(row.person_id),
            absences=tuple(away.get(row.person_id, ())),
        )
        for row in found
    }


def waiting(entries: Iterable[Any], on: date) -> dict[int, Admission]:
    """The same of those of the rows to whom no order has given a mentor."""
    return admissions((entry for entry in entries if entry.mentoring == MenteeEntry.Mentoring.WAITING), on)


def without_admission(on: date, also: Collection[int] = ()) -> QuerySet[Person]:
    """Who waits for a mentor and whose day of admission is not on file; `also` those asked about before."""
    waiting = MenteeEntry.objects.of_staff(on).filter(mentoring=MenteeEntry.Mentoring.WAITING)
    asked = Q(admitted_on=None) | Q(pk__in=also)
    return Person.objects.filter(asked, pk__in=waiting.values("person")).prefetch_related("positions")


def mentor_initial(person: Person, today: date) -> dict:
    """What the form of a mentor's entry begins with."""
    entry = MentorEntry.objects.filter(person=person).first()
    if entry is None:
        outside, kinds = bool(person.organisation), MentorEntry.Engagement
        return {"starts_on": today, "engagement": kinds.OUTSIDE if outside else kinds.EMPLOYEE}
    values = model_to_dict(entry)
    return {**values, "forms_": entry.forms}


def mentee_initial(person: Person) -> dict:
    """What the form of a mentee's entry begins with; a computed category stays computed."""
    entry = MenteeEntry.objects.filter(person=person).first()
    if entry is None:
        return {}
    values = model_to_dict(entry)
    return values if entry.category_by_hand else {**values, "category": ""}


# What a history of a staff card tells of, and by which permission each kind of record is read.
TOLD_BY = {
    Position: "person.view",
    OfficeTerm: "person.view",
    FormerName: "person.details",
    EarlierEmployment: "person.details",
    Absence: "leaving.view",
    MentorEntry: "bank.view",
    MenteeEntry: "bank.view",
    Consent: "consent.view",
}


def histories(person: Person, user: User) -> list[QuerySet]:
    """Everything that happened around a staff card, as far as the user may read the records themselves."""
    read = [record for record, permission in TOLD_BY.items() if can(user, permission, person)]
    found = [history.versions(record).filter(person=person) for record in read]
    if can(user, "need.view", person):
        needs = person.needs.shown_to(user, person).order_by().values("pk")
        found.append(history.versions(Need).filter(id__in=needs))
    return found


def earlier_names(people: Iterable[Person], on: date) -> dict[int, list[str]]:
    """By person: the names no longer borne on the day, the last one first; no query where nobody has had another."""
    renamed = [person.pk for person in people if person.renamed_on]
    found: dict[int, list[str]] = {}
    if renamed:
        for name in FormerName.objects.filter(person__in=renamed, until_on__lt=on).order_by("-until_on"):
            found.setdefault(name.person_id, []).append(name.short_name)
    return found
