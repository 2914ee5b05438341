"""Error pages, in the reader's words."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import Context, Engine

from mentorship.core.forms import drafts


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """No context processors here: the database may be the very thing that failed."""
    return HttpResponse(Engine.get_default().get_template("500.html").render(Context()), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for too long; what was typed is kept where its form carries a token."""
    kept = request.method == "POST" and drafts.keep(request.POST) is not None
    if drafts.wants_json(request):
        words = "Ваш текст сохранён. Обновите страницу, и он вернётся." if kept else "Страница устарела: обновите её."
        return JsonResponse({"error": words}, status=403)
    again = request.get_full_path() if kept else drafts.page_before(request)
    return render(request, "403_csrf.html", {"kept": kept, "again": again}, status=403)
