"""Default deny: a view without a permission is closed to everyone. Before weighty acts one is asked again."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from mentorship.access import again
from mentorship.access.grants import ASKED_AGAIN, might


class DefaultDenyMiddleware:
    """Check the permission that the view names (`@permit`) before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        if getattr(view, "public", False) or not getattr(view, "login_required", True):
            return
        permission = getattr(view, "permission", None)
        if permission is None or not might(request.user, permission):
            raise PermissionDenied
        return


class AskAgainMiddleware:
    """An act of `ASKED_AGAIN` comes after the page that asks who is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        return again.question(request) if getattr(view, "permission", None) in ASKED_AGAIN else None
