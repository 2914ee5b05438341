"""What has been done: the only thing that changes in an approved roadmap."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from mentorship.access.acts import Act
from mentorship.core.history import record
from mentorship.orders.models import Order
from mentorship.people.models import User
from mentorship.roadmap import acts
from mentorship.roadmap.models import Activity, Roadmap
from mentorship.roadmap.services.roadmaps import locked


@transaction.atomic
def perform(activity: Activity, *, done_on: date, result: str, evidence: Any, today: date, by: User) -> Activity:
    """Mark an activity done, with what came of it and an evidence file."""
    activity = _ready(activity, acts.PERFORM)
    period = activity.stage.roadmap.period
    if not period.starts_on <= done_on <= today:
        raise ValidationError({"done_on": f"День должен быть с {period.starts_on:%d.%m.%Y} по сегодняшний."})
    activity.done_on, activity.result = done_on, result
    if evidence:
        activity.evidence = evidence
    record(activity, f"Отмечено выполнение: {activity}", by)
    return activity


@transaction.atomic
def unmark(activity: Activity, *, by: User) -> Activity:
    """Take a mark back that was put by mistake; the history keeps it."""
    activity = _ready(activity, acts.UNMARK)
    activity.done_on, activity.result, activity.evidence, activity.closed_by = None, "", "", None
    record(activity, f"Отметка о выполнении снята: {activity}", by)
    return activity


@transaction.atomic
def cancel(activity: Activity, *, reason: str, on: date, by: User) -> Activity:
    """It will not take place; it stays in the plan with the reason."""
    activity = _ready(activity, acts.CANCEL)
    activity.cancelled_on, activity.cancel_reason = on, reason
    record(activity, f"Мероприятие отменено: {activity}", by)
    return activity


def close_by(order: Order, *, by: User) -> None:
    """The signed order is what approved roadmaps have planned: its day is the day of their marks."""
    assert order.signed_on
    rows = Activity.objects.filter(closes_by=order.kind, stage__roadmap__status=Roadmap.Status.APPROVED)
    period = {"stage__roadmap__starts_on__lte": order.signed_on, "stage__roadmap__ends_on__gte": order.signed_on}
    _close(rows.filter(**period), order, by)


def close_by_signed(roadmap: Roadmap, *, by: User) -> None:
    """What was planned and had been ordered in the period before the roadmap was approved is done."""
    waiting = Activity.objects.filter(stage__roadmap=roadmap).exclude(closes_by="")
    kinds = set(waiting.values_list("closes_by", flat=True))
    signed = Order.objects.filter(kind__in=kinds, status=Order.Status.SIGNED, signed_on__gte=roadmap.starts_on)
    for order in signed.filter(signed_on__lte=roadmap.ends_on).defer("snapshot").order_by("signed_on", "pk"):
        _close(waiting.filter(closes_by=order.kind), order, by)


def _close(rows: QuerySet[Activity], order: Order, by: User) -> None:
    for row in rows.filter(done_on=None, cancelled_on=None).select_related("stage__roadmap").order_by("pk"):
        locked(row.stage.roadmap)
        activity = Activity.objects.get(pk=row.pk)
        if activity.done_on is None and activity.cancelled_on is None:
            activity.done_on, activity.result, activity.closed_by = order.signed_on, str(order), order
            record(activity, f"Выполнено приказом № {order.number}: {activity}", by)


def open_again(order: Order, *, by: User) -> None:
    """The order is revoked: what was done by it alone is still to be done."""
    for activity in Activity.objects.filter(closed_by=order).select_related("stage__roadmap").order_by("pk"):
        locked(activity.stage.roadmap)
        activity.done_on, activity.result, activity.closed_by = None, "", None
        record(activity, f"Приказ № {order.number} отменён, отметка снята: {activity}", by)


def _ready(activity: Activity, act: Act[Activity]) -> Activity:
    """The activity as it is now, under the lock of its roadmap, refused unless the act may be done with it."""
    locked(activity.stage.roadmap)
    found = Activity.objects.select_related("stage__roadmap").get(pk=activity.pk)
    act.require(found)
    return found
