"""What a record said on an earlier day: for facts that have no day of their own, its history knows."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, F, Model, OuterRef, Q, Subquery, When
from django.utils import timezone

from mentorship.core.prepared import Slot
from mentorship.core.terms import Day

Moment = datetime | Slot | None  # None: now, nothing has been recorded since
FAR = date(9999, 12, 30)  # a day that still has a day after it, in every zone


def end_of(day: date) -> datetime:
    """The moment when the day is over in the time of the institution."""
    return timezone.make_aware(datetime.combine(min(day, FAR) + timedelta(days=1), time.min))


def since_over(day: date) -> datetime | None:
    """The same moment if it has come: what is asked of today or of a coming day is as it stands now."""
    over = end_of(day)
    return over if over <= timezone.now() else None


def said(record: type[Model], field: str, over: Moment, path: str = "") -> Case:
    """In a query: what the field of the record said when the day was `over`; nothing where there was no record yet.

    The history is asked only of what has changed since then. `path` leads from the rows of the query to the record.
    """
    at = f"{path}__" if path else ""
    if over is None:
        return Case(default=F(f"{at}{record._meta.get_field(field).attname}"))  # type: ignore[union-attr]
    versions: Any = record.history.model._default_manager.filter(id=OuterRef(f"{at}pk"))  # type: ignore[attr-defined]
    before = versions.filter(history_date__lt=over).order_by("-history_date", "-history_id")
    known: Any = record._meta.get_field(field)
    return Case(
        When(Exists(versions.filter(history_date__gte=over)), then=Subquery(before.values(known.attname)[:1])),
        default=F(f"{at}{known.attname}"),
        output_field=known.target_field if known.is_relation else known,
    )


def on_file(over: Moment, column: str) -> Q:
    """In a query: it was recorded, at the moment that the column keeps, before the day was `over`."""
    return Q() if over is None else Q(**{f"{column}__lt": over})


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
