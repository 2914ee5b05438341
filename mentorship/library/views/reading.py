"""The list of materials, the card of one, its files."""

from functools import partial

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.codes import code_of
from mentorship.documents.responses import sheet_response
from mentorship.library import acts, exports, forms, queries
from mentorship.library.issues import PAPER

SORTS = {"new": ("-pk",), "title": ("search_key", "pk"), "kind": ("kind", "search_key", "pk")}


@require_GET
@permit("library.list")
def material_list(request: Request) -> HttpResponse:
    today = timezone.localdate()
    listing = Listing(
        request,
        queries.material_rows(request.user),
        sorts=SORTS,
        default="new",
        search=lambda rows, text: rows.search(text),
        filters=partial(forms.MaterialFilters, user=request.user, today=today),
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.materials(listing.rows, today), format)
    context = {
        "listing": listing,
        "downloads": True,
        "badges": {row.pk: row.badge(today) for row in listing.page},
        "is_writer": can(request.user, "library.write", queries.SHELF),
    }
    return render(request, "library/list.html", context)


@require_GET
@permit("library.view")
def card(request: Request, pk: int) -> HttpResponse:
    material, user, today = queries.material_for(request.user, pk), request.user, timezone.localdate()
    level, word = material.badge(today)
    writes = acts.EDIT.open_to(material, user)
    context = {
        "material": material,
        "level": level,
        "word": word,
        "holds": material.holds_on(today),
        "told": queries.told(material),
        "pair": queries.shown_pair(material, user),
        "writes": writes,
        "violations": queries.missing(material) if writes else [],
        "acts": buttons(acts.ON_CARD, material, user),
        "code": code_of(PAPER, material.pk),
        "keeps": queries.keeps(material, user),
        "prints": material.is_practice and can(user, "library.paper", material),
    }
    if queries.told_all(material, user):
        context["timeline"] = history.timeline(material)
    return render(request, "library/card.html", context)


@require_GET
@permit("library.view")
def file(request: Request, pk: int) -> FileResponse:
    """A file, behind the same doors as its material."""
    found = queries.file_for(request.user, pk)
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)
