"""What may be done with a roadmap now."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.roadmap import queries, rules
from mentorship.roadmap.models import Activity, Roadmap, Stage


def state(roadmap: Roadmap) -> rules.State:
    """Where the roadmap is on its way."""
    return rules.State(
        draft=roadmap.is_draft, approved=roadmap.is_approved, held=roadmap.is_held, ends_on=roadmap.ends_on
    )


def _change_bars(roadmap: Roadmap) -> Iterator[Violation]:
    return rules.change_violations(state(roadmap))


def _order_bars(roadmap: Roadmap) -> Iterable[Violation]:
    return list(_change_bars(roadmap)) or queries.violations(roadmap, timezone.localdate())


def _revision_bars(roadmap: Roadmap) -> Iterator[Violation]:
    return rules.revision_violations(state(roadmap))


def _archive_bars(roadmap: Roadmap) -> Iterator[Violation]:
    return rules.archive_violations(state(roadmap))


def _in_draft_order(roadmap: Roadmap, user: Any) -> bool:
    return roadmap.is_held


def _in_signed_order(roadmap: Roadmap, user: Any) -> bool:
    return roadmap.order is not None and not roadmap.is_draft


def _order_page(roadmap: Roadmap) -> str:
    assert roadmap.order is not None  # it asks for one
    return roadmap.order.get_absolute_url()


def _order_label(roadmap: Roadmap) -> str:
    assert roadmap.order is not None  # it asks for one
    return f"Приказ № {roadmap.order.number}"


def _stage_bars(stage: Stage) -> Iterator[Violation]:
    return _change_bars(stage.roadmap)


def _activity_bars(activity: Activity) -> Iterator[Violation]:
    return _change_bars(activity.stage.roadmap)


def _mark_bars(activity: Activity) -> Iterator[Violation]:
    roadmap, on = activity.stage.roadmap, activity.cancelled_on
    cancelled = f"{on:%d.%m.%Y}: {activity.cancel_reason}" if on else ""
    return rules.marking_violations(roadmap.is_approved, roadmap.get_status_display(), cancelled)


def _cancel_bars(activity: Activity) -> Iterable[Violation]:
    return list(_mark_bars(activity)) or rules.cancelling_violations(activity.done_on is not None)


DRAFT_ORDER = Act[Roadmap](
    permission="order.list",
    page=_order_page,
    label="К проекту приказа",
    asks=_in_draft_order,
    level="primary",
)
ORDER = Act[Roadmap](permission="order.list", page=_order_page, label=_order_label, asks=_in_signed_order)
PREPARE_ORDER = Act[Roadmap](
    permission="roadmap.edit",
    page="roadmap:order",
    label="Подготовить приказ",
    bars=_order_bars,
    level="primary",
    post=True,
)
TIMELINE = Act[Roadmap](permission="roadmap.view", page="roadmap:timeline", label="По месяцам")
EDIT = Act[Roadmap](
    permission="roadmap.edit",
    page="roadmap:edit",
    label="Название, период и оформление",
    bars=_change_bars,
)
COLUMNS = Act[Roadmap](permission="roadmap.edit", page="roadmap:columns", label="Графы таблицы", bars=_change_bars)
ADD_STAGE = Act[Roadmap](permission="roadmap.edit", page="roadmap:add_stage", label="Добавить этап", bars=_change_bars)
COPY = Act[Roadmap](
    permission="roadmap.edit",
    page="roadmap:copy",
    label="Составить по ней на следующий период",
    post=True,
)
REVISE = Act[Roadmap](
    permission="roadmap.edit",
    page="roadmap:revise",
    label="Новая редакция",
    bars=_revision_bars,
    post=True,
)
ARCHIVE = Act[Roadmap](
    permission="roadmap.edit",
    page="roadmap:archive",
    label="Убрать в архив",
    bars=_archive_bars,
    post=True,
)

ON_CARD = (DRAFT_ORDER, ORDER, PREPARE_ORDER, TIMELINE)
OF_DRAFT = (EDIT, COLUMNS)

EDIT_STAGE = Act[Stage](permission="roadmap.edit", page="roadmap:edit_stage", label="Изменить", bars=_stage_bars)
STAGE_UP = Act[Stage](permission="roadmap.edit", page="roadmap:stage_up", label="Выше", bars=_stage_bars, post=True)
STAGE_DOWN = Act[Stage](permission="roadmap.edit", page="roadmap:stage_down", label="Ниже", bars=_stage_bars, post=True)
REMOVE_STAGE = Act[Stage](
    permission="roadmap.edit", page="roadmap:remove_stage", label="Убрать этап", bars=_stage_bars, post=True
)
ADD_ACTIVITY = Act[Stage](
    permission="roadmap.edit", page="roadmap:add_activity", label="Добавить мероприятие", bars=_stage_bars
)
EDIT_ACTIVITY = Act[Activity](
    permission="roadmap.edit", page="roadmap:edit_activity", label="Изменить", bars=_activity_bars
)
ACTIVITY_UP = Act[Activity](
    permission="roadmap.edit", page="roadmap:activity_up", label="Выше", bars=_activity_bars, post=True
)
ACTIVITY_DOWN = Act[Activity](
    permission="roadmap.edit", page="roadmap:activity_down", label="Ниже", bars=_activity_bars, post=True
)
REMOVE_ACTIVITY = Act[Activity](
    permission="roadmap.edit", page="roadmap:remove_activity", label="Убрать", bars=_activity_bars, post=True
)
PERFORM = Act[Activity](
    permission="roadmap.mark",
    page="roadmap:perform",
    label="Отметить выполненным",
    bars=_mark_bars,
    asks=lambda activity, user: activity.is_open,
)
CANCEL = Act[Activity](permission="roadmap.edit", page="roadmap:cancel", label="Отменить", bars=_cancel_bars)
UNMARK = Act[Activity](
    permission="roadmap.mark",
    page="roadmap:unmark",
    label="Снять отметку",
    bars=_mark_bars,
    asks=lambda activity, user: activity.done_on is not None,
    post=True,
)


def of_stage(number: int, count: int) -> list[Act[Stage]]:
    """The acts of the stage that stands at that number: the first goes no higher, the last no lower."""
    return [EDIT_STAGE, *[STAGE_UP] * (number > 1), *[STAGE_DOWN] * (number < count), REMOVE_STAGE]


def of_activity(number: int, count: int) -> list[Act[Activity]]:
    """The acts of the activity that stands at that number in its stage."""
    ways = [*[ACTIVITY_UP] * (number > 1), *[ACTIVITY_DOWN] * (number < count)]
    return [PERFORM, CANCEL, UNMARK, EDIT_ACTIVITY, *ways, REMOVE_ACTIVITY]
