"""Nothing that names somebody goes out unless that person has permitted it, on the day it is read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from mentorship.people.dissemination.queries import Permits, permits_on
from mentorship.people.dissemination.rules import public_name
from mentorship.people.models import ConsentItem
from mentorship.publication.names.facts import Card, cards
from mentorship.publication.names.queries import register
from mentorship.publication.names.rules import Named, Register, named, plain, strangers, unpermitted
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

    day: date
    permits: Permits
    register: Register
    withheld: list[Withheld] = field(default_factory=list)
    known: dict[int, Card] | None = None

    @classmethod
    def on(cls, day: date) -> "Guard":
        return cls(day, permits_on(day, section().resource_id), register())

    def found_in(
        self, texts: Iterable[str], *, cleared: Iterable[str] = (), also: frozenset[str] = frozenset()
    ) -> list[Named]:
        """Who is named in the texts without permission; `also` are data told of everybody who is named."""
        people = [one for text in texts if text for one in _named(text, self.register)]
        needed = [Named(one.person, one.words, one.parts | also, one.sure) for one in people]
        return unpermitted(needed, {one.person: self.permits.of(one.person) for one in people}, cleared)

    def told_in(self, texts: Iterable[str]) -> list[Named]:
        """What the texts tell of those who are named in them by permission, and have not permitted that."""
        whole = [text for text in texts if text]
        people = self.people_in(whole)
        folded = plain(" ".join(whole))
        told = {pk: self._cards()[pk].told_in(folded) for pk in people if pk in self._cards()}
        return [
            Named(pk, "сведения рядом с именем", items, sure=True)
            for pk, items in told.items()
            if not items <= self.permits.of(pk)
        ]

    def people_in(self, texts: Iterable[str]) -> set[int]:
        """Who is surely named in the texts."""
        return {one.person for text in texts if text for one in _named(text, self.register) if one.sure}

    def terms_of(self, people: Iterable[int]) -> list[str]:
        """The conditions under which these people are shown, each with the name as far as it is permitted."""
        found = []
        for pk in sorted(people):
            card, terms = self._cards().get(pk), self.permits.terms(pk)
            if card and terms:
                found.append(f"{public_name(*card.name, self.permits.of(pk))}: {terms}".removeprefix(": "))
        return found

    def _cards(self) -> dict[int, Card]:
        """The cards of those who have permitted anything; of the others not even the name goes out."""
        if self.known is None:
            self.known = cards(self.permits.people, self.day)
        return self.known

    def passes(self, about: str, *texts: str, cleared: Iterable[str] = (), also: frozenset[str] = frozenset()) -> bool:
        """Whether visitors may read the texts; what they may not is remembered."""
        if found := [*self.found_in(texts, cleared=cleared, also=also), *self.told_in(texts)]:
            self.keep_back(about, found)
        return not found

    def keep_back(self, about: str, found: Iterable[Named]) -> None:
        """Remember what stays off the pages."""
        self.withheld.append(Withheld(about, tuple(found)))

    def shown(self, about: str, text: str) -> str:
        """The text, or nothing where somebody is named in it without permission."""
        return text if self.passes(about, text) else ""


def strangers_in(texts: Iterable[str], cleared: Iterable[str], known: Register) -> list[Named]:
    """Names of people who are not of the staff, but those of which somebody has answered."""
    found = [one for text in texts if text for one in strangers(text, _named(text, known))]
    return unpermitted(found, {}, cleared)


@lru_cache(maxsize=4_000)
def _named(text: str, known: Register) -> tuple[Named, ...]:
    return tuple(named(text, known))
