"""Reading stand-ins: the object for this user, the facts of the rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.pairs.models import Pair, StandIn
from mentorship.pairs.rules import mentor_cap
from mentorship.pairs.stand_ins import rules
from mentorship.people.models import MentorEntry, Person, User
from mentorship.people.queries import loads


def stand_in_for(user: User, pk: int, permission: str) -> StandIn:
    """The stand-in of a pair that this user may see."""
    visible = StandIn.objects.filter(pair__in=Pair.objects.visible_to(user))
    stand_in = get_object_or_404(visible.select_related("person", "pair__mentor"), pk=pk)
    require(user, permission, stand_in.pair)
    return stand_in


def facts(pair: Pair, person: Person, data: Mapping[str, Any], today: date) -> rules.StandInFacts:
    """What the rules need to know of somebody who is to stand in for the mentor."""
    starts_on, ends_on, limits = data["starts_on"], data["ends_on"], pair.edition.limits()
    entry = MentorEntry.objects.on(starts_on).filter(person=person).first()
    others = pair.stand_ins.overlapping(starts_on, ends_on).select_related("person")
    return rules.StandInFacts(
        limits=limits,
        is_active=pair.is_appointed,
        state=pair.now,
        mentor_id=pair.mentor_id,
        mentees=frozenset(mentee.pk for mentee in pair.mentees),
        pair_starts_on=pair.starts_on,
        pair_ends_on=pair.ends_on,
        person_id=person.pk,
        name=person.short_name,
        in_bank=entry is not None,
        works=person.works_on(starts_on) and person.works_on(ends_on),
        load=loads([person.pk], starts_on).get(person.pk, 0),
        cap=mentor_cap(limits, entry.own_limit if entry else None),
        starts_on=starts_on,
        ends_on=ends_on,
        consented_on=data["consented_on"],
        today=today,
        others=tuple(map(str, others)),
        confirmed=data["confirmed"],
    )
