"""Reading the versions of the Положение, as far as the user may know of them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import can
from mentorship.core.refusal import Violation
from mentorship.regulation.act import rules
from mentorship.regulation.act.paper import printed_marks
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import ActVersion, Edition


def versions(user: Any) -> QuerySet[ActVersion]:
    """The versions of the Положение that the user may know of: drafts only those who prepare them."""
    return ActVersion.objects.all() if can(user, "regulation.edit") else ActVersion.objects.approved()


def version_for(user: Any, pk: int) -> ActVersion:
    """One of those versions; 404 for another."""
    return get_object_or_404(versions(user).select_related("edition"), pk=pk)


def act_draft() -> ActVersion | None:
    """The version that is being prepared: there is at most one."""
    return ActVersion.objects.drafts().first()


def approval_notes(on: date, limits: Limits) -> list[Violation]:
    """What to know where no version is in force on the day (INS-08)."""
    return [] if ActVersion.objects.in_force_on(on) else [rules.approval_note(limits)]


def version_rows(user: Any, today: date) -> list[tuple[ActVersion, str, str]]:
    """Every version the user may see, newest first, with the level and the word of its state on the day."""
    current = ActVersion.objects.in_force_on(today)
    return [(version, *_state(version, current, today)) for version in versions(user)]


def _state(version: ActVersion, current: ActVersion | None, today: date) -> tuple[str, str]:
    if version.is_draft:
        return "warn", "проект"
    if version.ends_on:
        return "bad", f"действовала по {version.ends_on:%d.%m.%Y}" if version.was_in_force else "приказ отменён"
    if version == current:
        return "ok", "действует"
    if version.starts_on and version.starts_on > today:
        return "info", f"начнёт действовать {version.starts_on:%d.%m.%Y}"
    return "muted", "прежняя"


def approval_facts(
    version: ActVersion, *, approved_on: date, starts_on: date, publish_by: date | None, today: date
) -> rules.Approval:
    """What decides whether the version may be approved so."""
    edition = edition_of(version, starts_on)
    current, standing = ActVersion.objects.in_force_on(today), ActVersion.objects.standing()
    return rules.Approval(
        limits=edition.limits(),
        today=today,
        approved_on=approved_on,
        starts_on=starts_on,
        publish_by=publish_by,
        in_force_since=current.starts_on if current else None,
        taken=frozenset(filter(None, standing.values_list("starts_on", flat=True))),
        later=_later(today),
        marks=tuple(printed_marks(version)),
    )


def edition_of(version: ActVersion, starts_on: date) -> Edition:
    """The edition to which a version that is in force from that day belongs."""
    return Edition.objects.in_force_on(starts_on).order_by("starts_on").last() or version.edition


def _later(today: date) -> tuple[tuple[int, date], ...]:
    """Versions that are approved for a day still to come."""
    approved = ActVersion.objects.standing().order_by("starts_on").values_list("number", "starts_on")
    return tuple((number, starts_on) for number, starts_on in approved if starts_on and starts_on > today)
