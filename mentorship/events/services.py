"""Everything that changes events: one function, one action of a user, one transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from mentorship.access.acts import Act
from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.events import acts, rules
from mentorship.events.models import Event
from mentorship.people.models import Person, User
from mentorship.people.services import record_training


@transaction.atomic
def add_event(*, fields: dict[str, Any], participants: Iterable[Person], by: User) -> Event:
    """Put an event into the calendar; without names it is for everybody."""
    return _write(Event(), "Событие добавлено", fields, participants, by)


@transaction.atomic
def edit_event(event: Event, *, fields: dict[str, Any], participants: Iterable[Person], by: User) -> Event:
    """Change what has not been held or cancelled yet."""
    return _write(_locked(event, acts.EDIT), "Событие изменено", fields, participants, by)


def _write(event: Event, reason: str, fields: dict[str, Any], participants: Iterable[Person], by: User) -> Event:
    people = list(participants)
    for name, value in {**fields, "for_everyone": not people}.items():
        setattr(event, name, value)
    record(event, reason, by)
    event.participants.set(people)
    return event


@transaction.atomic
def cancel_event(event: Event, *, reason: str, on: date, by: User) -> Event:
    """It will not take place; it stays in the list with the reason."""
    event = _locked(event, acts.CANCEL)
    event.cancelled_on, event.cancel_reason = on, reason
    record(event, f"Событие отменено: {reason}", by)
    return event


@transaction.atomic
def hold_event(event: Event, *, result: str, minutes: str, attended: Iterable[Person], today: date, by: User) -> Event:
    """What came of it; a training is noted in the bank of mentors for everybody who was there (CUR-12, CUR-19)."""
    event, people = Event.objects.select_for_update().get(pk=event.pk), list(attended)
    enforce(
        rules.outcome_violations(
            rules.Outcome(
                kind=event.kind,
                is_open=event.is_open,
                starts_on=event.starts_on,
                today=today,
                minutes=minutes,
                attended=len(people),
            )
        )
    )
    event.held_on, event.result, event.minutes = today, result, minutes
    record(event, "Записан итог события", by)
    event.attended.set(people)
    if event.kind == Event.Kind.TRAINING:
        hours = f", часов: {event.hours}" if event.hours else ""
        record_training(people, on=event.ends_on, where=f"{event.title}{hours}", by=by)
    return event


def _locked(event: Event, act: Act[Event]) -> Event:
    event = Event.objects.select_for_update().get(pk=event.pk)
    act.require(event)
    return event
