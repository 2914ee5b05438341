"""What is owed about replacements: the order, and the note of the mentor before."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from mentorship.access.roles import Office
from mentorship.core.past import not_yet
from mentorship.core.terms import come, lasts_on, not_past
from mentorship.pairs import past
from mentorship.pairs.sources import PairSource
from mentorship.people.models.person import name_of
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import MENTORS, Asked, owed
from mentorship.replacements import rules
from mentorship.replacements.models import Replacement

OLD = "pair__replaces"
LEFT_ON = f"{OLD}__mentor__left_on"


def _in_order(rows: QuerySet) -> QuerySet:
    return rows.order_by("pair__starts_on", "pk")


@owed
class Begun(PairSource):
    """The curator brings a replacement to its order."""

    of = (Office.CURATOR,)
    pair = "pair"
    columns = {
        "new": "pair",
        "starts_on": "pair__starts_on",
        "edition": f"{OLD}__edition",
        "before": name_of(f"{OLD}__mentor"),
    }

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        return _in_order(Replacement.objects.filter(past.proposed(on, over, "pair"), begun_on__lte=on))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        title = f"{row.before} → {row.title}"
        yield rules.order_duty(row.new, title, row.starts_on, asked.own[row.edition])


@owed
class Unwritten(PairSource):
    """The note of the mentor before, or of the curator when that mentor has left."""

    of = (MENTORS, Office.CURATOR)
    pair = "pair"
    columns = {
        "old": OLD,
        "starts_on": "pair__starts_on",
        "edition": f"{OLD}__edition",
        "mentor_before": f"{OLD}__mentor",
        "left_on": LEFT_ON,
        "before": name_of(f"{OLD}__mentor"),
    }

    def rows(self, everything: bool, offices: tuple[str, ...], *, person: int, on: date) -> QuerySet:
        taken_over = Replacement.objects.filter(past.signed(on, "pair"), come(on, "pair__starts_on"))
        rows = taken_over.filter(not_yet(on, "note_on"))
        works = not_past(on, LEFT_ON)
        mine = Q(**{f"{OLD}__mentor": person}) & works
        if not everything:
            rows = rows.filter(mine | ~works if Office.CURATOR in offices else mine)
        return _in_order(rows)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        works = lasts_on(self.known("on", asked.scope), None, row.left_on)
        owner = row.mentor_before if works else None
        title = f"{row.before} → {row.title}"
        yield from rules.note_duty(row.old, title, owner, row.starts_on, asked.own[row.edition])
