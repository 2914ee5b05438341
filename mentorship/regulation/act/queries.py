"""Reading the versions of the Положение, as far as the user may know of them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import can
from mentorship.regulation.models import ActVersion


def versions(user: Any) -> QuerySet[ActVersion]:
    """The versions of the Положение that the user may know of: drafts only those who prepare them."""
    return ActVersion.objects.all() if can(user, "regulation.edit") else ActVersion.objects.approved()


def version_for(user: Any, pk: int) -> ActVersion:
    """One of those versions; 404 for another."""
    return get_object_or_404(versions(user).select_related("edition"), pk=pk)


def act_draft() -> ActVersion | None:
    """The version that is being prepared: there is at most one."""
    return ActVersion.objects.drafts().first()


def version_rows(user: Any, today: date) -> list[tuple[ActVersion, str, str]]:
    """Every version the user may see, newest first, with the level and the word of its state on the day."""
    current = ActVersion.objects.in_force_on(today)
    return [(version, *_state(version, current, today)) for version in versions(user)]


def _state(version: ActVersion, current: ActVersion | None, today: date) -> tuple[str, str]:
    if version.is_draft:
        return "warn", "проект"
    if version == current:
        return "ok", "действует"
    if version.starts_on and version.starts_on > today:
        return "info", f"начнёт действовать {version.starts_on:%d.%m.%Y}"
    return "muted", "прежняя"
