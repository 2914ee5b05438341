"""What a text tells of somebody besides the name: the post, the part in mentoring, how to reach the person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mentorship.core.words import titles
from mentorship.documents.grammar import ALL_CASES, decline_position
from mentorship.people.models import ConsentItem, MenteeEntry, MentorEntry, Person
from mentorship.publication.names.rules import MOVING, plain

Item = ConsentItem.Item
MENTOR = ("наставник", "наставница")  # beginnings of words


@dataclass(frozen=True, slots=True)
class Card:
    """The name, and what may stand in a text of a person: words, folded, by the kind of data that they are."""

    name: tuple[str, str, str]
    words: Mapping[str, tuple[str, ...]]

    def told_in(self, text: str) -> frozenset[str]:
        """Which kinds of data the folded text tells of."""
        return frozenset(item for item, words in self.words.items() if any(word in text for word in words))


def cards(people: Iterable[int], on: date) -> dict[int, Card]:
    """The cards of these people; a fixed number of queries."""
    rows = Person.objects.filter(pk__in=list(people)).prefetch_related("positions")
    mentors = set(MentorEntry.objects.on(on).filter(person__in=rows).values_list("person", flat=True))
    mentees = set(MenteeEntry.objects.on(on).filter(person__in=rows).values_list("person", flat=True))
    return {row.pk: Card(_name(row), _words(row, row.pk in mentors, row.pk in mentees)) for row in rows}


def _name(person: Person) -> tuple[str, str, str]:
    name = person.named
    return name.last_name, name.first_name, name.patronymic


def _words(person: Person, is_mentor: bool, is_mentee: bool) -> dict[str, tuple[str, ...]]:
    post = person.position
    forms = {plain(decline_position(post, case)) for case in ALL_CASES} if post else set()
    roles = [*(MENTOR if is_mentor else ()), *((plain(titles.mentee("nom")).rstrip(MOVING),) if is_mentee else ())]
    reach = (plain(person.phone), plain(person.email))
    return {
        Item.POST.value: tuple(forms),
        Item.ROLE.value: tuple(roles),
        Item.CONTACTS.value: tuple(filter(None, reach)),
    }
