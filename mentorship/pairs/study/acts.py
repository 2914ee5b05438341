"""What may be done now about a person's acquaintance with acts."""

from typing import Any

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.pairs.study import queries, rules
from mentorship.people.models import Person
from mentorship.people.signals import behalf_bars


def _left(person: Person, user: Any) -> bool:
    return bool(rules.unread(queries.acts_on(timezone.localdate()), queries.studied(person)))


def _left_of_another(person: Person, user: Any) -> bool:
    """Nobody records from paper what the own login says, nor for another participant of the own pair."""
    return person.pk != user.person_id and not behalf_bars(person.pk, user) and _left(person, user)


ACKNOWLEDGE = Act[Person](
    permission="study.acknowledge",
    page="pairs:acknowledge_acts",
    label="Отметить ознакомление",
    asks=_left,
    level="primary",
)
RECORD = Act[Person](
    permission="study.record", page="pairs:record_study", label="Внести с бумаги", asks=_left_of_another
)

ON_PAGE = (ACKNOWLEDGE, RECORD)
