"""Where a granted petition leads: page, words of the link, who may, what the address carries along.

A row for a new page is all that is needed; `carries` names days of the petition put after «?». What its author
wrote is never carried: the reason of an order is typed by whoever prepares it (MNT-10, MO-12).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from mentorship.access.acts import Button
from mentorship.access.grants import can
from mentorship.people.models import User
from mentorship.petitions.models import Petition


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A page of the pair that carries out what was granted."""

    words: str
    url_name: str
    permission: str
    carries: dict[str, str] = field(default_factory=dict)

    def url(self, petition: Petition) -> str:
        said: dict[str, Any] = {key: getattr(petition, name) for key, name in self.carries.items()}
        query = urlencode({key: value for key, value in said.items() if value})
        return reverse(self.url_name, args=[petition.pair_id]) + (f"?{query}" if query else "")


END = FollowUp("Завершить пару", "programs:end", "pair.end", {"on": "last_day"})
REPLACE = FollowUp("Сменить наставника", "replacements:replace", "pair.replace", {"from": "effective_on"})
PAIR = FollowUp("Открыть пару и программу", "pairs:card", "pair.view")

FOLLOW_UPS: dict[str, tuple[FollowUp, ...]] = {
    "resignation": (REPLACE, END),
    "replacement": (REPLACE, END),
    "ending": (END,),
    "proposal": (PAIR,),
}


def follow_ups(petition: Petition, user: User) -> Iterator[Button]:
    """Each next step that this user may take, the likeliest first; none until it is granted or once it is done."""
    if petition.state != Petition.State.GRANTED:
        return
    level = "primary"
    for row in FOLLOW_UPS.get(petition.kind, ()):
        if can(user, row.permission, petition.pair):
            yield Button(row.words, row.url(petition), level, post=False)
            level = "outline-primary"
