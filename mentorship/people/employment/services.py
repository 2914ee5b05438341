"""Leaving, long absences, coming back, new posts: one function, one act, one transaction."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.core.terms import not_past
from mentorship.core.words.text import fold
from mentorship.people.accounts.queries import leaving_bars
from mentorship.people.accounts.services import check_term, enforce_meant, hold_heads, hold_terms, tell_of_office
from mentorship.people.employment import acts, rules
from mentorship.people.models import (
    Absence,
    EarlierEmployment,
    Invitation,
    MenteeEntry,
    OfficeTerm,
    Person,
    Position,
    User,
)
from mentorship.people.services import refresh_waiting

DAY = timedelta(days=1)
POST = ("title", "unit", "is_teaching", "is_deputy", "is_administrative")


@transaction.atomic
def record_leaving(
    person: Person,
    *,
    left_on: date,
    reason: str,
    by: User,
    today: date,
    confirmed: bool = False,
    emptied: bool = False,
) -> Person:
    """The last working day (REP-01): offices end with it, unused invitations too; the card stays.

    No pair ends by it: that takes an order. The last in an office that is needed leaves only when `emptied` is said,
    and a last head or administrator only by the word of one of these.
    """
    person = _locked(person)
    enforce(rules.leaving_violations(left_on, _facts(person, today, after=left_on, confirmed=confirmed)))
    hold_terms(Office.ADMIN)
    hold_terms(Office.CURATOR)
    hold_heads()
    enforce_meant(leaving_bars(person, left_on, by, today), emptied)
    person.left_on, person.left_reason = left_on, reason
    record(person, f"Увольнение: последний день {left_on:%d.%m.%Y}", by)
    for term in _offices_after(person, left_on):
        term.ends_on = left_on
        check_term(term)
        record(term, "Роль закончилась: увольнение", by)
        tell_of_office(term, "записал", "увольнение, им заканчивается роль", by)
    door_shuts = timezone.make_aware(datetime.combine(left_on + DAY, time()))
    Invitation.objects.filter(user__person=person, used_at=None, expires_at__gt=door_shuts).update(
        expires_at=door_shuts
    )
    return person


@transaction.atomic
def stay(person: Person, *, reason: str, by: User) -> Person:
    """The leaving did not take place: withdrawn, or recorded by mistake. Offices are given anew."""
    person = _locked(person)
    acts.STAY.require(person)
    person.left_on, person.left_reason = None, ""
    record(person, f"Увольнение отменено: {reason}", by)
    return person


@transaction.atomic
def rehire(
    person: Person,
    *,
    hired_on: date,
    admitted_on: date | None,
    reason: str,
    by: User,
    today: date,
    confirmed: bool = False,
) -> Person:
    """Somebody who left is hired again on the same card; the years worked here before count as experience."""
    person = _locked(person)
    enforce(rules.rehiring_violations(hired_on, admitted_on, _facts(person, today, confirmed=confirmed)))
    left_on = person.left_on
    assert left_on  # the rules hire again only somebody who has left
    for absence in person.absences.open():
        absence.returned_on = max(absence.starts_on, left_on + DAY)
        record(absence, "Отсутствие закончилось с увольнением", by)
    before = EarlierEmployment(
        person=person,
        hired_on=person.hired_on,
        admitted_on=person.admitted_on,
        left_on=left_on,
        left_reason=person.left_reason,
    )
    record(before, f"Прежний период работы: по {left_on:%d.%m.%Y}", by)
    months = person.experience_months_on(left_on)
    if months is not None:
        person.experience_years, person.experience_months = divmod(months, 12)
    person.hired_on, person.admitted_on = hired_on, admitted_on or hired_on
    person.left_on, person.left_reason = None, ""
    record(person, f"Снова принят на работу: {reason}", by)
    MenteeEntry.objects.filter(person=person).update(waits_since=person.came_on)
    refresh_waiting([person.pk])
    return person


@transaction.atomic
def record_absence(
    person: Person,
    *,
    kind: str,
    starts_on: date,
    expected_return_on: date | None,
    note: str,
    by: User,
    today: date,
    confirmed: bool = False,
) -> Absence:
    """A long absence with its kind: the person keeps the card, the posts and the places in the banks."""
    person = _locked(person)
    enforce(rules.absence_violations(starts_on, expected_return_on, _facts(person, today, confirmed=confirmed)))
    absence = Absence(person=person, kind=kind, starts_on=starts_on, expected_return_on=expected_return_on, note=note)
    record(absence, f"Отсутствует с {starts_on:%d.%m.%Y}", by)
    return absence


@transaction.atomic
def record_return(person: Person, *, returned_on: date, by: User, today: date, confirmed: bool = False) -> Absence:
    """Back at work on a day; of two people who record it the second is told."""
    person = _locked(person)
    absence = person.absences.open().first()
    facts = _facts(person, today, confirmed=confirmed)
    enforce(rules.return_violations(absence.starts_on if absence else None, returned_on, facts))
    assert absence  # the rules let nobody return who is not away
    absence.returned_on = returned_on
    record(absence, f"На работе с {returned_on:%d.%m.%Y}", by)
    return absence


@transaction.atomic
def transfer(
    person: Person, *, on: date, position: dict[str, Any], by: User, today: date, confirmed: bool = False
) -> Position:
    """To another post or unit: the main one ends the day before, the new one begins (REP-02)."""
    person = _locked(person)
    old = person.positions.filter(not_past(on), is_main=True).first()
    same = old is not None and all(_folded(getattr(old, name)) == _folded(position[name]) for name in POST)
    begun = (old.starts_on or person.hired_on) if old else None
    enforce(rules.transfer_violations(on, same=same, begun=begun, facts=_facts(person, today, confirmed=confirmed)))
    if old:
        old.ends_on = on - DAY
        record(old, f"Перевод: должность по {old.ends_on:%d.%m.%Y}", by)
    new = Position(person=person, is_main=True, starts_on=on, **position)
    record(new, f"Перевод: {new.title} с {on:%d.%m.%Y}", by)
    return new


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _offices_after(person: Person, day: date) -> QuerySet[OfficeTerm]:
    """The terms of office that the person would still hold after the day."""
    return OfficeTerm.objects.filter(not_past(day + DAY), person=person).order_by("pk")


def _facts(person: Person, today: date, *, after: date | None = None, confirmed: bool = False) -> rules.Employment:
    terms = _offices_after(person, after) if after else ()
    return rules.Employment(
        name=person.short_name,
        hired_on=person.hired_on,
        left_on=person.left_on,
        today=today,
        confirmed=confirmed,
        absences=tuple(person.absences.values_list("starts_on", "returned_on")),
        offices=tuple((term.title, term.starts_on) for term in terms),
    )
