"""The plan of a draft: its stages and activities."""

from django.forms.models import model_to_dict
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.core.forms.pages import act_page, form_page
from mentorship.roadmap import forms, queries, services
from mentorship.roadmap.models import Activity, Stage


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def add_stage(request, pk):
    roadmap = queries.roadmap_for(request.user, pk, "roadmap.edit")
    return form_page(
        request,
        forms.StageForm,
        lambda data: services.add_stage(roadmap, fields=data, by=request.user),
        to=_anchor,
        done="Этап добавлен. Теперь добавьте его мероприятия.",
        title="Новый этап",
        cancel_url=roadmap.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def edit_stage(request, pk):
    stage = queries.stage_for(request.user, pk)
    return form_page(
        request,
        forms.StageForm,
        lambda data: services.edit_stage(stage, fields=data, by=request.user),
        to=_anchor,
        done="Этап сохранён.",
        initial={**model_to_dict(stage), **forms.StageForm.people_of(stage)},
        title="Этап",
        cancel_url=_anchor(stage),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def add_activity(request, pk):
    stage = queries.stage_for(request.user, pk)
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: services.add_activity(stage, fields=data, by=request.user),
        to=_anchor,
        done="Мероприятие добавлено.",
        title="Новое мероприятие",
        lead=f"Этап «{stage.title}»",
        notice="Срок и ответственных указывайте, только если они не те же, что у всего этапа.",
        cancel_url=_anchor(stage),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def edit_activity(request, pk):
    activity = queries.activity_for(request.user, pk, "roadmap.edit")
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: services.edit_activity(activity, fields=data, by=request.user),
        to=_anchor,
        done="Мероприятие сохранено.",
        initial={**model_to_dict(activity), **forms.ActivityForm.people_of(activity)},
        title="Мероприятие",
        lead=f"Этап «{activity.stage.title}»",
        cancel_url=_anchor(activity),
        autosave=True,
    )


@require_POST
@permit("roadmap.edit")
def remove_stage(request, pk):
    stage = queries.stage_for(request.user, pk)
    return act_page(
        request,
        lambda: services.remove_stage(stage, by=request.user),
        to=stage.roadmap,
        done=f"Этап «{stage.title}» убран вместе с мероприятиями.",
    )


@require_POST
@permit("roadmap.edit")
def remove_activity(request, pk):
    activity = queries.activity_for(request.user, pk, "roadmap.edit")
    return act_page(
        request,
        lambda: services.remove_activity(activity, by=request.user),
        to=_anchor(activity),
        done="Мероприятие убрано.",
    )


@require_POST
@permit("roadmap.edit")
def move_stage(request, pk, way):
    return _move(request, queries.stage_for(request.user, pk), way)


@require_POST
@permit("roadmap.edit")
def move_activity(request, pk, way):
    return _move(request, queries.activity_for(request.user, pk, "roadmap.edit"), way)


def _move(request, row: Stage | Activity, way: str):
    return act_page(
        request, lambda: services.move(row, by=request.user, up=way == "up"), to=_anchor(row), done="Порядок изменён."
    )


def _anchor(row: Stage | Activity) -> str:
    """The row of the card where the work goes on."""
    stage = row if isinstance(row, Stage) else row.stage
    return f"{stage.roadmap.get_absolute_url()}#stage{stage.pk}"
