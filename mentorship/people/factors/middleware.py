"""No page is read without the second step, where there is one or must be one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve

from mentorship.core.forms import drafts
from mentorship.people.factors import entrance

# Where whoever must have a second step and has none may go.
OPEN = {"people:factor", "people:factor_app", "people:factor_sheet", "people:confirm", "people:logout"}


class SecondStepMiddleware:
    """The session says what is to be asked; one that began before this version is looked at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        state = request.session.get(entrance.STATE)
        if state is None:
            state = request.session[entrance.STATE] = entrance.state_of(request.user)
        if state == entrance.UNASKED:
            to = request.get_full_path() if request.method == "GET" else drafts.page_before(request)
            return entrance.ask(request, request.user, to=to)
        if state == entrance.OWED and resolve(request.path_info).view_name not in OPEN:
            return redirect("people:factor")
        return None
