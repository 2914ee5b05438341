"""What may be done with a roadmap now."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.roadmap import queries, rules
from mentorship.roadmap.models import Roadmap


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
