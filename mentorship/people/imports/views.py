"""Loading a list of staff: the file, its columns, what would change, and what has changed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import act_page, form_page
from mentorship.documents.responses import sheet_response
from mentorship.people.imports import forms, services
from mentorship.people.imports.check import check
from mentorship.people.models import StaffImport

SHOWN, SHOWN_WRONG = 10, 50  # rows of each kind on the page; the rest is in the figures and in the file


def own(request: Request, pk: int) -> StaffImport:
    return get_object_or_404(StaffImport.objects.visible_to(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
@permit("person.import")
def start(request: Request) -> HttpResponse:
    """What you will need, a sample, and the file."""

    def act(data: dict[str, Any]) -> StaffImport:
        return services.begin(data["file"], data["file"].name, by=request.user, now=timezone.now())

    return form_page(
        request,
        forms.UploadForm,
        act,
        to=lambda found: reverse("people:import_columns", args=[found.pk]),
        done="Файл прочитан.",
        template="people/imports/start.html",
        cancel_url=reverse("people:list"),
    )


@require_GET
@permit("person.import")
def sample(request: Request) -> HttpResponse:
    return sheet_response(forms.sample(), "xlsx")


@require_http_methods(["GET", "POST"])
@permit("person.import")
def choose_columns(request: Request, pk: int) -> HttpResponse:
    """Which column is what; the recognised ones are chosen already."""
    found = own(request, pk)
    if not found.is_open:
        return redirect(found)
    table = found.table
    return form_page(
        request,
        forms.ColumnsForm,
        lambda data: services.map_columns(found, [data[f"column_{index}"] for index in range(len(table.headings))]),
        to=found,
        done="Строки проверены.",
        initial=forms.initial_of(found.mapping),
        of_record=True,
        form_args={"table": table},
        template="people/imports/columns.html",
        cancel_url=reverse("people:import"),
        found=found,
        rows=len(table.rows),
        unknown=found.mapping.count(""),
    )


@require_GET
@permit("person.import")
def card(request: Request, pk: int) -> HttpResponse:
    """Before loading: what would change. Afterwards: what has changed."""
    found = own(request, pk)
    if found.state == StaffImport.State.COLUMNS:
        return redirect("people:import_columns", pk)
    if found.is_waiting:
        outcome = check(found.table, found.mapping, timezone.localdate())
        parts = {kind: outcome.of(kind)[:SHOWN] for kind in ("new", "changed", "same")}
        context = {"found": found, "outcome": outcome, **parts, "wrong": outcome.of("wrong")[:SHOWN_WRONG]}
        return render(request, "people/imports/check.html", context)
    return render(request, "people/imports/result.html", {"found": found})


@require_POST
@permit("person.import")
def apply(request: Request, pk: int) -> HttpResponse:
    found = own(request, pk)
    seen = request.POST.get("seen", "")
    if not seen:
        raise Http404
    return act_page(
        request,
        lambda: services.apply(found, seen=seen, by=request.user, now=timezone.now()),
        to=found,
        done="Подтверждение принято.",
    )


@require_POST
@permit("person.import")
def drop(request: Request, pk: int) -> HttpResponse:
    found = own(request, pk)
    return act_page(
        request,
        lambda: services.drop(found),
        to=reverse("people:list"),
        done="Список не загружен, ни одна карточка не изменилась.",
    )


@require_GET
@permit("person.import")
def wrong(request: Request, pk: int) -> HttpResponse:
    """The wrong rows with reasons: to correct and upload again."""
    found = own(request, pk)
    table = services.kept_wrong(found)
    if table is None and found.is_waiting:
        outcome = check(found.table, found.mapping, timezone.localdate())
        table = services.wrong_rows(found.table.headings, outcome) if outcome.counts["wrong"] else None
    if table is None:
        raise Http404
    return sheet_response(services.wrong_sheet(table), "xlsx")
