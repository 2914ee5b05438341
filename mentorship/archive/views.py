"""Any paper in two clicks, the journal of consents."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.archive import forms, queries, services
from mentorship.archive.models import TABLES
from mentorship.core.calendar.dates import school_year_start
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents import keeping
from mentorship.documents.responses import file_response, sheet_response
from mentorship.documents.responses import render as render_document
from mentorship.pairs.registers import CONSENTS, consent_cells
from mentorship.regulation.queries import institution

CONSENT_SORTS = {"date": ("-given_on", "-pk"), "person": ("person__search_key", "pk")}


@require_GET
@permit("paper.print")
def papers(request: Request) -> HttpResponse:
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
def paper(request: Request, code: str, pk: int, format: str) -> HttpResponse:
    """A paper about a record, through the doors of the record's own app.

    `?issue=` is one that was issued before, `?marks` a working copy with the marks of today, both together a
    working copy of that very one.
    """
    kind, today = queries.paper_of(code), timezone.localdate()
    subject = kind.open(request.user, pk)
    if "issue" in request.GET and "marks" in request.GET:
        content = services.marked_bytes(queries.marked_issue(kind, subject, request.GET["issue"], today), format, today)
    elif "issue" in request.GET:
        content = keeping.content(queries.kept_issue(kind, subject, request.GET["issue"], today), format)
    elif "marks" in request.GET and kind.issued.working:
        content = services.working_bytes(kind, subject, format, today)
    else:
        content = services.paper_bytes(kind, subject, format, today)
    return file_response(content, format, kind.title, inline=format == "pdf")


@require_GET
@permit("paper.print")
def blank(request: Request, code: str, format: str) -> HttpResponse:
    """The form of a paper to be filled by hand."""
    kind = queries.paper_of(code)
    document = kind.document(None, timezone.localdate())
    content = render_document(document, institution().profile(), format)
    return file_response(content, format, f"{kind.title} (бланк)", inline=format == "pdf")


@require_GET
@permit("consent.record")
def consents(request: Request) -> HttpResponse:
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
    context = {
        "listing": listing,
        "downloads": True,
        "sheets": queries.sheets(listing.page),
        "demands": queries.demands(listing.page),
        "place": institution(),
    }
    return render(request, "archive/consents.html", context)
