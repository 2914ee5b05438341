"""The plan of a draft: its stages and activities."""

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import act_page, form_page
from mentorship.roadmap import forms, queries
from mentorship.roadmap.models import Activity, Stage
from mentorship.roadmap.services import plan as services


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def add_stage(request: Request, pk: int) -> HttpResponse:
    roadmap = queries.roadmap_for(request.user, pk, "roadmap.edit")
    return form_page(
        request,
        forms.StageForm,
        lambda data: services.add_stage(roadmap, fields=data, by=request.user),
        to=_anchor,
        done="Этап добавлен. Теперь добавьте его мероприятия.",
        template="roadmap/stage.html",
        is_new=True,
        cancel_url=roadmap.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def edit_stage(request: Request, pk: int) -> HttpResponse:
    stage = queries.stage_for(request.user, pk)
    return form_page(
        request,
        forms.StageForm,
        lambda data: services.edit_stage(stage, fields=data, by=request.user),
        to=_anchor,
        done="Этап сохранён.",
        initial={**model_to_dict(stage), **forms.StageForm.people_of(stage)},
        of_record=True,
        template="roadmap/stage.html",
        cancel_url=_anchor(stage),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def add_activity(request: Request, pk: int) -> HttpResponse:
    stage = queries.stage_for(request.user, pk)
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: services.add_activity(stage, fields=data, by=request.user),
        to=_anchor,
        done="Мероприятие добавлено.",
        template="roadmap/activity.html",
        stage=stage,
        is_new=True,
        cancel_url=_anchor(stage),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def edit_activity(request: Request, pk: int) -> HttpResponse:
    activity = queries.activity_for(request.user, pk, "roadmap.edit")
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: services.edit_activity(activity, fields=data, by=request.user),
        to=_anchor,
        done="Мероприятие сохранено.",
        initial={**model_to_dict(activity), **forms.ActivityForm.people_of(activity)},
        of_record=True,
        template="roadmap/activity.html",
        stage=activity.stage,
        cancel_url=_anchor(activity),
        autosave=True,
    )


@require_POST
@permit("roadmap.edit")
def remove_stage(request: Request, pk: int) -> HttpResponse:
    stage = queries.stage_for(request.user, pk)
    return act_page(
        request,
        lambda: services.remove_stage(stage, by=request.user),
        to=stage.roadmap,
        done=f"Этап «{stage.title}» убран вместе с мероприятиями.",
    )


@require_POST
@permit("roadmap.edit")
def remove_activity(request: Request, pk: int) -> HttpResponse:
    activity = queries.activity_for(request.user, pk, "roadmap.edit")
    return act_page(
        request,
        lambda: services.remove_activity(activity, by=request.user),
        to=_anchor(activity),
        done="Мероприятие убрано.",
    )


@require_POST
@permit("roadmap.edit")
def move_stage(request: Request, pk: int, way: str) -> HttpResponse:
    return _move(request, queries.stage_for(request.user, pk), way)


@require_POST
@permit("roadmap.edit")
def move_activity(request: Request, pk: int, way: str) -> HttpResponse:
    return _move(request, queries.activity_for(request.user, pk, "roadmap.edit"), way)


def _move(request: Request, row: Stage | Activity, way: str) -> HttpResponse:
    return act_page(
        request, lambda: services.move(row, by=request.user, up=way == "up"), to=_anchor(row), done="Порядок изменён."
    )


def _anchor(row: Stage | Activity) -> str:
    """The row of the card where the work goes on."""
    stage = row if isinstance(row, Stage) else row.stage
    return f"{stage.roadmap.get_absolute_url()}#stage{stage.pk}"
