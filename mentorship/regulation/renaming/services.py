"""The institution is called otherwise from a day on; a change recorded by mistake is taken back."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from mentorship.core.history import erase, record
from mentorship.core.refusal import enforce
from mentorship.regulation.models import FormerRequisites, Institution
from mentorship.regulation.models.institution import REQUISITES
from mentorship.regulation.renaming import rules

DAY = timedelta(days=1)


@transaction.atomic
def rename(
    place: Institution, *, requisites: dict[str, Any], on: date, basis: str, by: Any, today: date
) -> Institution:
    """From the day on papers bear these requisites; earlier days keep the present ones.

    `requisites` has all of `REQUISITES` and the lines under the name (`details`).
    """
    place = Institution.objects.select_for_update().get(pk=place.pk)
    before = requisites_of(place)
    enforce(
        [
            *rules.renaming_violations(on, place.renamed_on, today, same=before == requisites),
            *rules.case_violations(before, requisites),
        ]
    )
    former = FormerRequisites(institution=place, until_on=on - DAY, basis=basis, **before)
    record(former, f"Прежние реквизиты: по {former.until_on:%d.%m.%Y}", by)
    _wear(place, requisites, on)
    record(place, f"Новые реквизиты с {on:%d.%m.%Y}: {basis}", by)
    return place


@transaction.atomic
def undo(place: Institution, *, reason: str, by: Any) -> Institution:
    """The last change did not take place: the requisites before it hold again; what is issued stays."""
    place = Institution.objects.select_for_update().get(pk=place.pk)
    enforce(rules.undoing_violations(place.renamed_on))
    *earlier, last = place.former_requisites.all()
    since = earlier[-1].until_on + DAY if earlier else None
    _wear(place, {name: getattr(last, name) for name in (*REQUISITES, "details")}, since)
    erase(last, f"Смена реквизитов отменена: {reason}", by)
    record(place, f"Смена реквизитов отменена: {reason}", by)
    return place


def requisites_of(place: Institution) -> dict[str, Any]:
    """What the institution is called by in the newest record."""
    return {**{name: getattr(place, name) for name in REQUISITES}, "details": list(place.profile().details)}


def _wear(place: Institution, requisites: dict[str, Any], since: date | None) -> None:
    facts = dict(requisites)
    place.layout = {**place.layout, "details": facts.pop("details")}
    place.renamed_on = since
    for name, value in facts.items():
        setattr(place, name, value)
