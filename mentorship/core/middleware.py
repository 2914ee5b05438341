"""What every answer has in common: its headers, HEAD, and pages that ask for nothing but themselves."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import get_template

GetResponse = Callable[[HttpRequest], HttpResponse]
HEADERS = {
    # Nothing from other hosts, no inline script (152-ФЗ: no data leaves the institution).
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; "
        "frame-ancestors 'none'; form-action 'self'; base-uri 'self'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Computers are shared: no page and no file of one person stays in the browser for the next.
    "Cache-Control": "private, no-store",
}


class Headers:
    """On pages, files and errors; files of the look are answered before."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class Measured:
    """What is larger than any form of ours is refused by the length it states, before a byte of it is written down."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH", "")
        if length.isdecimal() and int(length) > settings.REQUEST_AT_MOST:
            megabytes = settings.REQUEST_AT_MOST >> 20
            return HttpResponse(get_template("413.html").render({"megabytes": megabytes}), status=413)
        return self.get_response(request)


class HeadLikeGet:
    """HEAD answers as GET does; the server leaves the body out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        return response


class Bare:
    """A view marked `bare` is answered before anybody asks the database who has come."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        return view(request, *args, **kwargs) if getattr(view, "bare", False) else None
