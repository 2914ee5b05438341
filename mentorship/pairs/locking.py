"""The one order of locks: people by their keys, then pairs by theirs, then what belongs to a pair."""

from collections.abc import Iterable

from django.db.models import Q

from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import Person


def lock_people(people: Iterable[int]) -> None:
    """In one statement, always in the same order: nobody waits for nobody in a circle."""
    list(Person.objects.select_for_update().filter(pk__in=list(people)).order_by("pk"))


def lock_pairs(pairs: Iterable[Pair], also: Iterable[int] = ()) -> list[Pair]:
    """Lock the people first, `also` those who are not in the pairs yet, then read the pairs afresh.

    Whoever adds a row about a person holds on to that person too, so every act on a pair begins here.
    """
    keys = sorted(pair.pk for pair in pairs)
    mentors = Q(pk__in=Pair.objects.filter(pk__in=keys).values("mentor"))
    mentees = Q(pk__in=Participation.objects.filter(pair__in=keys).values("mentee"))
    list(Person.objects.select_for_update().filter(mentors | mentees | Q(pk__in=list(also))).order_by("pk"))
    list(Pair.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    return list(Pair.objects.filter(pk__in=keys).with_people().select_related("mentor_consent").order_by("pk"))
