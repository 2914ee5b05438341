"""Every view names its permission; a view that names none is refused (default deny)."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required

from mentorship.access.grants import GRANTS


def permit(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Name the permission of a view. The middleware checks it before the view runs."""
    if permission not in GRANTS:
        raise KeyError(permission)

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return decorate


def bare(view: Callable[..., Any]) -> Callable[..., Any]:
    """A public page that is answered even when nobody can be asked who has come (`core/middleware.py: Bare`)."""
    view = public(view)
    view.bare = True  # type: ignore[attr-defined]
    return view


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page that needs no login: sign-in, password reset, health."""
    view = login_not_required(view)
    view.public = True  # type: ignore[attr-defined]
    return view
