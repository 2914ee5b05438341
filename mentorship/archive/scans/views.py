"""The signed papers that come back: listed, attached by their code, opened, taken off."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.archive.scans import forms, queries, services
from mentorship.core.forms.pages import form_page
from mentorship.core.tables.listing import Listing
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan


@require_GET
@permit("paper.scan_view")
def listed(request: Request) -> HttpResponse:
    """What has come back signed, newest first."""
    listing = Listing(
        request, queries.lines(request.user), sorts={"new": ("-pk",)}, default="new", search=queries.search
    )
    rows = {scan.pk: (PAPERS[scan.paper].title, code_of(scan.paper, scan.subject_id)) for scan in listing.page}
    return render(
        request,
        "archive/scans/list.html",
        {"listing": listing, "papers": rows, "awaited": queries.awaited(request.user)},
    )


@require_http_methods(["GET", "POST"])
@permit("paper.scan")
def add(request: Request) -> HttpResponse:
    """The signed sheet comes back: by the code on it, typed or read from the QR."""

    def act(data: dict[str, Any]) -> Scan:
        found = queries.paper_by_code(request.user, data["code"])
        if found is None:
            raise ValidationError({"code": f"Бумаги с кодом «{data['code']}» нет. Проверьте цифры."})
        kind, subject = found
        if not kind.coded(subject):
            raise ValidationError({"code": "Эта бумага ещё не подписана в программе: скан прикладывают после подписи."})
        return services.attach(kind.code, subject.pk, file=data["file"], by=request.user)

    return form_page(
        request,
        forms.ScanForm,
        act,
        to="archive:scans",
        done="Скан приложен к бумаге.",
        initial={"code": request.GET.get("code", "")[:40]},
        template="archive/scans/add.html",
        cancel_url=reverse("archive:scans"),
    )


@require_GET
@permit("paper.scan_view")
def scan(request: Request, pk: int) -> HttpResponseBase:
    """The scan itself, only ever as a download."""
    found = get_object_or_404(queries.rows(request.user), pk=pk)
    name = PurePosixPath(found.file.name or "").name
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
@permit("paper.scan")
def remove(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.rows(request.user), pk=pk)
    return form_page(
        request,
        forms.RemovalForm,
        lambda data: services.remove(found, by=request.user, **data),
        to="archive:scans",
        done="Скан убран.",
        template="archive/scans/remove.html",
        cancel_url=reverse("archive:scans"),
    )
