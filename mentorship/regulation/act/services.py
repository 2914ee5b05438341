"""Preparing a version of the Положение, approving it, marking it as published."""

import hashlib
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max

from mentorship.access.acts import Act
from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import erase, record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.documents import keeping
from mentorship.regulation.act import acts, issues, queries, rules
from mentorship.regulation.act.paper import ACT, shown_version
from mentorship.regulation.models import ActVersion
from mentorship.regulation.queries import edition_on
from mentorship.regulation.wording.texts import shipped, wrong_text


@transaction.atomic
def begin_version(*, fields: dict[str, Any], on: date, by: Any) -> ActVersion:
    """A draft of the next version, typed or uploaded (INS-09, INS-10); one at a time."""
    last = ActVersion.objects.aggregate(last=Max("number"))["last"] or 0
    version = ActVersion(edition=edition_on(on), number=last + 1)
    _fill(version, fields, on)
    record(version, "Подготовлен проект новой версии Положения", by)
    return version


@transaction.atomic
def edit_version(version: ActVersion, *, fields: dict[str, Any], on: date, by: Any) -> ActVersion:
    """Change a draft; a file goes on being kept until another one comes."""
    version = _locked(version, acts.EDIT)
    old = version.file.name
    _fill(version, fields, on)
    record(version, "Изменён проект версии Положения", by)
    if old and version.file.name != old:
        _forget_file(version, old)
    return version


@transaction.atomic
def discard_version(version: ActVersion, *, by: Any) -> None:
    """The draft is not wanted; the history keeps that there was one."""
    version = _locked(version, acts.DISCARD)
    if name := version.file.name:
        _forget_file(version, name)
    erase(version, "Проект версии Положения убран", by)


@transaction.atomic
def approve_version(
    version: ActVersion, *, approval: dict[str, Any], confirmed: bool, today: date, by: Any, seen: str | None = None
) -> ActVersion:
    """The version takes effect from its day without an end (INS-09, INS-14); `confirmed` answers the warnings.

    `seen` is the fingerprint of the draft as it was shown.
    """
    version = _locked(version, acts.APPROVE)
    require_shown(seen, shown_version(version, today).mark)
    days = {name: approval[name] for name in ("approved_on", "starts_on", "publish_by")}
    found = rules.approval_violations(queries.approval_facts(version, today=today, **days))
    enforce(violation for violation in found if not (confirmed and violation.overridable))
    return _approve(version, approval, by)


@transaction.atomic
def approve_by_order(version: ActVersion, *, approval: dict[str, Any], by: Any) -> ActVersion:
    """The effect of a signed order, which has checked everything: its code is among the `approval`."""
    return _approve(_locked(version, acts.APPROVE), approval, by)


def _approve(version: ActVersion, approval: dict[str, Any], by: Any) -> ActVersion:
    version.edition = queries.edition_of(version, approval["starts_on"])
    for name, value in approval.items():
        setattr(version, name, value)
    version.status = ActVersion.Status.APPROVED
    record(version, f"Версия Положения утверждена: {version.approval}", by)
    keeping.keep(issues.of_version(version))
    return version


@transaction.atomic
def end_version(version: ActVersion, *, ends_on: date, why: str, by: Any) -> ActVersion:
    """Its order has been revoked: the version before it is in force again after that day."""
    version = locked(version)
    version.ends_on = ends_on
    record(version, f"Версия Положения утратила силу: {why}", by)
    return version


@transaction.atomic
def mark_published(version: ActVersion, *, url: str, on: date, today: date, by: Any) -> ActVersion:
    """The version is on the site: where and since when (PUB-09, ADM-05)."""
    version = _locked(version, acts.PUBLISH)
    assert version.approved_on is not None  # only a draft has none
    limits = version.edition.limits()
    enforce(rules.publication_violations(limits, approved_on=version.approved_on, on=on, today=today))
    version.published_url, version.published_on = url, on
    record(version, "Положение размещено на сайте", by)
    return version


def _locked(version: ActVersion, act: Act[ActVersion]) -> ActVersion:
    """The version itself, locked, unless something bars the act."""
    version = ActVersion.objects.select_for_update().get(pk=version.pk)
    act.require(version)
    return version


def _fill(version: ActVersion, fields: dict[str, Any], on: date) -> None:
    """What was typed, checked; of an uploaded file its size and SHA-256."""
    given = dict(fields)
    file = given.pop("file", None)
    for name, value in given.items():
        setattr(version, name, value)
    if version.body:
        enforce(wrong_text(replace(shipped()[ACT], body=version.body), on))
    if file:
        version.file, version.size = file, file.size
        version.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)


def _forget_file(version: ActVersion, name: str) -> None:
    """A file that no version needs goes when it is certain that its row is changed."""
    transaction.on_commit(partial(version.file.storage.delete, name))
