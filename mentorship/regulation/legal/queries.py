"""Reading the legal base: its acts for this user, what bases may name, what a text names wrongly."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core.past import not_yet
from mentorship.core.terms import Day
from mentorship.regulation.legal import citing, rules
from mentorship.regulation.legal.reference import Act
from mentorship.regulation.models import ActVersion, Edition, LegalAct


def act_for(user: Any, pk: int, permission: str = "legal.view") -> LegalAct:
    """One act: 404 when there is none for this user, 403 when they may only read it."""
    act = get_object_or_404(LegalAct.objects.visible_to(user).select_related("replaced_by"), pk=pk)
    require(user, permission, act)
    return act


def act_rows(user: Any) -> QuerySet[LegalAct]:
    """Rows of the list; `rank` puts the highest level first, `weight` the weightiest kind."""
    return LegalAct.objects.visible_to(user).ranked().defer("note", "check_note")


def unreviewed(on: Day) -> QuerySet[LegalAct]:
    """Acts from above, added by the institution: neither looked at nor followed by an edition or a version."""
    later = {"starts_on__gte": OuterRef("adopted_on"), "starts_on__lte": on}
    editions, versions = Edition.objects.filter(**later), ActVersion.objects.lasting(on).filter(**later)
    added = LegalAct.objects.not_ended_on(on).filter(not_yet(on, "checked_on"), added_on__lte=on)
    fresh = added.filter(~Exists(editions), ~Exists(versions.filter(approved_on__lte=on)))
    return fresh.filter(level__in=rules.ABOVE)


def told(act: LegalAct, replaced_by: str = "") -> Act:
    """The act as sentences need it."""
    return Act(
        key=act.pk,
        kind=act.kind,
        issuer=act.issuer,
        requisites=act.requisites,
        number=act.number,
        adopted_on=act.adopted_on,
        short_name=act.short_name,
        is_code=act.is_code,
        to_verify=act.to_verify,
        articles=tuple(act.articles),
        offered=tuple(act.offered),
        starts_on=act.starts_on,
        ends_on=act.ends_on,
        end_reason=act.end_reason,
        replaced_by=replaced_by,
    )


def base_of(day: date) -> list[Act]:
    """What bases of orders may name on the day, the highest level and the weightiest kind first."""
    return [told(act) for act in LegalAct.objects.in_force_on(day).by_weight()]


def noted(text: str, day: date) -> list[str]:
    """What is worth a look among the acts and articles that the text names; one query, none where it names nothing."""
    if not citing.may_cite(text):
        return []
    acts = LegalAct.objects.select_related("replaced_by").order_by("pk")
    return citing.notes(text, [told(act, act.replaced_by.name if act.replaced_by else "") for act in acts], day)
