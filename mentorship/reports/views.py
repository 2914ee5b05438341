"""Reports: the list, writing, handing in, accepting, both sides beside each other."""

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.responses import sheet_response
from mentorship.pairs.queries import pair_for
from mentorship.reports import acts, exports, forms, papers, queries, services
from mentorship.reports.models import Report

SORTS = {"new": ("-pk",), "submitted": ("-submitted_on", "-pk"), "author": ("author__search_key", "pk")}
FORMS = {"mentor": forms.MentorReportForm, "mentee": forms.MenteeReportForm}


@require_GET
@permit("report.list")
def report_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.report_rows(request.user),
        sorts=SORTS,
        default="new",
        search=lambda rows, text: rows.search(text, request.user),
        filters=forms.ReportFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.reports(listing.rows), format)
    return render(request, "reports/list.html", {"listing": listing, "downloads": True})


@require_GET
@permit("report.view")
def card(request: Request, pk: int) -> HttpResponse:
    report = queries.report_for(request.user, pk)
    parts = papers.MENTOR_PARTS if report.side == "mentor" else papers.MENTEE_PARTS
    context = {
        "report": report,
        "part": report.participation,
        "acts": buttons(acts.ON_CARD, report, request.user),
        "paper_code": papers.CODES[Report.Side(report.side)],
        "values": [(label, getattr(report, name)) for label, name in parts],
        "timeline": queries.timeline(report),
    }
    return render(request, "reports/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("own.use")
def write(request: Request, pk: int, side: str) -> HttpResponse:
    """The author's own form; the first visit fills it from facts."""
    part = queries.own_participation(request.user, pk, side, timezone.localdate())
    return text_page(request, services.begin(part, side=side, by=request.user))


@require_GET
@permit("own.use")
def write_interim(request: Request, pk: int) -> HttpResponse:
    """The mentor's report on one interval, `?number=2`; the first visit fills it from facts."""
    number = request.GET.get("number", "")
    part, interval = queries.own_interval(request.user, pk, number, timezone.localdate())
    return redirect("reports:edit", services.begin(part, side="mentor", by=request.user, interval=interval).pk)


@require_http_methods(["GET", "POST"])
@permit("report.write")
def edit(request: Request, pk: int) -> HttpResponse:
    """A report that has been begun, to go on with."""
    return text_page(request, queries.report_for(request.user, pk, "report.write"))


def text_page(request: Request, report: Report) -> HttpResponse:
    """The form of a report's text."""
    return form_page(
        request,
        forms.InterimReportForm if report.period else FORMS[report.side],
        lambda data: services.write(report, fields=data, by=request.user),
        to=reverse("reports:card", args=[report.pk]),
        done="Отчёт сохранён. Проверьте его и сдайте.",
        initial=model_to_dict(report),
        template="reports/edit.html",
        report=report,
        part=report.participation,
        autosave=True,
        cancel_url=reverse("reports:card", args=[report.pk]),
    )


@require_POST
@permit("report.write")
def submit(request: Request, pk: int) -> HttpResponse:
    report = queries.report_for(request.user, pk, "report.write")
    return act_page(
        request,
        lambda: services.submit(report, on=timezone.localdate(), by=request.user),
        to=report,
        done="Отчёт сдан.",
    )


@require_POST
@permit("report.accept")
def accept(request: Request, pk: int) -> HttpResponse:
    report = queries.report_for(request.user, pk, "report.accept")
    return act_page(
        request,
        lambda: services.accept(report, on=timezone.localdate(), by=request.user),
        to=report,
        done="Отчёт принят.",
    )


@require_http_methods(["GET", "POST"])
@permit("report.accept")
def send_back(request: Request, pk: int) -> HttpResponse:
    report = queries.report_for(request.user, pk, "report.accept")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.send_back(report, by=request.user, **data),
        to=report,
        done="Отчёт возвращён автору.",
        template="reports/send_back.html",
        cancel_url=report.get_absolute_url(),
    )


@require_GET
@permit("report.compare")
def compare(request: Request, pk: int) -> HttpResponse:
    """Both reports beside each other, for the curator and the director."""
    pair = pair_for(request.user, pk, "report.compare")
    context = {"pair": pair, "rows": queries.both_sides(pair), "parts": (papers.MENTOR_PARTS, papers.MENTEE_PARTS)}
    return render(request, "reports/compare.html", context)


@require_POST
@permit("report.accept")
def close_waiting(request: Request, pk: int) -> HttpResponse:
    part = queries.participation_for(request.user, pk, "report.accept")
    return act_page(
        request,
        lambda: services.close_waiting(part, on=timezone.localdate(), by=request.user),
        to=reverse("reports:compare", args=[part.pair_id]),
        done="Сданный отчёт открыт другой стороне.",
    )
