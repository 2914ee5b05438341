"""The list, the card, the timeline, the paper; making, copying, approving a roadmap."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.tables.listing import Listing
from mentorship.documents import keeping
from mentorship.documents.catalogue import drafted, working
from mentorship.documents.responses import file_response
from mentorship.documents.responses import render as render_document
from mentorship.regulation.queries import institution
from mentorship.roadmap import acts, chart, forms, issues, measures, papers, queries, templates
from mentorship.roadmap.models import Roadmap
from mentorship.roadmap.services import roadmaps as services
from mentorship.roadmap.table import Printer

SORTS = {"start": ("-starts_on", "-pk"), "title": ("title", "pk")}
FORMATS = ("pdf", "docx")


@require_GET
@permit("roadmap.view")
def roadmap_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.list_rows(request.user),
        sorts=SORTS,
        default="start",
        search=lambda rows, text: rows.search(text),
        filters=forms.RoadmapFilters,
    )
    return render(request, "roadmap/list.html", {"listing": listing, "done": queries.done_counts(listing.page)})


@require_GET
@permit("roadmap.view")
def card(request: Request, pk: int) -> HttpResponse:
    roadmap, today, place = queries.roadmap_for(request.user, pk), timezone.localdate(), institution()
    printer = Printer(roadmap, place)
    printer.rows()
    list(queries.activities_of(roadmap))  # from here on each knows its roadmap without a query
    stages = list(roadmap.stages.all())
    known = measures.progress((stage.measure for stage in stages), today)
    rows = [
        {
            "stage": stage,
            "called": f"этап {number}",
            "cells": printer.stage_cells(number, stage),
            "hidden": printer.not_printed(stage),
            "activities": [
                {
                    "activity": activity,
                    "term": printer.term(activity),
                    "people": printer.people(activity),
                    "acts": buttons(acts.of_activity(place, len(stage.activities.all())), activity, request.user),
                }
                for place, activity in enumerate(stage.activities.all(), start=1)
            ],
            "acts": buttons(acts.of_stage(number, len(stages)), stage, request.user),
            "add": buttons([acts.ADD_ACTIVITY], stage, request.user),
            "progress": known.get(stage.measure),
            "state": queries.stage_state(stage, today),
        }
        for number, stage in enumerate(stages, start=1)
    ]
    context = {
        "roadmap": roadmap,
        "rows": rows,
        "side": [(key, title) for key, title in roadmap.columns if key in ("term", "responsible", "result")],
        "headings": dict(roadmap.columns),
        "acts": buttons(acts.ON_CARD, roadmap, request.user),
        "draft_acts": buttons(acts.OF_DRAFT, roadmap, request.user),
        "add_stage": buttons([acts.ADD_STAGE], roadmap, request.user),
        "copy": buttons([acts.COPY], roadmap, request.user),
        "revise": buttons([acts.REVISE], roadmap, request.user),
        "put_away": buttons([acts.ARCHIVE], roadmap, request.user),
        "today": today,
        "violations": queries.violations(roadmap, today) if roadmap.is_draft else [],
        "editions": Roadmap.objects.visible_to(request.user).filter(replaces=roadmap),
        "timeline": queries.timeline(roadmap, request.user),
    }
    return render(request, "roadmap/card.html", context)


@require_GET
@permit("roadmap.view")
def timeline(request: Request, pk: int) -> HttpResponse:
    """The plan along the months, as a picture and as words."""
    roadmap = queries.roadmap_for(request.user, pk)
    context = {
        "roadmap": roadmap,
        "pictures": chart.pictures(roadmap, timezone.localdate()),
        "months": chart.by_months(roadmap),
    }
    return render(request, "roadmap/timeline.html", context)


@require_GET
@permit("roadmap.view")
def paper(request: Request, pk: int, format: str) -> HttpResponse:
    """The roadmap as it was approved; a draft of it, which says so; `?marks`: a working copy with today's marks."""
    if format not in FORMATS:
        raise Http404
    roadmap = queries.roadmap_for(request.user, pk)
    name = f"Дорожная карта {roadmap.starts_on:%Y}-{roadmap.ends_on:%Y}"
    kept = issues.kept_roadmap(roadmap)
    if kept and "marks" not in request.GET:
        content = keeping.content(kept, format)
    else:
        made = papers.roadmap_paper(roadmap)
        made = working(made, timezone.localdate()) if kept else made
        content = render_document(drafted(made) if roadmap.is_draft else made, institution().profile(), format)
    return file_response(content, format, name, inline=format == "pdf")


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def new(request: Request) -> HttpResponse:
    """Begin a roadmap: from the institution's own template, another one, or an empty table."""
    own = templates.code_for(institution().code)
    period = queries.proposed_period(timezone.localdate())
    initial = {"code": own or templates.COMMON, "starts_on": period.starts_on, "ends_on": period.ends_on}

    def act(data: dict[str, Any]) -> Roadmap:
        code = data.pop("code")
        if code == forms.EMPTY:
            return services.start(by=request.user, **data)
        return services.load(code, by=request.user, **data)

    return form_page(
        request,
        forms.StartForm,
        act,
        to=lambda roadmap: roadmap,
        done="Дорожная карта начата. Проверьте этапы и сроки.",
        initial=initial,
        template="roadmap/new.html",
        own=own,
        cancel_url=reverse("roadmap:list"),
    )


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    roadmap = queries.roadmap_for(request.user, pk, "roadmap.edit")
    return form_page(
        request,
        forms.RoadmapForm,
        lambda data: services.edit(roadmap, fields=data, by=request.user),
        to=roadmap,
        done="Дорожная карта сохранена.",
        initial=model_to_dict(roadmap),
        of_record=True,
        template="roadmap/edit.html",
        cancel_url=roadmap.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("roadmap.edit")
def columns(request: Request, pk: int) -> HttpResponse:
    roadmap = queries.roadmap_for(request.user, pk, "roadmap.edit")
    return form_page(
        request,
        forms.ColumnsForm,
        lambda data: services.set_columns(roadmap, columns=data["columns"], by=request.user),
        to=roadmap,
        done="Графы сохранены.",
        initial=forms.ColumnsForm.initial_of(roadmap),
        of_record=True,
        template="roadmap/columns.html",
        cancel_url=roadmap.get_absolute_url(),
    )


def _made(request: Request, pk: int, act: Callable[..., Any], done: str) -> HttpResponse:
    """A button that makes another record and leads to it."""
    roadmap = queries.roadmap_for(request.user, pk, "roadmap.edit")
    return act_page(request, lambda: act(roadmap, by=request.user), to=lambda made: made, done=done, back=roadmap)


@require_POST
@permit("roadmap.edit")
def copy_next(request: Request, pk: int) -> HttpResponse:
    act = partial(services.copy_next, on=timezone.localdate())
    return _made(request, pk, act, "Дорожная карта на следующий период составлена. Проверьте сроки.")


@require_POST
@permit("roadmap.edit")
def revise(request: Request, pk: int) -> HttpResponse:
    act = partial(services.revise, on=timezone.localdate())
    return _made(request, pk, act, "Новая редакция начата. Прежняя действует до приказа о новой.")


@require_POST
@permit("roadmap.edit")
def draft_order(request: Request, pk: int) -> HttpResponse:
    return _made(request, pk, services.draft_order, "Проект приказа подготовлен. Его подпишет руководитель.")


@require_POST
@permit("roadmap.edit")
def archive(request: Request, pk: int) -> HttpResponse:
    roadmap = queries.roadmap_for(request.user, pk, "roadmap.edit")
    return act_page(
        request,
        lambda: services.archive(roadmap, today=timezone.localdate(), by=request.user),
        to=roadmap,
        done="Дорожная карта убрана в архив.",
    )
