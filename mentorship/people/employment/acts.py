"""What may be recorded about the employment of a person now; the pages are of the room of leaving."""

from collections.abc import Iterator
from typing import Any

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.people.employment import rules
from mentorship.people.models import Person


def _left(person: Person, user: Any) -> bool:
    return person.left_on is not None


def _stay_bars(person: Person) -> Iterator[Violation]:
    return rules.stay_violations(person.short_name, person.left_on)


REHIRE = Act[Person](permission="person.edit", page="leaving:rehire", label="Снова принят на работу", asks=_left)
STAY = Act[Person](permission="person.edit", page="leaving:stay", label="Отменить увольнение", bars=_stay_bars)
WHAT_IF = Act[Person](
    permission="leaving.view", page="leaving:what_if", label="Увольнение, отпуск, перевод: что будет, если…"
)
