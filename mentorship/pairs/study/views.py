"""Acquaintance with acts: one's own page, the form, the form from paper, the curator's list, the sheets."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core.forms.pages import form_page
from mentorship.core.tables.listing import Listing
from mentorship.documents.responses import file_response
from mentorship.documents.responses import render as render_document
from mentorship.documents.tree import Document
from mentorship.pairs.study import acts, forms, papers, queries, rules, services
from mentorship.people.queries import person_for
from mentorship.regulation.queries import institution

SORTS = {"name": ("search_key", "pk"), "known": ("known", "search_key", "pk")}
FORMATS = ("pdf", "docx")


@require_GET
@permit("study.list")
def readers(request: Request) -> HttpResponse:
    """Everybody in a running pair, and who is not acquainted with everything yet."""
    listing = Listing(
        request,
        queries.reader_rows(request.user, timezone.localdate()),
        sorts=SORTS,
        default="name",
        search=lambda rows, text: rows.search(text),
        filters=forms.ReaderFilters,
    )
    return render(request, "pairs/study/list.html", {"listing": listing})


@require_GET
@permit("study.view")
def card(request: Request, pk: int) -> HttpResponse:
    """The acts, and with which of them the person is acquainted."""
    person = person_for(request.user, pk, "study.view")
    known = queries.studied(person)
    rows = [(act, known.get(act.key)) for act in queries.acts_on(timezone.localdate())]
    context = {
        "person": person,
        "rows": rows,
        "acts": buttons(acts.ON_PAGE, person, request.user),
        "earlier": [study for key, study in known.items() if key not in {act.key for act, _ in rows}],
        "timeline": queries.timeline(person) if can(request.user, "study.list") else None,
    }
    return render(request, "pairs/study/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("study.acknowledge")
def acknowledge(request: Request, pk: int) -> HttpResponse:
    """The person says under the own login with which acts they are acquainted."""
    person, today = person_for(request.user, pk, "study.acknowledge"), timezone.localdate()
    left = rules.unread(queries.acts_on(today), queries.studied(person))
    if request.method == "GET" and not left:
        return _nothing_left(request, pk)
    return form_page(
        request,
        forms.ActsForm,
        lambda data: services.acknowledge(person, data["chosen"], on=today, today=today, by=request.user),
        to=reverse("pairs:study", args=[pk]),
        done="Ознакомление отмечено.",
        form_args={"acts": left},
        template="pairs/study/acknowledge.html",
        person=person,
        cancel_url=reverse("pairs:study", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@permit("study.record")
def record(request: Request, pk: int) -> HttpResponse:
    """The curator or the clerk writes down what the person has signed on paper."""
    person, today = person_for(request.user, pk, "study.record"), timezone.localdate()
    left = rules.unread(queries.acts_on(today), queries.studied(person))
    if request.method == "GET" and not left:
        return _nothing_left(request, pk)
    return form_page(
        request,
        forms.PaperActsForm,
        lambda data: services.acknowledge(
            person, data["chosen"], on=data["on"], today=today, by=request.user, on_paper=True
        ),
        to=reverse("pairs:study", args=[pk]),
        done="Ознакомление внесено с бумаги.",
        initial={"on": today, "chosen": [act.key for act in left]},
        form_args={"acts": left},
        template="pairs/study/record.html",
        person=person,
        cancel_url=reverse("pairs:study", args=[pk]),
    )


@require_GET
@permit("study.view")
def sheet(request: Request, pk: int, format: str) -> HttpResponse:
    """The sheet of one person, to be signed by hand."""
    person = person_for(request.user, pk, "study.view")
    return _printed(papers.person_sheet(person, timezone.localdate()), format)


@require_GET
@permit("study.list")
def sheets(request: Request, format: str) -> HttpResponse:
    """The list of acquaintance of everybody, act by act."""
    return _printed(papers.whole_sheet(request.user, timezone.localdate()), format)


def _nothing_left(request: Request, pk: int) -> HttpResponse:
    messages.info(request, "Ознакомление со всеми актами уже отмечено.")
    return redirect("pairs:study", pk)


def _printed(document: Document, format: str) -> HttpResponse:
    if format not in FORMATS:
        raise Http404
    content = render_document(document, institution().profile(), format)
    return file_response(content, format, document.title, inline=format == "pdf")
