"""A lawful petition of each kind about an active pair."""

import datetime as dt

from mentorship.access.roles import Office, Relation
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.petitions import services
from mentorship.petitions.kinds import KINDS
from mentorship.petitions.models import Petition
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

FILED = dt.date(2026, 10, 5)  # a Monday
TODAY = dt.date(2026, 10, 20)


def petition(kind: str = "ending", pair: Pair | None = None, *, by: User | None = None, **fields) -> Petition:
    """Filed by the mentor where the kind allows it, otherwise by the mentee."""
    pair, row = pair or PairFactory(active=True), KINDS[kind]
    mentee = pair.participations.first().mentee
    given = {
        "author": pair.mentor if Relation.MENTOR in row.files else mentee,
        "about": mentee if row.about else None,
        "reason": "Переезд в другой район",
        "filed_on": FILED,
        "today": TODAY,
        **fields,
    }
    if by is None and fields.get("method") == Petition.Method.PAPER:
        by = UserFactory()  # somebody outside the pair
    return services.file(pair, kind, by=by, **given)


def decided(row: Petition, granted: bool = True, *, by: User, **fields) -> Petition:
    given = {"reason": "" if granted else "Причина не уважительная", "decided_on": FILED, "today": TODAY, **fields}
    if granted and row.rule.dated:
        given.setdefault("effective_on", dt.date(2026, 10, 19))
    return services.decide(row, granted=granted, by=by, **given)


OFFICES = (Office.DIRECTOR, Office.CURATOR, Office.COUNCIL, Office.CLERK, Office.ADMIN)
