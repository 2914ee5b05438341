"""Marks of what has been done, with evidence."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.programs.forms import PerformForm
from mentorship.roadmap import queries
from mentorship.roadmap.services import marks as services


@require_http_methods(["GET", "POST"])
@permit("roadmap.mark")
def perform(request: Request, pk: int) -> HttpResponse:
    activity = queries.activity_for(request.user, pk, "roadmap.mark")
    today, roadmap = timezone.localdate(), activity.stage.roadmap
    return form_page(
        request,
        PerformForm,
        lambda data: services.perform(activity, today=today, by=request.user, **data),
        to=roadmap,
        done="Выполнение отмечено.",
        initial={"done_on": activity.done_on or today, "result": activity.result},
        of_record=True,
        template="roadmap/perform.html",
        activity=activity,
        cancel_url=roadmap.get_absolute_url(),
    )


@require_POST
@permit("roadmap.mark")
def unmark(request: Request, pk: int) -> HttpResponse:
    activity = queries.activity_for(request.user, pk, "roadmap.mark")
    return act_page(
        request,
        lambda: services.unmark(activity, by=request.user),
        to=activity.stage.roadmap,
        done="Отметка снята. В истории она осталась.",
    )


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def cancel(request: Request, pk: int) -> HttpResponse:
    activity = queries.activity_for(request.user, pk, "roadmap.edit")
    roadmap = activity.stage.roadmap
    return form_page(
        request,
        ReasonForm,
        lambda data: services.cancel(activity, reason=data["reason"], on=timezone.localdate(), by=request.user),
        to=roadmap,
        done="Мероприятие отменено.",
        template="roadmap/cancel.html",
        activity=activity,
        cancel_url=roadmap.get_absolute_url(),
    )


@require_GET
@permit("roadmap.evidence")
def evidence(request: Request, pk: int) -> FileResponse:
    """The evidence file: it may tell of people, so it is not for the whole staff."""
    activity = queries.activity_for(request.user, pk, "roadmap.evidence")
    if not activity.evidence:
        raise Http404
    name = str(activity.evidence.name).rsplit("/", 1)[-1]
    return FileResponse(activity.evidence.open("rb"), as_attachment=True, filename=name)
