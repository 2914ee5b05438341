"""Publications: the list with what records offer, the card, approval and the end of it."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.tables.listing import Listing
from mentorship.publication.models import Publication
from mentorship.publication.offers.queries import offer_of, offers
from mentorship.publication.publications import acts, forms, queries, services
from mentorship.publication.section.queries import section

SORTS = {"new": ("-pk",), "day": ("shows_from", "pk"), "title": ("search_key", "pk")}
FIELDS = ("kind", "title", "text", "level", "photo_words")


@require_GET
@permit("publication.view")
def home(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.publication_rows(request.user),
        sorts=SORTS,
        default="new",
        search=lambda rows, text: rows.search(text),
        filters=forms.PublicationFilters,
    )
    today = timezone.localdate()
    context = {
        "listing": listing,
        "states": queries.states(listing.page, today),
        "section": section(),
        "offers": offers(today) if can(request.user, "publication.prepare") else [],
    }
    return render(request, "publication/publications/list.html", context)


@require_http_methods(["GET", "POST"])
@permit("publication.prepare")
def add(request: Request) -> HttpResponse:
    """A publication from nothing, or from what a record offers."""
    today = timezone.localdate()
    offer = offer_of(request.GET.get("source", "")[:60], today)
    initial: dict[str, Any] = {"kind": Publication.Kind.NEWS, "material": request.GET.get("material", "")[:18]}
    if offer:
        initial = {"kind": offer.kind, "title": offer.title, "text": offer.text, "pair": offer.pair}
    elif initial["material"]:
        initial["kind"] = Publication.Kind.PRACTICE
    return form_page(
        request,
        forms.PublicationForm,
        lambda data: services.prepare(**_split(data, source=offer.source if offer else ""), by=request.user),
        to=lambda publication: publication,
        done="Публикация подготовлена. Посмотрите её глазами посетителя и утвердите.",
        template="publication/publications/add.html",
        form_args=queries.choices(request.user, today),
        initial=initial,
        cancel_url=reverse("publication:home"),
    )


@require_GET
@permit("publication.view")
def card(request: Request, pk: int) -> HttpResponse:
    publication, today = queries.publication_for(request.user, pk), timezone.localdate()
    level, word = publication.state(today)
    context = {
        "publication": publication,
        "level": level,
        "word": word,
        "shown": queries.seen(publication, today),
        "obstacles": queries.obstacles(publication, today),
        "placements": publication.placements.all(),
        "acts": buttons(acts.ON_CARD, publication, request.user),
        "timeline": history.timeline(publication),
    }
    return render(request, "publication/publications/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("publication.prepare")
def edit(request: Request, pk: int) -> HttpResponse:
    publication = queries.publication_for(request.user, pk, "publication.prepare")
    initial = {name: getattr(publication, name) for name in FIELDS} | {"pictured": list(publication.pictured.all())}
    return form_page(
        request,
        forms.PublicationForm,
        lambda data: services.edit(publication, **_split(data), by=request.user),
        to=publication,
        done="Публикация изменена.",
        of_record=True,
        template="publication/publications/edit.html",
        form_args=queries.choices(request.user, timezone.localdate()) | {"has_photo": bool(publication.photo)},
        initial=initial | {"pair": publication.pair, "material": publication.material},
        publication=publication,
        cancel_url=publication.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("publication.approve")
def approve(request: Request, pk: int) -> HttpResponse:
    """What visitors will read is on the page; who is named in it without permission is told before it goes out."""
    publication, today = queries.publication_for(request.user, pk, "publication.approve"), timezone.localdate()
    mentions = queries.mentions(publication, today)
    return form_page(
        request,
        forms.ApprovalForm,
        lambda data: services.approve(publication, **{"cleared": [], **data}, today=today, by=request.user),
        to=publication,
        done="Публикация утверждена.",
        template="publication/publications/approve.html",
        form_args={
            "doubtful": [one.words for one in mentions if not one.sure],
            "has_photo": bool(publication.photo),
        },
        shows=lambda: queries.shown_publication(publication, today),
        initial={"shows_from": today},
        publication=publication,
        obstacles=queries.obstacles(publication, today),
        cancel_url=publication.get_absolute_url(),
    )


@require_POST
@permit("publication.prepare")
def submit(request: Request, pk: int) -> HttpResponse:
    publication = queries.publication_for(request.user, pk, "publication.prepare")
    return act_page(
        request,
        lambda: services.submit(publication, on=timezone.localdate(), by=request.user),
        to=publication,
        done="Передано на утверждение.",
    )


@require_POST
@permit("publication.prepare")
def rework(request: Request, pk: int) -> HttpResponse:
    publication = queries.publication_for(request.user, pk, "publication.prepare")
    return act_page(
        request, lambda: services.rework(publication, by=request.user), to=publication, done="Возвращено на доработку."
    )


@require_http_methods(["GET", "POST"])
@permit("publication.prepare")
def remove(request: Request, pk: int) -> HttpResponse:
    publication = queries.publication_for(request.user, pk, "publication.prepare")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.remove(publication, on=timezone.localdate(), by=request.user, **data),
        to=publication,
        done="Публикация снята: на страницах раздела её больше нет.",
        template="publication/publications/remove.html",
        publication=publication,
        cancel_url=publication.get_absolute_url(),
    )


@require_GET
@permit("publication.view")
def photo(request: Request, pk: int) -> HttpResponseBase:
    """The photo as those who prepare it see it."""
    publication = queries.publication_for(request.user, pk)
    if not publication.photo:
        raise Http404
    response = FileResponse(publication.photo.open("rb"), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _split(data: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The facts of the publication apart from who is pictured; without a new photo the old one stays."""
    fields = {name: data[name] for name in (*FIELDS, "pair", "material")} | more
    if data.get("drop_photo"):
        fields |= {"photo": "", "photo_words": ""}
    if data.get("photo"):
        fields |= {"photo": data["photo"], "photo_words": data["photo_words"]}
    return {"pictured": data["pictured"] if fields["photo_words"] else [], "fields": fields}
