"""Who in a running pair is not acquainted with the Положение and the acts of the list."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mentorship.access.roles import Office
from mentorship.core.past import said
from mentorship.core.prepared import Joined
from mentorship.pairs.study import queries, rules
from mentorship.people.models import User
from mentorship.people.models.person import name_columns, short_of
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, owed


@owed
class Unstudied(Source):
    """Everybody reads the acts and says so; whoever has no login is brought the sheet. Longest waiting first."""

    of = (MENTORS, MENTEES, Office.CLERK, Office.CURATOR)
    columns = {
        "person": "pk",
        "name": Joined(tuple(name_columns()), short_of),
        "is_mentee": "is_mentee",
        "has_login": "has_login",
        "acts": "acts",
        "known": "known",
        "since": "since",
    }

    def rows(
        self, everything: bool, offices: tuple[str, ...], *, person: int, on: date, over: datetime | None
    ) -> QuerySet:
        login = User.objects.alias(let_in=said(User, "is_active", over)).filter(person=OuterRef("pk"), let_in=True)
        left = queries.readers(on).filter(known__lt=F("acts")).annotate(has_login=Exists(login))
        rows = left.order_by("since", "pk")
        if everything:
            return rows
        return rows.filter(Q(pk=person) | Q(has_login=False)) if offices else rows.filter(pk=person)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        side, scope = "mentee" if row.is_mentee else "mentor", asked.scope
        if scope.everything or row.person == scope.person:
            yield rules.study_duty(row.person, row.name, side, row.since, row.acts - row.known, asked.limits)
        if not row.has_login and (scope.holds(Office.CLERK) or scope.holds(Office.CURATOR)):
            yield rules.collecting_duty(row.person, row.name, side, row.since, asked.limits)
