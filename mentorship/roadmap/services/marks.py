"""What has been done: the only thing that changes in an approved roadmap."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Refusal
from mentorship.people.models import User
from mentorship.roadmap.models import Activity
from mentorship.roadmap.services.roadmaps import locked


@transaction.atomic
def perform(activity: Activity, *, done_on: date, result: str, evidence: Any, today: date, by: User) -> Activity:
    """Mark an activity done, with what came of it and an evidence file."""
    activity = _markable(activity)
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
    activity = _markable(activity)
    activity.done_on, activity.result, activity.evidence = None, "", ""
    record(activity, f"Отметка о выполнении снята: {activity}", by)
    return activity


@transaction.atomic
def cancel(activity: Activity, *, reason: str, on: date, by: User) -> Activity:
    """It will not take place; it stays in the plan with the reason."""
    activity = _markable(activity)
    if activity.done_on:
        raise Refusal("Мероприятие уже выполнено. Сначала снимите отметку.")
    activity.cancelled_on, activity.cancel_reason = on, reason
    record(activity, f"Мероприятие отменено: {activity}", by)
    return activity


def _markable(activity: Activity) -> Activity:
    roadmap = locked(activity.stage.roadmap)
    if not roadmap.is_approved:
        raise Refusal(f"Отмечать можно мероприятия утверждённой дорожной карты, а эта {roadmap.get_status_display()}.")
    found = Activity.objects.select_related("stage__roadmap").get(pk=activity.pk)
    if found.cancelled_on:
        raise Refusal(f"Мероприятие отменено {found.cancelled_on:%d.%m.%Y}: {found.cancel_reason}")
    return found
