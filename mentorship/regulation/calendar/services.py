"""Changing which days are working ones: the week, the years of the production calendar."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from mentorship.core.calendar.workdays import Move
from mentorship.core.history import record
from mentorship.regulation.models import Institution


@transaction.atomic
def set_week(place: Institution, *, days: int, by: Any) -> Institution:
    """Work five or six days a week (legal.md §9)."""
    place = Institution.objects.select_for_update().get(pk=place.pk)
    if place.six_days != (days == 6):
        place.six_days = days == 6
        record(place, f"Рабочая неделя: {days} дней", by)
    return place


@transaction.atomic
def set_year(place: Institution, *, year: int, act: str, moved: Iterable[Move], by: Any) -> Institution:
    """Enter or mend the days off that the government's act moves in a year."""
    place = Institution.objects.select_for_update().get(pk=place.pk)
    row = {"act": act, "moved": [[one.isoformat(), other.isoformat()] for one, other in moved]}
    place.day_moves = {**place.day_moves, str(year): row}
    record(place, f"Календарь на {year} год: переносов {len(row['moved'])}", by)
    return place
