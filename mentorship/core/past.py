"""What a record said on an earlier day: for facts that have no day of their own, its history knows."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, F, Model, OuterRef, Q, Subquery, When
from django.utils import timezone

from mentorship.core.prepared import Slot
from mentorship.core.terms import Day

Moment = datetime | Slot
FAR = date(9999, 12, 30)  # a day that still has a day after it, in every zone


def end_of(day: date) -> datetime:
    """The moment when the day is over in the time of the institution."""
    return timezone.make_aware(datetime.combine(min(day, FAR) + timedelta(days=1), time.min))


def said(record: type[Model], field: str, over: Moment, path: str = "") -> Case:
    """In a query: what the field of the record said when the day was `over`; nothing where there was no record yet.

    The history is asked only of what has changed since then. `path` leads from the rows of the query to the record.
    """
    at = f"{path}__" if path else ""
    versions: Any = record.history.model._default_manager.filter(id=OuterRef(f"{at}pk"))  # type: ignore[attr-defined]
    before = versions.filter(history_date__lt=over).order_by("-history_date", "-history_id")
    known: Any = record._meta.get_field(field)
    return Case(
        When(Exists(versions.filter(history_date__gte=over)), then=Subquery(before.values(known.attname)[:1])),
        default=F(f"{at}{known.attname}"),
        output_field=known.target_field if known.is_relation else known,
    )


def not_yet(day: Day, column: str) -> Q:
    """In a query: it has not happened by the day."""
    return Q(**{column: None}) | Q(**{f"{column}__gt": day})


def as_of(model: Any, day: date, *fields: str) -> dict[int, dict[str, Any]]:
    """By key: these fields at the end of the day, of the records that have been changed since; one query.

    Whatever is not here is as it is now: it has not been changed, or nothing older is on file.
    """
    changed = model.history.order_by().filter(history_date__gte=end_of(day)).values("id")
    rows = model.history.filter(history_date__lt=end_of(day), id__in=changed).order_by("history_date", "history_id")
    return {key: dict(zip(fields, values, strict=True)) for key, *values in rows.values_list("id", *fields)}
