"""Who reads what of the journal: the one place that says it."""

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from mentorship.access.roles import ADVISING_OFFICES, READING_OFFICES
from mentorship.pairs.models import Pair
from mentorship.pairs.models.pair import PairQuerySet

Row = TypeVar("Row", bound=Model)


def open_to(user: Any) -> PairQuerySet:
    """The pairs whose journal the user may read: who sees every pair for other work reads only the own journals."""
    pairs: PairQuerySet = Pair.objects.visible_to(user)
    if user.offices & ADVISING_OFFICES or not user.offices & READING_OFFICES:
        return pairs
    return pairs.filter(Q(mentor=user.person_id) | Q(participations__mentee=user.person_id)).distinct()


def of_the_pair(rows: QuerySet[Row], user: Any) -> QuerySet[Row]:
    """What everybody of the pair shares: its meetings."""
    if user.offices & ADVISING_OFFICES:
        return rows
    return rows.filter(pair__in=open_to(user).values("pk"))


def of_one_mentee(rows: QuerySet[Row], user: Any) -> QuerySet[Row]:
    """Tasks and help: offices and the mentor see those of the whole pair, a mentee only the own ones."""
    if user.offices & ADVISING_OFFICES:
        return rows
    led = open_to(user).exclude(participations__mentee=user.person_id).values("pk")
    return rows.filter(Q(mentee=user.person_id) | Q(pair__in=led))
