"""Reading stand-ins: the object for this user, the facts of the rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.models.pair import NOT_OVER
from mentorship.pairs.rules import mentor_cap, most_at_once
from mentorship.pairs.stand_ins import rules
from mentorship.people.models import MentorEntry, Person, User


def stand_in_for(user: User, pk: int, permission: str) -> StandIn:
    """The stand-in of a pair that this user may see."""
    visible = StandIn.objects.filter(pair__in=Pair.objects.visible_to(user))
    stand_in = get_object_or_404(visible.select_related("person", "pair__mentor"), pk=pk)
    require(user, permission, stand_in.pair)
    return stand_in


def facts(pair: Pair, person: Person, data: Mapping[str, Any], today: date) -> rules.StandInFacts:
    """What the rules need to know of somebody who is to stand in for the mentor."""
    starts_on, ends_on, limits = data["starts_on"], data["ends_on"], pair.edition.limits()
    entry = MentorEntry.objects.filter(person=person).first()
    led = Participation.objects.meeting(starts_on, ends_on).filter(mentor=person)
    others = pair.stand_ins.overlapping(starts_on, ends_on).select_related("person")
    return rules.StandInFacts(
        limits=limits,
        is_not_over=pair.state_on(today) in NOT_OVER,
        state=pair.now,
        mentor_id=pair.mentor_id,
        mentees=frozenset(mentee.pk for mentee in pair.mentees),
        pair_starts_on=pair.starts_on,
        pair_ends_on=pair.ended_on or pair.ends_on,
        person_id=person.pk,
        name=person.short_name,
        in_bank=entry is not None and entry.holds_on(starts_on) and entry.holds_on(ends_on),
        works=person.works_on(starts_on) and person.works_on(ends_on),
        load=most_at_once(led.values_list("pair__starts_on", "closed_on"), starts_on, ends_on),
        cap=mentor_cap(limits, entry.own_limit if entry else None),
        starts_on=starts_on,
        ends_on=ends_on,
        consented_on=data["consented_on"],
        today=today,
        others=tuple(map(str, others)),
        confirmed=data["confirmed"],
    )
