"""Nothing that names somebody goes out unless that person has permitted it, on the day it is read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from mentorship.people.dissemination.queries import Permits, permits_on
from mentorship.people.models import ConsentItem
from mentorship.publication.names.queries import register
from mentorship.publication.names.rules import Named, Register, named, unpermitted
from mentorship.publication.section.queries import section

Item = ConsentItem.Item


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that stays off the pages: what it is and who is named in it without permission."""

    about: str
    found: tuple[Named, ...]


@dataclass(slots=True)
class Guard:
    """What the staff has permitted on the day on the page that the section is, and what was kept back because of it."""

    permits: Permits
    register: Register
    withheld: list[Withheld] = field(default_factory=list)

    @classmethod
    def on(cls, day: date) -> "Guard":
        return cls(permits_on(day, section().resource_id), register())

    def found_in(
        self, texts: Iterable[str], *, cleared: Iterable[str] = (), also: frozenset[str] = frozenset()
    ) -> list[Named]:
        """Who is named in the texts without permission; `also` are data told of everybody who is named."""
        people = [one for text in texts if text for one in _named(text, self.register)]
        needed = [Named(one.person, one.words, one.parts | also, one.sure) for one in people]
        return unpermitted(needed, {one.person: self.permits.of(one.person) for one in people}, cleared)

    def passes(self, about: str, *texts: str, cleared: Iterable[str] = (), also: frozenset[str] = frozenset()) -> bool:
        """Whether visitors may read the texts; what they may not is remembered."""
        if found := self.found_in(texts, cleared=cleared, also=also):
            self.keep_back(about, found)
        return not found

    def keep_back(self, about: str, found: Iterable[Named]) -> None:
        """Remember what stays off the pages."""
        self.withheld.append(Withheld(about, tuple(found)))

    def shown(self, about: str, text: str) -> str:
        """The text, or nothing where somebody is named in it without permission."""
        return text if self.passes(about, text) else ""


@lru_cache(maxsize=4_000)
def _named(text: str, known: Register) -> tuple[Named, ...]:
    return tuple(named(text, known))
