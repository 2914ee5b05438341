"""Partners: the list, the card, who and what is linked to it, its agreements from the draft to the end."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.calendar.dates import term_end
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.tables.listing import Listing
from mentorship.documents.shown import shown_paper
from mentorship.partners import acts, forms, queries, services
from mentorship.partners.models import Agreement, Partner
from mentorship.partners.papers import COOPERATION

SORTS = {"name": ("search_key", "pk"), "new": ("-pk",)}


@require_GET
@permit("partner.view")
def partner_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.partner_rows(request.user),
        sorts=SORTS,
        default="name",
        search=lambda rows, text: rows.search(text),
        filters=forms.PartnerFilters,
    )
    today = timezone.localdate()
    found = {partner.pk: queries.current(partner, today) for partner in listing.page}
    states = {key: (agreement, *agreement.state(today)) for key, agreement in found.items() if agreement}
    return render(request, "partners/list.html", {"listing": listing, "states": states, "today": today})


@require_http_methods(["GET", "POST"])
@permit("partner.edit")
def add(request: Request) -> HttpResponse:
    return form_page(
        request,
        forms.PartnerForm,
        lambda data: services.add_partner(fields=data, by=request.user),
        to=lambda partner: partner,
        done="Партнёр добавлен.",
        template="partners/add.html",
        cancel_url=reverse("partners:list"),
    )


@require_GET
@permit("partner.view")
def card(request: Request, pk: int) -> HttpResponse:
    partner, today = queries.partner_for(request.user, pk), timezone.localdate()
    context = {
        "partner": partner,
        "acts": buttons(acts.ON_CARD, partner, request.user),
        "agreements": [(row, *row.state(today)) for row in partner.agreements.all()],
        "mentors": partner.mentors.order_by("search_key"),
        "events": partner.events.order_by("-starts_on", "pk"),
        "timeline": history.timeline(partner),
    }
    return render(request, "partners/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("partner.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    partner = queries.partner_for(request.user, pk, "partner.edit")
    return _of_partner(
        request,
        partner,
        forms.PartnerForm,
        lambda data: services.edit_partner(partner, fields=data, by=request.user),
        "edit",
        "Сведения о партнёре сохранены.",
        initial=forms.initial_of(partner, forms.PARTNER),
        of_record=True,
    )


@require_http_methods(["GET", "POST"])
@permit("partner.edit")
def link(request: Request, pk: int) -> HttpResponse:
    """Which events are held together, which outside mentors come from the partner."""
    partner, today = queries.partner_for(request.user, pk, "partner.edit"), timezone.localdate()
    people = queries.outside_mentors(request.user, partner, today)
    return _of_partner(
        request,
        partner,
        forms.LinkForm,
        lambda data: services.link_partner(partner, by=request.user, **data),
        "link",
        "Связи партнёра сохранены.",
        initial={"mentors": list(partner.mentors.all()), "events": list(partner.events.all())},
        of_record=True,
        form_args={"people": people, "events": queries.events(request.user)},
    )


@require_http_methods(["GET", "POST"])
@permit("partner.edit")
def end(request: Request, pk: int) -> HttpResponse:
    partner = queries.partner_for(request.user, pk, "partner.edit")
    return _of_partner(
        request,
        partner,
        forms.EndForm,
        lambda data: services.end_partner(partner, by=request.user, **data),
        "end",
        "Записано, что работа с партнёром закончена.",
        initial={"ended_on": timezone.localdate()},
    )


@require_http_methods(["GET", "POST"])
@permit("partner.edit")
def resume(request: Request, pk: int) -> HttpResponse:
    partner = queries.partner_for(request.user, pk, "partner.edit")
    return _of_partner(
        request,
        partner,
        ReasonForm,
        lambda data: services.resume_partner(partner, by=request.user, **data),
        "resume",
        "Партнёр снова в работе.",
    )


@require_http_methods(["GET", "POST"])
@permit("partner.edit")
def agree(request: Request, pk: int) -> HttpResponse:
    """A draft of an agreement; what the last one said of the partner's side is offered again."""
    partner, today = queries.partner_for(request.user, pk, "partner.edit"), timezone.localdate()
    last = partner.agreements.first()
    said = forms.initial_of(last, forms.AGREEMENT) if last else {}
    return _of_partner(
        request,
        partner,
        forms.AgreementForm,
        lambda data: services.draft_agreement(partner, fields=data, by=request.user),
        "agree",
        "Проект соглашения готов: распечатайте его и подпишите.",
        to=lambda agreement: agreement,
        initial={**said, "starts_on": today, "ends_on": term_end(today, 12)},
    )


def _of_partner(
    request: Request, partner: Partner, form: Any, act: Any, page: str, done: str, to: Any = None, **more: Any
) -> HttpResponse:
    back = partner.get_absolute_url()
    template = f"partners/{page}.html"
    return form_page(
        request, form, act, to=to or partner, done=done, template=template, cancel_url=back, partner=partner, **more
    )


@require_GET
@permit("partner.view")
def agreement(request: Request, pk: int) -> HttpResponse:
    found = queries.agreement_for(request.user, pk)
    level, word = found.state(timezone.localdate())
    context = {
        "agreement": found,
        "level": level,
        "word": word,
        "acts": buttons(acts.OF_AGREEMENT, found, request.user),
        "timeline": history.timeline(found),
    }
    return render(request, "partners/agreements/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("partner.edit")
def edit_agreement(request: Request, pk: int) -> HttpResponse:
    found = queries.agreement_for(request.user, pk, "partner.edit")
    return _of_agreement(
        request,
        found,
        forms.AgreementForm,
        lambda data: services.edit_agreement(found, fields=data, by=request.user),
        "edit",
        "Проект соглашения сохранён.",
        initial=forms.initial_of(found, forms.AGREEMENT),
        of_record=True,
    )


@require_http_methods(["GET", "POST"])
@permit("partner.edit")
def sign(request: Request, pk: int) -> HttpResponse:
    """Both sides have signed on paper: the number and the day that stand there."""
    found, today = queries.agreement_for(request.user, pk, "partner.edit"), timezone.localdate()
    return _of_agreement(
        request,
        found,
        forms.SignForm,
        lambda data: services.sign_agreement(found, today=today, by=request.user, **data),
        "sign",
        "Соглашение подписано и сохранено.",
        initial={"signed_on": today},
        shows=lambda: shown_paper(COOPERATION, pk, today),
    )


@require_http_methods(["GET", "POST"])
@permit("partner.edit")
def end_agreement(request: Request, pk: int) -> HttpResponse:
    found = queries.agreement_for(request.user, pk, "partner.edit")
    return _of_agreement(
        request,
        found,
        forms.EndForm,
        lambda data: services.end_agreement(found, by=request.user, **data),
        "end",
        "Записано.",
        initial={"ended_on": timezone.localdate()},
    )


def _of_agreement(
    request: Request, found: Agreement, form: Any, act: Any, page: str, done: str, **more: Any
) -> HttpResponse:
    back = found.get_absolute_url()
    template = f"partners/agreements/{page}.html"
    return form_page(
        request, form, act, to=found, done=done, template=template, cancel_url=back, agreement=found, **more
    )
