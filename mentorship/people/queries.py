"""Reading people: the object for this user (404, 403), rows for lists, facts for rules."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core import history
from mentorship.core.terms import Day, not_past
from mentorship.core.words.text import fold
from mentorship.people import rules
from mentorship.people.models import (
    Absence,
    Consent,
    EarlierEmployment,
    MenteeEntry,
    MentorEntry,
    Need,
    OfficeTerm,
    Person,
    Position,
    User,
)
from mentorship.people.models.person import name_columns, short_name
from mentorship.regulation.limits import Limits


def person_for(user: User, pk: int, permission: str = "person.view") -> Person:
    """The person: 404 when this user may not know of them, 403 when they may only look."""
    people = Person.objects.visible_to(user).select_related("mentor_entry", "mentee_entry")
    people = people.prefetch_related("positions")
    person = get_object_or_404(people, pk=pk)
    require(user, permission, person)
    return person


def need_for(user: User, pk: int) -> Need:
    """The need, to be edited."""
    visible = Need.objects.filter(person__in=Person.objects.visible_to(user))
    need = get_object_or_404(visible.select_related("person"), pk=pk)
    require(user, "need.edit", need.person)
    return need


def consent_for(user: User, pk: int, permission: str) -> Consent:
    consent = get_object_or_404(Consent.objects.visible_to(user).select_related("person"), pk=pk)
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
    names = ("last_name", "first_name", "patronymic", "hired_on", "admitted_on", "left_on")
    away = Exists(Absence.objects.on(on).filter(person=OuterRef("pk")))
    employed = Q(pk__in=Person.objects.working_on(on).values("pk"))
    rows = Person.objects.visible_to(user).only(*names)
    rows = rows.annotate(is_away=away, is_employed=employed, is_coming=~employed & Q(hired_on__gt=on))
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


def in_a_pair(on: date, path: str, after: date | None = None) -> Q:
    """By `mentoring` or `participations`: those in a pair, which a room above keeps, that works on the day.

    With `after`: in one that has begun by the day and is not over on that earlier one.
    """
    signed = Q(**{f"{path}__pair__status__in": ("active", "ended"), f"{path}__pair__starts_on__lte": on})
    return signed & not_past(after or on, f"{path}__closed_on")


def mentee_rows(on: date) -> QuerySet[MenteeEntry]:
    """Rows of the bank of mentees on the day, those without a mentor told apart by `mentoring`."""
    shown = ("category", "mentoring", "waits_since", "confirmed_on", "person__admitted_on", *name_columns("person"))
    return MenteeEntry.objects.on(on).select_related("person").only(*shown).prefetch_related("person__positions")


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
            led.names.append(short_name(*parts))
        else:
            led.coming_on = led.coming_on or starts_on
    return found


def waiting_mentees(on: Day) -> QuerySet[MenteeEntry]:
    """Mentees of the day to whom no order has given a mentor since the admission, the longest waiting first.

    Nobody waits before the admission, and whose day is not known waits already.
    """
    waiting = MenteeEntry.objects.of_staff(on).filter(mentoring=MenteeEntry.Mentoring.WAITING)
    waiting = waiting.filter(Q(waits_since=None) | Q(waits_since__lte=on))
    return waiting.select_related("person").order_by("waits_since", "pk")


def namesake(last_name: str, first_name: str, patronymic: str, birth_date: date | None, but: int | None) -> str:
    """Who already has this name and birth date; empty when nobody."""
    key = fold(f"{last_name} {first_name} {patronymic}")
    found = Person.objects.filter(search_key=key, birth_date=birth_date).exclude(pk=but).first()
    return found.full_name if found else ""


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


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """«Петрова А. С.» by the keys of the cards; one query, none for nobody."""
    keys = list(person_ids)
    rows = Person.objects.filter(pk__in=keys).order_by().values_list("pk", *name_columns()) if keys else ()
    return {pk: short_name(*name) for pk, *name in rows}


def countdowns(
    entries: Iterable[MenteeEntry], limits: Limits, today: date, editions: Collection[Limits]
) -> dict[int, rules.Countdown | None]:
    """By person: where those without a mentor stand with the term of п. 3.7."""
    return {
        entry.person_id: rules.countdown(entry.person.admitted_on, limits, today, editions)
        for entry in entries
        if entry.mentoring == MenteeEntry.Mentoring.WAITING
    }


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


def histories(person: Person) -> list[QuerySet]:
    """Everything that happened around a staff card: positions, banks, needs, consents, offices."""
    records = (Position, MentorEntry, MenteeEntry, Need, Consent, OfficeTerm, Absence, EarlierEmployment)
    return [history.versions(record).filter(person=person) for record in records]
