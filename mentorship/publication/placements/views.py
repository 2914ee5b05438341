"""The log of publications."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.responses import sheet_response
from mentorship.publication.models import Publication
from mentorship.publication.placements import forms, queries, services
from mentorship.publication.placements.exports import log_sheet
from mentorship.publication.placements.targets import targets
from mentorship.publication.section.queries import section

SORTS = {"day": ("placed_on", "pk"), "title": ("search_key", "pk")}


@require_GET
@permit("publication.view")
def log(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.placement_rows(request.user),
        sorts=SORTS,
        default="-day",
        search=lambda rows, text: rows.search(text),
        filters=forms.PlacementFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(log_sheet(listing.rows), format)
    today = timezone.localdate()
    states = {row.pk: row.state(today) for row in listing.page}
    context = {"listing": listing, "states": states, "downloads": True}
    return render(request, "publication/placements/list.html", context)


@require_http_methods(["GET", "POST"])
@permit("publication.place")
def place(request: Request) -> HttpResponse:
    """What was placed where; an activity or an assignment is closed by it."""
    today = timezone.localdate()
    publications = Publication.objects.visible_to(request.user)
    publication = publications.filter(pk__in=parse_keys([request.GET.get("publication", "")])).first()
    return form_page(
        request,
        forms.PlacementForm,
        lambda data: services.place(fulfils=data.pop("fulfils"), fields=data, today=today, by=request.user),
        to="publication:log",
        done="Записано в журнал публикаций.",
        template="publication/placements/add.html",
        form_args={"targets": targets(request.user, today), "publications": publications},
        initial={"placed_on": today, **(_of(publication) if publication else {})},
        cancel_url=reverse("publication:log"),
    )


def _of(publication: Publication) -> dict[str, Any]:
    """What the log says of a publication of the section; its address where the program itself shows it."""
    initial: dict[str, Any] = {"title": publication.title, "level": publication.level, "publication": publication.pk}
    if section().is_served and publication.shows_on(timezone.localdate()):
        initial["link"] = f"{settings.SITE_URL}{reverse('publication:public', args=[publication.page])}"
    return initial


@require_GET
@permit("publication.view")
def card(request: Request, pk: int) -> HttpResponse:
    placement = queries.placement_for(request.user, pk)
    level, word = placement.state(timezone.localdate())
    context = {"placement": placement, "level": level, "word": word, "timeline": history.timeline(placement)}
    return render(request, "publication/placements/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("publication.place")
def take_off(request: Request, pk: int) -> HttpResponse:
    placement, today = queries.placement_for(request.user, pk, "publication.place"), timezone.localdate()
    return form_page(
        request,
        forms.TakingOffForm,
        lambda data: services.take_off(placement, today=today, by=request.user, **data),
        to="publication:log",
        done="Удаление записано.",
        initial={"on": today},
        template="publication/placements/take_off.html",
        placement=placement,
        cancel_url=placement.get_absolute_url(),
    )
