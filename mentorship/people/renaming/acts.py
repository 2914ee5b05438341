"""What may be done about the name of a person now."""

from collections.abc import Iterator

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.people.models import Person
from mentorship.people.renaming import rules


def _undo_bars(person: Person) -> Iterator[Violation]:
    return rules.undoing_violations(person.short_name, person.renamed_on)


RENAME = Act[Person](permission="person.edit", page="people:rename", label="Сменить фамилию, имя, отчество с дня")
UNDO = Act[Person](permission="person.edit", page="people:undo_renaming", label="Отменить смену имени", bars=_undo_bars)
