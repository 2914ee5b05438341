"""Everything that changes publications: one function, one action of a user, one transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from mentorship.access.acts import Act
from mentorship.core.forms.shown import require
from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.core.refusal import Violation, enforce
from mentorship.people.models import Person, User
from mentorship.publication.models import Notice, NoticeFile
from mentorship.publication.notices import acts, queries, rules
from mentorship.publication.notices.copies import copy_of, words_of

Status = Notice.Status


@transaction.atomic
def prepare(*, fields: dict[str, Any], pictured: Iterable[Person], by: User) -> Notice:
    """Begin a publication; of a material of the library its files are copied for visitors."""
    notice = _write(Notice(), "Публикация подготовлена", fields, pictured, by)
    if notice.material:
        _copy_files(notice)
    return notice


@transaction.atomic
def edit(notice: Notice, *, fields: dict[str, Any], pictured: Iterable[Person], by: User) -> Notice:
    """Change what is being prepared."""
    return _write(_ready(notice, acts.EDIT), "Публикация изменена", fields, pictured, by)


def _write(notice: Notice, reason: str, fields: dict[str, Any], pictured: Iterable[Person], by: User) -> Notice:
    for name, value in fields.items():
        setattr(notice, name, value)
    record(notice, reason, by)
    notice.pictured.set(pictured)
    return notice


def _copy_files(notice: Notice) -> None:
    assert notice.material is not None  # asked before
    for row in notice.material.files.all():
        with row.file.open("rb") as file:
            content = file.read()
        words, content = words_of(row.name, content), copy_of(row.name, content)
        copy = NoticeFile(notice=notice, name=row.name, size=len(content), words=words)
        copy.file.save(row.name, ContentFile(content), save=False)
        copy.save()


@transaction.atomic
def submit(notice: Notice, *, on: date, by: User) -> Notice:
    """It is ready: somebody who may is asked to approve it."""
    notice = _ready(notice, acts.SUBMIT)
    notice.status, notice.submitted_on = Status.SUBMITTED, on
    record(notice, "Публикация передана на утверждение", by)
    return notice


@transaction.atomic
def approve(
    notice: Notice,
    *,
    shows_from: date,
    shows_until: date | None,
    cleared: Iterable[str],
    today: date,
    by: User,
    seen: str | None = None,
) -> Notice:
    """What was shown goes out on its days; refused with everybody who is named in it without permission (PUB-03)."""
    notice = _ready(notice, acts.APPROVE)
    require(seen, queries.shown_notice(notice, today).mark)
    notice.cleared = [*notice.cleared, *cleared]
    facts = queries.publication(notice, shows_from, shows_until, today)
    enforce([*rules.approval_violations(facts), *_early(notice, shows_from)])
    notice.status, notice.approved_by = Status.APPROVED, by
    notice.shows_from, notice.shows_until = shows_from, shows_until
    record(notice, f"Публикация утверждена, видна с {shows_from:%d.%m.%Y}", by)
    return notice


def _early(notice: Notice, on: date) -> Iterable[Violation]:
    """Results of what is not over on the day."""
    if notice.kind != Notice.Kind.RESULT or notice.pair is None:
        return ()
    return rules.result_violations(notice.pair.edition.limits(), notice.pair.ended_on, on)


@transaction.atomic
def rework(notice: Notice, *, by: User) -> Notice:
    """Back to the beginning: it leaves the pages at once."""
    notice = _ready(notice, acts.REWORK)
    notice.status, notice.approved_by, notice.shows_from, notice.shows_until = Status.DRAFT, None, None, None
    notice.submitted_on, notice.removed_on, notice.remove_reason, notice.cleared = None, None, "", []
    record(notice, "Публикация возвращена на доработку", by)
    return notice


@transaction.atomic
def remove(notice: Notice, *, reason: str, on: date, by: User) -> Notice:
    """Off the pages at once and for good; it stays in the list with the reason."""
    notice = _ready(notice, acts.REMOVE)
    notice.status, notice.removed_on, notice.remove_reason = Status.REMOVED, on, reason
    record(notice, f"Публикация снята: {reason}", by)
    return notice


def _ready(notice: Notice, act: Act[Notice]) -> Notice:
    """The publication as it is now, locked, unless something bars the act."""
    notice = locked(notice)
    act.require(notice)
    return notice
