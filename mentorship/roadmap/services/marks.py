"""What has been done: the only thing that changes in an approved roadmap."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.access.acts import Act
from mentorship.core.history import record
from mentorship.people.models import User
from mentorship.roadmap import acts
from mentorship.roadmap.models import Activity
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
    activity.done_on, activity.result, activity.evidence = None, "", ""
    record(activity, f"Отметка о выполнении снята: {activity}", by)
    return activity


@transaction.atomic
def cancel(activity: Activity, *, reason: str, on: date, by: User) -> Activity:
    """It will not take place; it stays in the plan with the reason."""
    activity = _ready(activity, acts.CANCEL)
    activity.cancelled_on, activity.cancel_reason = on, reason
    record(activity, f"Мероприятие отменено: {activity}", by)
    return activity


def _ready(activity: Activity, act: Act[Activity]) -> Activity:
    """The activity as it is now, under the lock of its roadmap, refused unless the act may be done with it."""
    locked(activity.stage.roadmap)
    found = Activity.objects.select_related("stage__roadmap").get(pk=activity.pk)
    act.require(found)
    return found
