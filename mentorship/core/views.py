"""Error pages, in the reader's words."""

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import Context, Engine

from mentorship.core.forms import drafts

LOST = (InternalError, InterfaceError, OperationalError)  # PostgreSQL calls a read-only transaction internal


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """With the words of `NoLonger`; why Django itself has found nothing is no business of the reader."""
    return render(request, "404.html", {"words": getattr(exception, "words", "")}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A failure of ours, or of the database: it is away, busy, full or read-only.

    No context processors here: the database may be the very thing that failed. What was typed is offered to be sent
    again: a form that was written meanwhile is not written a second time.
    """
    lost = isinstance(sys.exc_info()[1], LOST)
    status = 503 if lost else 500
    page = Engine.get_default().get_template(f"{status}.html").render(Context(_sent_form(request)))
    return HttpResponse(page, status=status, headers={"Retry-After": "30"} if lost else {})


def _sent_form(request: HttpRequest) -> dict[str, object]:
    """The fields of a form that could not be taken; none where a password or a file would have to be among them."""
    if request.method != "POST":
        return {}
    secret = any("password" in name for name in request.POST)
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return {"was_sent": True, "address": request.get_full_path(), "fields": () if secret or request.FILES else fields}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for too long; what was typed is kept where its form carries a token."""
    kept = request.method == "POST" and drafts.keep(request.POST) is not None
    if drafts.wants_json(request):
        words = "Ваш текст сохранён. Обновите страницу, и он вернётся." if kept else "Страница устарела: обновите её."
        return JsonResponse({"error": words}, status=403)
    again = request.get_full_path() if kept else drafts.page_before(request)
    return render(request, "403_csrf.html", {"kept": kept, "again": again}, status=403)
