"""The first page of every role: what is mine today."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

import mentorship
from mentorship.access.decorators import bare, permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core.forms import drafts
from mentorship.core.health import Health
from mentorship.core.health import health as health_of_database
from mentorship.core.tables import writing
from mentorship.desk import calendar as months
from mentorship.desk import deadlines
from mentorship.desk.duties import ON_A_PAGE, desk
from mentorship.documents.responses import sheet_response
from mentorship.pairs.queries import summary
from mentorship.regulation.queries import limits_by_edition, limits_on


@require_GET
@permit("own.use")
def today(request: Request) -> HttpResponse:
    day = timezone.localdate()
    own = limits_by_edition()
    groups = desk(request.user, limits_on(day, own), day, own)
    context = {"today": day, "most": ON_A_PAGE, "groups": groups}
    if can(request.user, "pair.gate"):
        context["summary"] = summary(timezone.localdate())
    return render(request, "desk/today.html", context)


@require_GET
@permit("own.use")
def calendar(request: Request) -> HttpResponse:
    """The month: events, meetings, what is due."""
    day = timezone.localdate()
    first = months.asked_month(request.GET.get("month", ""), day)
    return render(request, "desk/calendar.html", {"month": months.month(request.user, first, day)})


@require_GET
@permit("own.use")
def duties(request: Request) -> HttpResponse:
    """Everything owed: everybody's for those who lead, one's own for the others."""
    board = deadlines.DutyBoard(request, timezone.localdate())
    if format := writing.asked(request.GET):
        return sheet_response(deadlines.sheet(board), format)
    return render(request, "desk/duties.html", {"board": board, "listing": board.listing, "downloads": True})


@require_GET
@permit("own.use")
def duties_done(request: Request) -> HttpResponse:
    """What was owed and is done, in time or late."""
    board = deadlines.DoneBoard(request, timezone.localdate())
    if format := writing.asked(request.GET):
        return sheet_response(deadlines.done_sheet(board), format)
    return render(request, "desk/done.html", {"board": board, "listing": board.listing, "downloads": True})


@require_GET
@permit("own.use")
def handbook(request: Request) -> HttpResponse:
    return render(request, "desk/handbook.html")


@require_POST
@permit("own.use")
def save_draft(request: Request) -> HttpResponse:
    """Autosave of a form; the signed token tells whose text it is and where it belongs."""
    draft = drafts.keep(request.POST, owner=request.user.pk)
    if draft is None:
        return JsonResponse({"error": "Черновик не сохранён: обновите страницу."}, status=400)
    return JsonResponse({"saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}"})


@bare
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """200 with version and database state, 503 when the database does not answer or takes no writing."""
    state = health_of_database()
    status = 200 if state is Health.OK else 503
    return JsonResponse({"version": mentorship.__version__, "database": state.value}, status=status)
