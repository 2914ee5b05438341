"""Any paper in two clicks, the scans that come back, the packages."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.archive import forms, queries, services
from mentorship.core.listing import Listing
from mentorship.core.pages import form_page
from mentorship.documents.responses import file_response
from mentorship.documents.responses import render as render_document
from mentorship.orders.queries import order_for
from mentorship.pairs.queries import pair_for
from mentorship.people.values import school_year
from mentorship.regulation.queries import institution

REFRESH_SECONDS = 1
CONSENT_SORTS = {"date": ("-given_on", "-pk"), "person": ("person__search_key", "pk")}


@require_GET
@permit("paper.print")
def papers(request):
    """Every kind: the blank form, and what concerns the whole institution filled."""
    place = institution()
    context = {
        "chapters": queries.chapters(),
        "place": place,
        "registers": can(request.user, "paper.register"),
        "year": school_year(timezone.localdate()),
        "first_year": int(school_year(timezone.localdate())[:4]),
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


@require_http_methods(["GET", "POST"])
@permit("paper.scan")
def add_scan(request):
    """The signed sheet comes back: by the code on it, typed or read from the QR."""

    def act(data):
        found = queries.subject_by_code(request.user, data["code"])
        if found is None:
            raise ValidationError({"code": f"Бумаги с кодом «{data['code']}» нет. Проверьте цифры."})
        kind, pk = found
        return services.attach_scan(kind.code, pk, file=data["file"], by=request.user)

    return form_page(
        request, forms.ScanForm, act, to=lambda scan: queries.page_of(scan.paper, scan.subject_id),
        done="Скан приложен к бумаге.", initial={"code": request.GET.get("code", "")[:40]},
        title="Приложить подписанную бумагу", submit="Приложить",
    )  # fmt: skip


@require_GET
@permit("paper.print")
def scan(request, pk):
    """The scan itself, only ever as a download."""
    found = queries.scan_for(request.user, pk)
    name = found.file.name.rsplit("/", 1)[-1]
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
@permit("paper.scan")
def remove_scan(request, pk):
    found = queries.scan_for(request.user, pk)
    back = queries.page_of(found.paper, found.subject_id)
    return form_page(
        request, forms.ReasonForm, lambda data: services.remove_scan(found, by=request.user, **data), to=back,
        done="Скан убран.", title="Убрать скан", submit="Убрать скан", danger=True, cancel_url=back,
    )  # fmt: skip


@require_GET
@permit("consent.record")
def consents(request):
    """The journal of consents: what is in force, and which signed sheets are not back."""
    listing = Listing(
        request, queries.consent_rows(request.user), sorts=CONSENT_SORTS, default="date",
        search=queries.search_consents, filters=forms.ConsentFilters,
    )  # fmt: skip
    codes = {consent.pk: queries.consent_code(consent) for consent in listing.page}
    return render(request, "archive/consents.html", {"listing": listing, "codes": codes, "place": institution()})


@require_POST
@permit("paper.dossier")
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
    title = f"Дело о наставничестве за {year}/{year + 1} учебный год"
    return _start(request, title, queries.year_sources(year), reverse("archive:papers"))


def _start(request, title, sources, back):
    package = services.start_package(
        title, sources, back_url=back, by=request.user, now=timezone.now()
    )  # fmt: skip
    return redirect(package)


@require_GET
@permit("paper.dossier")
def package(request, pk):
    """Each look at the page makes one more paper; the page asks for itself again until all are made."""
    found = services.make_next(queries.package_for(request.user, pk), on=timezone.localdate())
    context = {
        "package": found, "done": found.parts.exclude(content=None).count(), "total": found.parts.count(),
        "parts": found.parts.defer("content"),
    }  # fmt: skip
    response = render(request, "archive/package.html", context)
    if found.is_building:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@require_POST
@permit("paper.dossier")
def cancel_package(request, pk):
    services.cancel(queries.package_for(request.user, pk))
    messages.success(request, "Сборка остановлена.")
    return redirect("archive:package", pk)


@require_GET
@permit("paper.dossier")
def package_file(request, pk, format):
    found = queries.package_for(request.user, pk)
    file = found.pdf if format == "pdf" else found.zip
    if not file:
        return redirect(found)
    return FileResponse(file.open("rb"), as_attachment=True, filename=f"{found.title}.{format}".replace("/", "-"))
