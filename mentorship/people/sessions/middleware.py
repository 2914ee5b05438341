"""A session in which nothing is done ends before its time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mentorship.people.sessions import activity

LEFT_ALONE = "Вы долго ничего не делали, поэтому программа закрыла вход. Войдите снова."


class IdleMiddleware:
    """Sign out of a session that was left alone; what is sent then is kept by the middleware after this one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return
        now = timezone.now()
        if activity.is_idle(request, now):
            logout(request)
            if request.method != "POST":
                messages.warning(request, LEFT_ALONE)
        elif activity.is_to_touch(request, now):
            activity.touch(request, request.user, now)
