"""Everything that changes stand-ins. One function, one action of a user, one transaction."""

from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.pairs.ending.recorded import STOOD_IN
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair, StandIn
from mentorship.pairs.signals import records_of
from mentorship.pairs.stand_ins import acts, queries, rules
from mentorship.people.models import Person, User


@transaction.atomic
def begin(pair: Pair, *, person: Person, today: date, by: User, **data: Any) -> StandIn:
    """Somebody of the bank works with the mentees on these days; the pair goes on, the limit does not count them."""
    [pair] = lock_pairs([pair], also=[person.pk])
    enforce(rules.stand_in_violations(queries.facts(pair, person, data, today)))
    days = {name: data[name] for name in ("starts_on", "ends_on", "reason", "consented_on")}
    added = StandIn(pair=pair, person=person, **days)
    record(added, f"Замещает наставника: {person.short_name}", by)
    return added


@transaction.atomic
def end(stand_in: StandIn, *, on: date, reason: str, by: User) -> StandIn:
    """It ended earlier, or did not come about: then its last day is the one before the first."""
    [pair] = lock_pairs([stand_in.pair])  # whoever writes a meeting down locks the pair too
    stand_in = StandIn.objects.select_for_update().get(pk=stand_in.pk)
    acts.END.require(stand_in)
    met = [day for day, what in records_of(pair) if what == STOOD_IN]
    enforce(rules.early_end_violations(stand_in.starts_on, stand_in.ends_on, on, met))
    stand_in.ended_on, stand_in.end_reason = on, reason
    record(stand_in, "Замещение закончено раньше срока", by)
    return stand_in
