"""Default deny: a view without a permission is closed to everyone. Before weighty acts one is asked again."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone

from mentorship.access import again
from mentorship.access.grants import ASKED_AGAIN, might
from mentorship.core.forms import drafts

NOTHING_YET = "Пока ничего не записано: сначала подтвердите, что это вы."


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
    """Lead away from an act of `ASKED_AGAIN` to the page that asks who is there, and back; what was typed is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        asked = getattr(view, "permission", None) in ASKED_AGAIN
        if not asked or again.is_fresh(request.session, timezone.now()):
            return None
        back = request.get_full_path()
        if request.method == "POST":
            # A page that only takes a button would answer nothing to the visit after the confirmation.
            kept = drafts.keep(request.POST, owner=request.user.pk) is not None
            messages.warning(request, NOTHING_YET + (" Ваш текст сохранён." if kept else ""))
            back = back if kept else drafts.page_before(request)
        return redirect_to_login(back, resolve_url(settings.CONFIRM_URL))
