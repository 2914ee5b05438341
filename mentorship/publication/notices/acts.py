"""What may be done with a publication now."""

from collections.abc import Iterator

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.publication.models import Notice
from mentorship.publication.notices import rules

Status = Notice.Status


def _edit_bars(notice: Notice) -> Iterator[Violation]:
    return rules.editing_violations(notice.is_draft, notice.get_status_display())


def _approve_bars(notice: Notice) -> Iterator[Violation]:
    waits = notice.status in (Status.DRAFT, Status.SUBMITTED)
    return rules.waiting_violations(waits, notice.get_status_display())


def _rework_bars(notice: Notice) -> Iterator[Violation]:
    return rules.waiting_violations(not notice.is_draft, notice.get_status_display())


def _remove_bars(notice: Notice) -> Iterator[Violation]:
    return rules.waiting_violations(notice.status != Status.REMOVED, notice.get_status_display())


APPROVE = Act[Notice](
    permission="publication.approve",
    page="publication:approve",
    label="Утвердить и показать",
    bars=_approve_bars,
    level="primary",
)
SUBMIT = Act[Notice](
    permission="publication.prepare",
    page="publication:submit",
    label="Передать на утверждение",
    bars=_edit_bars,
    post=True,
)
EDIT = Act[Notice](permission="publication.prepare", page="publication:edit", label="Изменить", bars=_edit_bars)
REWORK = Act[Notice](
    permission="publication.prepare",
    page="publication:rework",
    label="Вернуть на доработку",
    bars=_rework_bars,
    post=True,
)
REMOVE = Act[Notice](
    permission="publication.prepare", page="publication:remove", label="Снять", bars=_remove_bars, level="link"
)
PLACE = Act[Notice](
    permission="publication.place",
    page=lambda notice: f"{_place_page()}?notice={notice.pk}",
    label="Записать размещение",
    asks=lambda notice, user: notice.status == Status.APPROVED,
)

ON_CARD = (APPROVE, SUBMIT, EDIT, PLACE, REWORK, REMOVE)


def _place_page() -> str:
    from django.urls import reverse

    return reverse("publication:place")
