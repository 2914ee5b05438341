"""Reports: the list, writing, handing in, accepting, both sides beside each other."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import Button, buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.codes import code_of
from mentorship.documents.responses import sheet_response
from mentorship.documents.shown import shown_paper
from mentorship.pairs.models import Participation
from mentorship.pairs.queries import pair_for
from mentorship.reports import acts, exports, forms, issues, papers, queries, services
from mentorship.reports.models import Report, report_kind
from mentorship.reports.rules import Interval

SORTS = {"new": ("-pk",), "submitted": ("-submitted_on", "-pk"), "author": ("author__search_key", "pk")}
PAPER_FORMS = {"mentor": forms.MentorPaperForm, "mentee": forms.MenteePaperForm}
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
        "code": code_of(papers.CODES[Report.Side(report.side)], report.pk),
        "values": [(label, getattr(report, name)) for label, name in parts],
        "timeline": queries.timeline(report, request.user),
    }
    return render(request, "reports/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("own.use")
def write(request: Request, pk: int, side: str) -> HttpResponse:
    """The author's own form, filled from facts at first; whoever writes for the author is led to what is on paper."""
    if can(request.user, "report.record") and not queries.is_author(request.user, pk, side):
        return redirect(f"reports:record_{side}", pk)
    return _own_page(request, queries.own_participation(request.user, pk, side, timezone.localdate()), side)


@require_http_methods(["GET", "POST"])
@permit("report.record")
def record(request: Request, pk: int, side: str) -> HttpResponse:
    """The curator writes down a report that has been handed in on paper, with its day."""
    today = timezone.localdate()
    part = queries.paper_participation(request.user, pk, today)

    def act(data: dict[str, Any]) -> Report:
        day = data.pop("on")
        return services.submit_paper(part, side=side, fields=data, on=day, today=today, by=request.user)

    return _paper_page(request, PAPER_FORMS[side], act, part, side)


@require_http_methods(["GET", "POST"])
@permit("report.record")
def record_interim(request: Request, pk: int) -> HttpResponse:
    """The same of the mentor's report on one interval, `?number=2`."""
    number, today = request.GET.get("number", ""), timezone.localdate()
    part, interval = queries.paper_interval(request.user, pk, number, today)

    def act(data: dict[str, Any]) -> Report:
        day = data.pop("on")
        given: dict[str, Any] = {"fields": data, "on": day, "today": today, "interval": interval}
        return services.submit_paper(part, side="mentor", by=request.user, **given)

    return _paper_page(request, forms.InterimPaperForm, act, part, "mentor", interval)


def _paper_page(
    request: Request,
    form: type[Form],
    act: Callable[[dict[str, Any]], Report],
    part: Participation,
    side: str,
    interval: Interval | None = None,
) -> HttpResponse:
    """The form of a report that has been handed in on paper."""
    period = (interval.starts_on, interval.ends_on) if interval else None
    return form_page(
        request,
        form,
        act,
        to=lambda report: report,
        done="Отчёт внесён с бумаги. Когда подписанный лист будет у вас, приложите его скан.",
        initial={"on": timezone.localdate(), **queries.paper_text(part, side, interval)},
        template="reports/record.html",
        what=report_kind(side, period),
        period=period,
        part=part,
        autosave=True,
        cancel_url=reverse("reports:compare", args=[part.pair_id]),
    )


@require_http_methods(["GET", "POST"])
@permit("own.use")
def write_interim(request: Request, pk: int) -> HttpResponse:
    """The mentor's report on one interval, `?number=2`, filled from facts at first."""
    number = request.GET.get("number", "")
    if can(request.user, "report.record") and not queries.is_author(request.user, pk, "mentor"):
        return redirect(f"{reverse('reports:record_interim', args=[pk])}?{urlencode({'number': number})}")
    part, interval = queries.own_interval(request.user, pk, number, timezone.localdate())
    return _own_page(request, part, "mentor", interval)


def _own_page(request: Request, part: Participation, side: str, interval: Interval | None = None) -> HttpResponse:
    """What has been begun, or a text made of facts: saving it begins the report."""
    return text_page(
        request,
        queries.begun_or_new(part, side, interval),
        lambda: services.begin(part, side=side, by=request.user, interval=interval),
    )


@require_http_methods(["GET", "POST"])
@permit("report.write")
def edit(request: Request, pk: int) -> HttpResponse:
    """A report that has been begun, to go on with."""
    report = queries.report_for(request.user, pk, "report.write")
    return text_page(request, report, lambda: report)


def text_page(request: Request, report: Report, begun: Callable[[], Report]) -> HttpResponse:
    """The form of a report's text; `begun` gives the report that it is written into."""
    return form_page(
        request,
        forms.InterimReportForm if report.period else FORMS[report.side],
        lambda data: services.write(begun(), fields=data, by=request.user),
        to=lambda written: written,
        done="Отчёт сохранён. Проверьте его и сдайте.",
        initial=model_to_dict(report),
        of_record=True,
        template="reports/edit.html",
        report=report,
        part=report.participation,
        autosave=True,
        cancel_url=reverse("reports:card", args=[report.pk]) if report.pk else reverse("desk:today"),
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


@require_http_methods(["GET", "POST"])
@permit("report.accept")
def accept(request: Request, pk: int) -> HttpResponse:
    """The report to read, and a button."""
    report, today = queries.report_for(request.user, pk, "report.accept"), timezone.localdate()
    return form_page(
        request,
        Form,
        lambda data: services.accept(report, on=today, by=request.user, **data),
        to=report,
        done="Отчёт принят.",
        template="pages/shown.html",
        shows=lambda: shown_paper(issues.of_report(report).paper, pk, today),
        label="Принять отчёт",
        about=f"{report.what}: {report.author.short_name}",
        paper_title="Текст отчёта",
        cancel_url=report.get_absolute_url(),
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
    context = {
        "pair": pair,
        "rows": [(*row, _recording(request, row)) for row in queries.both_sides(pair, request.user)],
        "parts": (papers.MENTOR_PARTS, papers.MENTEE_PARTS),
        "opens": can(request.user, "report.accept") and not queries.accepting_bars(pair, request.user),
    }
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


def _recording(request: Request, row: queries.Sides) -> dict[str, list[Button]]:
    """For each report that is not in: the way to write it down from paper."""
    part, *reports, interim = row
    missing = [side for side, report in zip(PAPER_FORMS, reports, strict=True) if report is None]
    left = queries.unreported(part, interim, timezone.localdate())
    found = {side: buttons([acts.RECORD[side]], part, request.user) for side in missing}
    return {**found, "interim": buttons([acts.record_interim(interval) for interval in left], part, request.user)}
