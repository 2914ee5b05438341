"""Stages and activities of a draft: added, changed, moved, removed."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from mentorship.core.history import erase, record
from mentorship.core.locking import apply, locked
from mentorship.core.refusal import enforce
from mentorship.people.models import User
from mentorship.roadmap import rules
from mentorship.roadmap.models import Activity, Responsible, Roadmap, Stage
from mentorship.roadmap.services.roadmaps import locked_draft

Row = TypeVar("Row", bound=Stage | Activity)
PEOPLE = ("offices", "posts", "group", "group_posts")


@transaction.atomic
def add_stage(roadmap: Roadmap, *, fields: dict[str, Any], by: User) -> Stage:
    """One more stage at the end."""
    roadmap = locked_draft(roadmap)
    enforce(rules.room_violations(stages=roadmap.stages.count()))
    stage = Stage(roadmap=roadmap, position=_last(roadmap.stages) + 1)
    return _save(stage, fields, f"Добавлен этап: {fields['title']}", by)


@transaction.atomic
def edit_stage(stage: Stage, *, fields: dict[str, Any], by: User) -> Stage:
    """Change a stage of a draft."""
    return _save(_own(stage), fields, f"Изменён этап: {fields['title']}", by, seen=stage)


@transaction.atomic
def remove_stage(stage: Stage, *, by: User) -> None:
    """Take a stage out of a draft with all its activities."""
    stage = _own(stage)
    for activity in stage.activities.all():
        erase(activity, f"Убран этап: {stage.title}", by)
    erase(stage, f"Убран этап: {stage.title}", by)


@transaction.atomic
def add_activity(stage: Stage, *, fields: dict[str, Any], by: User) -> Activity:
    """One more activity at the end of the stage."""
    stage = _own(stage)
    enforce(rules.room_violations(activities=stage.activities.count()))
    activity = Activity(stage=stage, position=_last(stage.activities) + 1)
    return _save(activity, fields, f"Добавлено мероприятие: {fields['text']}", by)


@transaction.atomic
def edit_activity(activity: Activity, *, fields: dict[str, Any], by: User) -> Activity:
    """Change an activity of a draft."""
    return _save(_own(activity), fields, f"Изменено мероприятие: {fields['text']}", by, seen=activity)


@transaction.atomic
def remove_activity(activity: Activity, *, by: User) -> None:
    """Take an activity out of a draft."""
    activity = _own(activity)
    erase(activity, f"Убрано мероприятие: {activity}", by)


@transaction.atomic
def move(row: Stage | Activity, *, by: User, up: bool) -> None:
    """Change places with the neighbour; the first cannot go up and stays."""
    row = _own(row)
    if isinstance(row, Stage):
        rows: list[Any] = list(Stage.objects.filter(roadmap=row.roadmap_id))
    else:
        rows = list(Activity.objects.filter(stage=row.stage_id))
    at = [other.pk for other in rows].index(row.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
        # Numbers may have gaps or repeat: everybody gets the place where they stand now.
        for position, other in enumerate(rows, start=1):
            if other.position != position:
                other.position = position
                record(other, f"Изменён порядок: {other}", by)


def _own(row: Row) -> Row:
    """The row of a draft as it is now: the roadmap is locked first, so nobody removes the row or its neighbours."""
    stage = row if isinstance(row, Stage) else row.stage
    roadmap = locked_draft(stage.roadmap)
    row = locked(row)
    (row if isinstance(row, Stage) else row.stage).roadmap = roadmap
    return row


def _save(row: Any, fields: dict[str, Any], reason: str, by: User, seen: Any = None) -> Any:
    period = row.roadmap.period if isinstance(row, Stage) else row.stage.roadmap.period
    typed = {name: value for name, value in fields.items() if name not in PEOPLE}
    apply(row, typed, seen=seen or row)
    if problem := row.term.problem(period):
        field, words = problem
        raise ValidationError({field: words})
    record(row, reason, by)
    _set_responsible(row, fields, by)
    return row


def _set_responsible(row: Stage | Activity, fields: dict[str, Any], by: User) -> None:
    """Write down who is responsible, in their posts as they are called now; an unchanged list is left alone."""
    wanted = [("", None, office) for office in fields["offices"]]
    wanted += [("", post, "") for post in fields["posts"]]
    group = fields["group"]
    wanted += [(group, post, "") for post in fields["group_posts"]] or ([(group, None, "")] if group else [])
    present = [(old.group, old.post, old.office) for old in row.responsible.select_related("post")]
    if wanted == present:
        return
    for old in row.responsible.all():
        erase(old, "Изменены ответственные", by)
    owner = {"stage": row} if isinstance(row, Stage) else {"activity": row}
    for group, post, office in wanted:
        title = post.title if post else ""
        new = Responsible(group=group, post=post, title=title, office=office, **owner)
        record(new, "Изменены ответственные", by)


def _last(rows: Any) -> int:
    return rows.aggregate(last=Max("position"))["last"] or 0
