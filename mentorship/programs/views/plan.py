"""The items of a plan: added, worded, cancelled, carried out."""

from django.forms.models import model_to_dict
from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.programs import forms, queries, services


@require_http_methods(["GET", "POST"])
@permit("program.edit")
def add_activity(request: Request, pk: int) -> HttpResponse:
    program = queries.program_for(request.user, pk, "program.edit")
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: services.add_activity(program, fields=data, by=request.user),
        to=program,
        done="Мероприятие добавлено.",
        initial={"responsible": program.pair.mentor_id},
        form_args={"program": program},
        template="programs/plan/add.html",
        cancel_url=program.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.edit")
def edit_activity(request: Request, pk: int) -> HttpResponse:
    activity = queries.activity_for(request.user, pk, "program.edit")
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: services.edit_activity(activity, fields=data, by=request.user),
        to=activity.program,
        done="Мероприятие сохранено.",
        of_record=True,
        initial=model_to_dict(activity),
        form_args={"program": activity.program},
        template="programs/plan/edit.html",
        cancel_url=activity.program.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.perform")
def cancel_activity(request: Request, pk: int) -> HttpResponse:
    activity = queries.activity_for(request.user, pk, "program.perform")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.cancel_activity(
            activity, reason=data["reason"], on=timezone.localdate(), by=request.user
        ),
        to=activity.program,
        done="Мероприятие отменено.",
        template="programs/plan/cancel.html",
        activity=activity,
        cancel_url=activity.program.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.perform")
def perform(request: Request, pk: int) -> HttpResponse:
    activity = queries.activity_for(request.user, pk, "program.perform")
    today = timezone.localdate()
    return form_page(
        request,
        forms.PerformForm,
        lambda data: services.perform(activity, today=today, by=request.user, **data),
        to=activity.program,
        done="Выполнение отмечено.",
        initial={"done_on": activity.done_on or activity.reported_on or today, "result": activity.result},
        of_record=True,
        template="programs/plan/perform.html",
        activity=activity,
        cancel_url=activity.program.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.do")
def do(request: Request, pk: int) -> HttpResponse:
    """The responsible mentee's own mark, before the mentor confirms it."""
    activity = queries.activity_for(request.user, pk, "program.do")
    today = timezone.localdate()
    return form_page(
        request,
        forms.PerformForm,
        lambda data: services.report_done(activity, today=today, by=request.user, **data),
        to=activity.program,
        done="Отмечено. Наставник подтвердит выполнение.",
        initial={"done_on": activity.reported_on or today, "result": activity.result},
        of_record=True,
        template="programs/plan/perform.html",
        activity=activity,
        cancel_url=activity.program.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.perform")
def not_done(request: Request, pk: int) -> HttpResponse:
    activity = queries.activity_for(request.user, pk, "program.perform")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.not_done(activity, reason=data["reason"], by=request.user),
        to=activity.program,
        done="Мероприятие снова ждёт выполнения.",
        template="programs/plan/not_done.html",
        activity=activity,
        cancel_url=activity.program.get_absolute_url(),
    )


@require_GET
@permit("program.view")
def evidence(request: Request, pk: int) -> FileResponse:
    """The evidence file, behind the same doors as the programme."""
    activity = queries.evidence_for(request.user, pk)
    name = str(activity.evidence).rsplit("/", 1)[-1]
    return FileResponse(activity.evidence.open("rb"), as_attachment=True, filename=name)
