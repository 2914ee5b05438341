"""Reading the legal base: its acts for this user, what bases may name, what a text names wrongly."""

from datetime import date
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.regulation.legal import citing
from mentorship.regulation.legal.reference import Act
from mentorship.regulation.models import LegalAct


def act_for(user: Any, pk: int, permission: str = "legal.view") -> LegalAct:
    """One act: 404 when there is none for this user, 403 when they may only read it."""
    act = get_object_or_404(LegalAct.objects.visible_to(user).select_related("replaced_by"), pk=pk)
    require(user, permission, act)
    return act


def act_rows(user: Any) -> QuerySet[LegalAct]:
    """Rows of the list; `rank` puts the highest level first."""
    ranks = [When(level=level, then=Value(rank)) for rank, level in enumerate(LegalAct.Level)]
    return LegalAct.objects.visible_to(user).annotate(rank=Case(*ranks)).defer("note", "check_note")


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
        articles=tuple(act.articles),
        offered=tuple(act.offered),
        starts_on=act.starts_on,
        ends_on=act.ends_on,
        end_reason=act.end_reason,
        replaced_by=replaced_by,
    )


def base_of(day: date) -> list[Act]:
    """What bases of orders may name on the day, the highest level first."""
    ordered = LegalAct.objects.in_force_on(day).order_by("adopted_on", "pk")
    levels = list(LegalAct.Level)
    return [told(act) for act in sorted(ordered, key=lambda act: levels.index(LegalAct.Level(act.level)))]


def noted(text: str, day: date) -> list[str]:
    """What is worth a look among the acts and articles that the text names; one query, none where it names nothing."""
    if not citing.may_cite(text):
        return []
    acts = LegalAct.objects.select_related("replaced_by").order_by("pk")
    return citing.notes(text, [told(act, act.replaced_by.name if act.replaced_by else "") for act in acts], day)
