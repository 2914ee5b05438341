"""The legal base: the list by levels, the card of an act, adding, mending, its end, the look that it asks for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.tables.listing import Listing
from mentorship.regulation.legal import acts, forms, queries, rules, services
from mentorship.regulation.legal.reference import FIRST_WAY, WAYS, bases
from mentorship.regulation.models import LegalAct

SORTS = {"level": ("rank", "weight", "adopted_on", "pk"), "day": ("adopted_on", "pk")}


@require_GET
@permit("legal.view")
def act_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.act_rows(request.user),
        sorts=SORTS,
        default="level",
        search=lambda rows, text: rows.search(text),
        filters=forms.LegalActFilters,
    )
    states = {act.pk: act.state(timezone.localdate()) for act in listing.page}
    return render(request, "regulation/legal/list.html", {"listing": listing, "states": states})


@require_GET
@permit("legal.view")
def card(request: Request, pk: int) -> HttpResponse:
    act = queries.act_for(request.user, pk)
    level, word = act.state(timezone.localdate())
    context = {
        "act": act,
        "level": level,
        "word": word,
        "acts": buttons(acts.ON_CARD, act, request.user),
        "cited": [_in_order(act, way) for way in WAYS],
    }
    if can(request.user, "legal.edit"):
        context["timeline"] = history.timeline(act)
    return render(request, "regulation/legal/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("legal.edit")
def add(request: Request) -> HttpResponse:
    return form_page(
        request,
        forms.LegalActForm,
        lambda data: services.add_act(fields=data, today=timezone.localdate(), by=request.user),
        to=lambda act: act,
        done=_added,
        template="regulation/legal/add.html",
        cancel_url=reverse("regulation:legal"),
    )


def _added(act: LegalAct) -> str:
    """What is said of it: how orders will name it and, of a newer act, what is to be done next."""
    today = timezone.localdate()
    words = format_html("Акт внесён в нормативную базу. В приказе он встанет так: «{}».", _in_order(act, FIRST_WAY))
    if not queries.unreviewed(today).filter(pk=act.pk).exists():
        return words
    page, by = reverse("regulation:check_legal_act", args=[act.pk]), rules.review_by(today)
    review = 'Он новее Положения: <a href="{}">сверьте с ним Положение</a> до {}.'
    return format_html("{} {}", words, format_html(review, page, f"{by:%d.%m.%Y}"))


def _in_order(act: LegalAct, way: str) -> str:
    return bases([(queries.told(act), "")], way)


@require_http_methods(["GET", "POST"])
@permit("legal.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    act = queries.act_for(request.user, pk, "legal.edit")
    return form_page(
        request,
        forms.LegalActForm,
        lambda data: services.edit_act(act, fields=data, today=timezone.localdate(), by=request.user),
        to=act,
        done="Сведения об акте сохранены.",
        initial={name: getattr(act, name) for name in forms.LegalActForm.base_fields},
        of_record=True,
        template="regulation/legal/edit.html",
        legal=act,
        cancel_url=act.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("legal.edit")
def end(request: Request, pk: int) -> HttpResponse:
    """From which day it is out of force, and why."""
    act = queries.act_for(request.user, pk, "legal.edit")
    return form_page(
        request,
        forms.EndForm,
        lambda data: services.end_act(act, by=request.user, **data),
        to=act,
        done="Записано, по какой день акт действует.",
        form_args={"acts": LegalAct.objects.visible_to(request.user).exclude(pk=act.pk)},
        template="regulation/legal/end.html",
        legal=act,
        cancel_url=act.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("legal.edit")
def restore(request: Request, pk: int) -> HttpResponse:
    act = queries.act_for(request.user, pk, "legal.edit")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.restore_act(act, by=request.user, **data),
        to=act,
        done="Акт снова действует.",
        template="regulation/legal/restore.html",
        legal=act,
        cancel_url=act.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("legal.edit")
def check(request: Request, pk: int) -> HttpResponse:
    """What came of comparing the Положение with the act."""
    act, today = queries.act_for(request.user, pk, "legal.edit"), timezone.localdate()
    return form_page(
        request,
        forms.CheckForm,
        lambda data: services.check_act(act, today=today, by=request.user, **data),
        to=act,
        done="Итог сверки записан.",
        initial={"on": today},
        template="regulation/legal/check.html",
        legal=act,
        cancel_url=act.get_absolute_url(),
    )
