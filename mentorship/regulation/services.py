"""Changing the facts of the institution and the look of its papers."""

from typing import Any

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.documents.layout import Profile
from mentorship.regulation.models import Institution
from mentorship.regulation.renaming.rules import case_violations


@transaction.atomic
def set_layout(place: Institution, *, facts: dict[str, Any], layout: dict[str, Any], by: Any) -> Institution:
    """Change the institution's facts and the look of its papers; only what differs from the usual is kept."""
    place = Institution.objects.select_for_update().get(pk=place.pk)
    before = {name: getattr(place, name) for name in (*facts, "layout")}
    kept = {name: value for name, value in place.layout.items() if name not in layout}
    own = {name: value for name, value in layout.items() if Profile.from_dict({name: value}) != Profile()}
    for name, value in {**facts, "layout": {**kept, **own}}.items():
        setattr(place, name, value)
    enforce(case_violations(before, {**before, **facts}))
    if before != {name: getattr(place, name) for name in before}:
        record(place, _changed(before, place), by)
    return place


def _changed(before: dict[str, Any], place: Institution) -> str:
    look = before["layout"] != place.layout
    facts = any(value != getattr(place, name) for name, value in before.items() if name != "layout")
    what = ["реквизиты учреждения"] * facts + ["оформление бумаг"] * look
    return f"Изменено: {' и '.join(what)}"
