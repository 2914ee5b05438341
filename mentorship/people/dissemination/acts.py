"""What may be done now with consents to dissemination, with their stops and with the institution's pages."""

from typing import Any

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.people.dissemination import queries
from mentorship.people.models import Consent, Person, Resource, Stop
from mentorship.people.signals import behalf_bars


def _speaks_for(person: Person, user: Any) -> bool:
    """Nobody writes down for another participant of the own pair."""
    return not behalf_bars(person.pk, user)


def _permits(consent: Consent) -> bool:
    """A consent to dissemination in force, of which something is left to take back."""
    is_spread = consent.kind == Consent.Kind.SPREAD
    return is_spread and consent.in_force(timezone.localdate()) and bool(queries.left_in(consent))


def _own(consent: Consent, user: Any) -> bool:
    return consent.person_id == user.person_id and _permits(consent)


def _on_behalf(consent: Consent, user: Any) -> bool:
    return _permits(consent) and not behalf_bars(consent.person_id, user)


def _unchecked(consent: Consent, user: Any) -> bool:
    """A consent whose conditions nobody has judged; the operator judges, so nobody's own pair bars it."""
    if not _permits(consent):
        return False
    return consent.dissemination.checked_on is None and consent.dissemination.sets_conditions


def _whose(record: Any) -> Person:
    return record.person


GIVE = Act[Person](
    permission="consent.give", page="people:give_dissemination", label="Разрешить размещать данные обо мне"
)
RECORD = Act[Person](
    permission="consent.record",
    page="people:record_dissemination",
    label="Записать согласие на распространение",
    asks=_speaks_for,
)
WITHDRAW = Act[Consent](
    permission="consent.give", page="people:withdraw_dissemination", label="отозвать", asks=_own, over=_whose
)
RECORD_WITHDRAWAL = Act[Consent](
    permission="consent.record",
    page="people:record_dissemination_withdrawal",
    label="записать отзыв",
    asks=_on_behalf,
    over=_whose,
)
CHECK = Act[Consent](
    permission="consent.check",
    page="people:check_conditions",
    label="проверить условия",
    asks=_unchecked,
    over=_whose,
)
CLOSE = Act[Stop](
    permission="consent.record",
    page="people:close_stop",
    label="записать, что удалено",
    asks=lambda stop, user: stop.done_on is None,
    over=_whose,
)
END_PAGE = Act[Resource](
    permission="institution.setup",
    page="people:end_resource",
    label="записать последний день",
    asks=lambda resource, user: resource.ends_on is None,
)

OF_PERSON = (GIVE, RECORD)
OF_CONSENT = (CHECK, WITHDRAW, RECORD_WITHDRAWAL)
