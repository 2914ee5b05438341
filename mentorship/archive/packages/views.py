"""Packages of papers: begun, made sheet by sheet, downloaded."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.archive.packages import acts, contents, services
from mentorship.archive.packages.contents import Enclosure
from mentorship.archive.queries import package_for
from mentorship.orders.queries import order_for
from mentorship.pairs.queries import pair_for

STEP_SECONDS = 3
MOST_PAPERS = 600  # more would be held in memory for too long


@require_POST
@permit("paper.package")
def of_order(request: Request, pk: int) -> HttpResponse:
    order = order_for(request.user, pk)
    return _start(request, f"Бумаги: {order}", contents.of_order(order), order.get_absolute_url())


@require_POST
@permit("paper.dossier")
def of_pair(request: Request, pk: int) -> HttpResponse:
    pair = pair_for(request.user, pk)
    return _start(request, f"Дело: {pair}", contents.of_pair(pair, request.user), pair.get_absolute_url())


@require_POST
@permit("paper.dossier")
def of_year(request: Request, year: int) -> HttpResponse:
    if not 2000 <= year <= 2100:
        raise Http404
    today = timezone.localdate()
    title = f"Дело о наставничестве за {year}/{year + 1} учебный год"
    enclosures = contents.of_year(year, today, request.user)
    return _start(request, title, enclosures, reverse("archive:papers"), on=contents.year_day(year, today))


def _start(
    request: Request, title: str, enclosures: Iterable[Enclosure], back: str, on: date | None = None
) -> HttpResponse:
    found = list(enclosures)
    if len(found) > MOST_PAPERS:
        words = f"В подборке {len(found)} бумаг, а можно не больше {MOST_PAPERS}. Соберите дела пар по одному."
        messages.error(request, words)
        return redirect(back)
    package = services.start(
        title, found, back_url=back, on=on or timezone.localdate(), by=request.user, now=timezone.now()
    )
    return redirect(package)


@require_GET
@permit("paper.package")
def package(request: Request, pk: int) -> HttpResponse:
    """How far it is; while it is being built, a button that goes on, pressed by the page itself where it can."""
    found = package_for(request.user, pk)
    context = {
        "package": found,
        "done": found.parts.exclude(content=None).count(),
        "total": found.parts.count(),
        "parts": found.parts.defer("content"),
        "acts": buttons(acts.ON_PAGE, found, request.user),
    }
    return render(request, "archive/package.html", context)


@require_POST
@permit("paper.package")
def make(request: Request, pk: int) -> HttpResponse:
    """Some seconds of work: a package of hundreds of papers holds no request for long."""
    services.make_for(package_for(request.user, pk), STEP_SECONDS)
    return redirect("archive:package", pk)


@require_POST
@permit("paper.package")
def cancel(request: Request, pk: int) -> HttpResponse:
    services.cancel(package_for(request.user, pk))
    messages.success(request, "Сборка остановлена.")
    return redirect("archive:package", pk)


@require_GET
@permit("paper.package")
def file(request: Request, pk: int, format: str) -> HttpResponseBase:
    found = package_for(request.user, pk)
    kept = found.pdf if format == "pdf" else found.zip
    if not kept:
        return redirect(found)
    return FileResponse(kept.open("rb"), as_attachment=True, filename=f"{found.title}.{format}".replace("/", "-"))
