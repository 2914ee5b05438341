"""Any paper in two clicks, the scans that come back, the packages."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.archive import forms, queries, services
from mentorship.core.calendar.dates import school_year_start
from mentorship.core.forms.pages import form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.codes import code_of
from mentorship.documents.responses import file_response, sheet_response
from mentorship.documents.responses import render as render_document
from mentorship.orders.queries import order_for
from mentorship.pairs.queries import pair_for
from mentorship.pairs.registers import CONSENTS, consent_cells
from mentorship.regulation.queries import institution

REFRESH_SECONDS = 1
MOST_PAPERS = 600  # more would be held in memory for too long
TABLES = {"D39", "D42", "D43", "D47", "D48", "D49", "D50", "D51", "D52"}  # worth having in Excel
CONSENT_SORTS = {"date": ("-given_on", "-pk"), "person": ("person__search_key", "pk")}


@require_GET
@permit("paper.print")
def papers(request):
    """Every kind: the blank form, and what concerns the whole institution filled."""
    place, today = institution(), timezone.localdate()
    this_year = school_year_start(today)
    context = {
        "chapters": queries.chapters(request.user, today),
        "place": place,
        "years": [(first, f"{first}/{first + 1}") for first in (this_year, this_year - 1)],
        "tables": TABLES,
    }
    return render(request, "archive/papers.html", context)


@require_GET
@permit("paper.print")
def paper(request, code, pk, format):
    """A paper about a record, through the doors of the record's own app."""
    kind = queries.paper_of(code)
    subject = kind.open(request.user, pk)
    content = services.paper_bytes(kind, subject, format, timezone.localdate())
    return file_response(content, format, kind.title, inline=format == "pdf")


@require_GET
@permit("paper.print")
def blank(request, code, format):
    """The form of a paper to be filled by hand."""
    kind = queries.paper_of(code)
    document = kind.document(None, timezone.localdate())
    content = render_document(document, institution().profile(), format)
    return file_response(content, format, f"{kind.title} (бланк)", inline=format == "pdf")


@require_GET
@permit("paper.scan_view")
def scans(request):
    """What has come back signed, newest first."""
    listing = Listing(
        request, queries.scan_rows(request.user), sorts={"new": ("-pk",)}, default="new", search=queries.search_scans
    )
    rows = {scan.pk: (PAPERS[scan.paper].title, code_of(scan.paper, scan.subject_id)) for scan in listing.page}
    return render(request, "archive/scans.html", {"listing": listing, "papers": rows})


@require_http_methods(["GET", "POST"])
@permit("paper.scan")
def add_scan(request):
    """The signed sheet comes back: by the code on it, typed or read from the QR."""

    def act(data):
        found = queries.paper_by_code(request.user, data["code"])
        if found is None:
            raise ValidationError({"code": f"Бумаги с кодом «{data['code']}» нет. Проверьте цифры."})
        kind, subject = found
        if not kind.coded(subject):
            raise ValidationError({"code": "Эта бумага ещё не подписана в программе: скан прикладывают после подписи."})
        return services.attach_scan(kind.code, subject.pk, file=data["file"], by=request.user)

    return form_page(
        request,
        forms.ScanForm,
        act,
        to="archive:scans",
        done="Скан приложен к бумаге.",
        initial={"code": request.GET.get("code", "")[:40]},
        title="Приложить подписанную бумагу",
        submit="Приложить",
        cancel_url=reverse("archive:scans"),
    )


@require_GET
@permit("paper.scan_view")
def scan(request, pk):
    """The scan itself, only ever as a download."""
    found = get_object_or_404(queries.scan_rows(request.user), pk=pk)
    name = found.file.name.rsplit("/", 1)[-1]
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
@permit("paper.scan")
def remove_scan(request, pk):
    found = get_object_or_404(queries.scan_rows(request.user), pk=pk)
    return form_page(
        request,
        forms.ReasonForm,
        lambda data: services.remove_scan(found, by=request.user, **data),
        to="archive:scans",
        done="Скан убран.",
        title="Убрать скан",
        submit="Убрать скан",
        danger=True,
        cancel_url=reverse("archive:scans"),
    )


@require_GET
@permit("consent.record")
def consents(request):
    """The journal of consents: what is in force, and which signed sheets are not back."""
    listing = Listing(
        request,
        queries.consent_rows(request.user),
        sorts=CONSENT_SORTS,
        default="date",
        search=queries.search_consents,
        filters=forms.ConsentFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(CONSENTS.sheet(consent_cells(listing.rows)), format)
    codes = {consent.pk: queries.consent_code(consent) for consent in listing.page}
    context = {"listing": listing, "downloads": True, "codes": codes, "place": institution()}
    return render(request, "archive/consents.html", context)


@require_POST
@permit("paper.package")
def order_package(request, pk):
    order = order_for(request.user, pk)
    return _start(request, f"Бумаги: {order}", queries.order_sources(order), order.get_absolute_url())


@require_POST
@permit("paper.dossier")
def pair_package(request, pk):
    pair = pair_for(request.user, pk)
    return _start(request, f"Дело: {pair}", queries.pair_sources(pair), pair.get_absolute_url())


@require_POST
@permit("paper.dossier")
def year_package(request, year):
    if not 2000 <= year <= 2100:
        raise Http404
    today = timezone.localdate()
    title = f"Дело о наставничестве за {year}/{year + 1} учебный год"
    sources = queries.year_sources(year, today)
    return _start(request, title, sources, reverse("archive:papers"), on=queries.year_day(year, today))


def _start(request, title, sources, back, on=None):
    sources = list(sources)
    if len(sources) > MOST_PAPERS:
        words = f"В подборке {len(sources)} бумаг, а можно не больше {MOST_PAPERS}. Соберите дела пар по одному."
        messages.error(request, words)
        return redirect(back)
    package = services.start_package(
        title, sources, back_url=back, on=on or timezone.localdate(), by=request.user, now=timezone.now()
    )
    return redirect(package)


@require_GET
@permit("paper.package")
def package(request, pk):
    """Each look at the page makes one more paper; the page asks for itself again until all are made."""
    found = services.make_next(queries.package_for(request.user, pk))
    context = {
        "package": found,
        "done": found.parts.exclude(content=None).count(),
        "total": found.parts.count(),
        "parts": found.parts.defer("content"),
    }
    response = render(request, "archive/package.html", context)
    if found.is_building:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@require_POST
@permit("paper.package")
def cancel_package(request, pk):
    services.cancel(queries.package_for(request.user, pk))
    messages.success(request, "Сборка остановлена.")
    return redirect("archive:package", pk)


@require_GET
@permit("paper.package")
def package_file(request, pk, format):
    found = queries.package_for(request.user, pk)
    file = found.pdf if format == "pdf" else found.zip
    if not file:
        return redirect(found)
    return FileResponse(file.open("rb"), as_attachment=True, filename=f"{found.title}.{format}".replace("/", "-"))
