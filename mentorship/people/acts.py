"""What may be done with a staff card now, with the places of the person in the banks, with needs and consents."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.terms import lasts_on
from mentorship.core.words import titles
from mentorship.people.accounts.acts import ACCOUNT, GRANT_OFFICE, INVITE
from mentorship.people.dissemination import acts as dissemination
from mentorship.people.employment.acts import REHIRE, STAY, WHAT_IF
from mentorship.people.models import Consent, MenteeEntry, MentorEntry, Need, Person, Position
from mentorship.people.renaming.acts import RENAME, UNDO
from mentorship.people.signals import behalf_bars


def mentor_entry(person: Person) -> MentorEntry | None:
    """The entry in the bank of mentors, also of somebody who has left it."""
    return getattr(person, "mentor_entry", None)


def mentee_entry(person: Person) -> MenteeEntry | None:
    """The entry in the bank of mentees, also of somebody who has left it."""
    return getattr(person, "mentee_entry", None)


def _is_mentor(person: Person, user: Any) -> bool:
    return mentor_entry(person) is not None


def _is_no_mentor(person: Person, user: Any) -> bool:
    return mentor_entry(person) is None


def _stands_as_mentor(person: Person, user: Any) -> bool:
    entry = mentor_entry(person)
    return entry is not None and entry.is_kept_on(timezone.localdate())


def _is_mentee(person: Person, user: Any) -> bool:
    return mentee_entry(person) is not None


def _is_no_mentee(person: Person, user: Any) -> bool:
    return mentee_entry(person) is None


def _stands_as_mentee(person: Person, user: Any) -> bool:
    entry = mentee_entry(person)
    return entry is not None and entry.is_kept_on(timezone.localdate())


def _open_difficulty(need: Need, user: Any) -> bool:
    return need.closed_on is None and need.kind != Need.Kind.STRENGTH


def _speaks_for(person: Person, user: Any) -> bool:
    """Nobody writes down for another participant of the own pair."""
    return not behalf_bars(person.pk, user)


def _kept(consent: Consent, user: Any) -> bool:
    """Withdrawn here as a whole; a consent to dissemination is withdrawn item by item, on pages of its own."""
    whole = consent.withdrawn_on is None and consent.kind != Consent.Kind.SPREAD
    return whole and not behalf_bars(consent.person_id, user)


def _held(position: Position, user: Any) -> bool:
    """Held today or later; a last day that is still to come may be put right."""
    return lasts_on(timezone.localdate(), None, position.ends_on)


def _whose(record: Any) -> Person:
    return record.person


def _proposal(side: str) -> Callable[[Person], str]:
    """The page of a new pair with this person already on the side."""
    return lambda person: f"{reverse('pairs:propose')}?{side}={person.pk}"


def _end_of(position: Position) -> str:
    return reverse("people:end_position", args=[position.person_id, position.pk])


FIND_MENTOR = Act[Person](
    permission="pair.propose",
    page=_proposal("mentee"),
    label="Подобрать наставника",
    asks=_stands_as_mentee,
    level="primary",
)
TAKE_MENTEE = Act[Person](
    permission="pair.propose",
    page=_proposal("mentor"),
    label=lambda person: titles.say("Закрепить {mentee.acc}"),
    asks=_stands_as_mentor,
    level="primary",
)
EDIT = Act[Person](permission="person.edit", page="people:edit", label="Изменить")

ENTER_MENTORS = Act[Person](
    permission="bank.edit", page="people:keep_mentor", label="Включить в банк наставников", asks=_is_no_mentor
)
CHANGE_MENTOR = Act[Person](
    permission="bank.edit", page="people:keep_mentor", label="Изменить запись наставника", asks=_is_mentor
)
LEAVE_MENTORS = Act[Person](
    permission="bank.edit",
    page="people:leave_mentor_bank",
    label="Исключить из банка наставников",
    asks=_stands_as_mentor,
)
ENTER_MENTEES = Act[Person](
    permission="bank.edit",
    page="people:keep_mentee",
    label=lambda person: titles.say("Включить в банк {mentees.gen}"),
    asks=_is_no_mentee,
)
CONFIRM_MENTEE = Act[Person](
    permission="bank.edit", page="people:confirm_mentee", label="Подтвердить сведения", asks=_is_mentee
)
CHANGE_MENTEE = Act[Person](
    permission="bank.edit",
    page="people:keep_mentee",
    label=lambda person: titles.say("Изменить запись {mentee.gen}"),
    asks=_is_mentee,
)
LEAVE_MENTEES = Act[Person](
    permission="bank.edit",
    page="people:leave_mentee_bank",
    label=lambda person: titles.say("Исключить из банка {mentees.gen}"),
    asks=_stands_as_mentee,
)

ADD_POSITION = Act[Person](permission="person.edit", page="people:add_position", label="Добавить должность")
END_POSITION = Act[Position](
    permission="person.edit", page=_end_of, label="записать последний день", asks=_held, over=_whose
)
ADD_NEED = Act[Person](permission="need.edit", page="people:add_need", label="Добавить")
CLOSE_NEED = Act[Need](
    permission="need.edit",
    page="people:close_need",
    label="Отметить снятым",
    asks=_open_difficulty,
    over=_whose,
    post=True,
)
RECORD_CONSENT = Act[Person](
    permission="consent.record",
    page="people:record_consent",
    label="Записать полученное согласие",
    asks=_speaks_for,
)
GIVE_CONSENT = Act[Person](permission="consent.give", page="people:give_data_consent", label="Дать согласие")
WITHDRAW_CONSENT = Act[Consent](
    permission="consent.record", page="people:withdraw_consent", label="записать отзыв", asks=_kept, over=_whose
)

ON_CARD = (FIND_MENTOR, TAKE_MENTEE, EDIT)
OF_MENTOR = (CHANGE_MENTOR, LEAVE_MENTORS)
OF_MENTEE = (CHANGE_MENTEE, LEAVE_MENTEES)
MORE = (ENTER_MENTORS, ENTER_MENTEES, ADD_POSITION, RENAME, UNDO, REHIRE, STAY, WHAT_IF, ACCOUNT, INVITE, GRANT_OFFICE)
OF_CONSENT = (WITHDRAW_CONSENT, *dissemination.OF_CONSENT)
SPREADING = dissemination.OF_PERSON
