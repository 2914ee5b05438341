"""The register of orders, the paper page, signing, revoking, reading."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.access.roles import Office
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.refusal import Refusal
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.codes import code_of
from mentorship.documents.html import preview
from mentorship.documents.responses import file_response, sheet_response
from mentorship.documents.responses import render as render_document
from mentorship.orders import acts, forms, papers, queries, registers, rules, services
from mentorship.orders.kinds.base import KINDS, kind_of
from mentorship.orders.models import CertificateMark, Order
from mentorship.orders.numbering.queries import proposed_number
from mentorship.orders.pile import queries as pile
from mentorship.people.accounts.queries import heads, holder
from mentorship.people.models import Person
from mentorship.regulation.payment import rate
from mentorship.regulation.queries import edition_or_first, institution
from mentorship.regulation.wording.texts import asked

SORTS = {
    "new": ("-pk",),
    "date": ("signed_on", "pk"),
    "heading": ("heading", "pk"),
}


@require_GET
@permit("order.list")
def register(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.register_rows(request.user),
        sorts=SORTS,
        default="new",
        search=lambda orders, text: orders.search(text),
        filters=forms.OrderFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(registers.ORDERS.sheet(registers.order_cells(listing.rows)), format)
    context = {"listing": listing, "downloads": True, "read": queries.read_counts(listing.page)}
    return render(request, "orders/list.html", context)


@require_GET
@permit("order.list")
def incentives(request: Request) -> HttpResponse:
    """Who was rewarded, how and for what: told by the orders in force (D12)."""
    listing = Listing(
        request,
        queries.incentive_rows(request.user),
        sorts={"new": ("-order__signed_on", "-pk")},
        default="new",
        search=lambda rows, text: rows.filter(person__in=Person.objects.search(text)),
    )
    if format := writing.asked(request.GET):
        return sheet_response(registers.INCENTIVES.sheet(registers.incentive_cells(listing.rows)), format)
    return render(request, "orders/incentives.html", {"listing": listing, "downloads": True})


@require_GET
@permit("order.view")
def card(request: Request, pk: int) -> HttpResponse:
    order = queries.order_for(request.user, pk)
    context = {
        "order": order,
        "acts": buttons(acts.ON_CARD, order, request.user),
        "draft_acts": buttons(acts.OF_DRAFT, order, request.user),
        "more": buttons(acts.MORE, order, request.user),
        "package": buttons([acts.PACK], order, request.user),
        "papers": buttons(acts.PAPERS, order, request.user),
        "paper": preview(papers.paper(order)),
        "effects": papers.effects(order, timezone.localdate()),
        "obstacles": queries.obstacles(order, request.user, timezone.localdate()),
        "acquaintances": [
            (row, buttons([acts.ACQUAINT], row, request.user)) for row in queries.acquaintances(order, request.user)
        ],
        "assignments": [
            (row, buttons([acts.FULFIL], row, request.user)) for row in queries.assignments(order, request.user)
        ],
        "scans": queries.scans(order, request.user, kind_of(order).paper),
        "paper_code": kind_of(order).paper,
        "code": code_of(kind_of(order).paper, order.pk),
        "mark": getattr(order, "certificate", None),
        "timeline": queries.timeline(order, request.user),
    }
    if "nth" in request.GET and can(request.user, "order.sign", order):
        context |= {"turn": _turn(request, order), "skipped": pile.waiting(request.user).count()}
    return render(request, "orders/card.html", context)


def _turn(request: Request, order: Order) -> pile.Turn:
    """Where the order stands among those that are signed in a row, as the address says."""
    return pile.turn(order, request.user, request.GET.get("nth", ""))


@require_GET
@permit("order.view")
def file(request: Request, pk: int, format: str) -> HttpResponse:
    """The signed bytes; a draft is rendered as it stands."""
    order = queries.order_for(request.user, pk)
    name = f"Приказ {order.number or 'проект'}".replace("/", "-")
    return file_response(papers.order_bytes(order, format), format, name, inline=format == "pdf")


@require_http_methods(["GET", "POST"])
@permit("order.draft")
def edit(request: Request, pk: int) -> HttpResponse:
    order = queries.order_for(request.user, pk, "order.draft")
    sample = papers.items_by_kind(order, papers.draft_day(order))
    initial = {
        "heading": order.heading,
        "preamble": order.preamble,
        "items": order.items or sample,
        "control": order.control,
    }
    outdated = order.is_draft and services.is_outdated(order)
    return form_page(
        request,
        forms.DraftForm,
        lambda data: services.edit_draft(order, by=request.user, **data),
        to=order,
        done="Текст проекта сохранён.",
        initial=initial,
        of_record=True,
        form_args={"outdated": outdated},
        template="orders/edit.html",
        outdated=outdated,
        sample=sample,
        placeholders=sorted(kind_of(order).known(papers.draft_day(order))),
        cancel_url=order.get_absolute_url(),
    )


@require_GET
@permit("order.draft")
def kinds(request: Request) -> HttpResponse:
    """Orders that are words alone: choose one to prepare."""
    edition = edition_or_first(timezone.localdate())
    return render(request, "orders/kinds.html", {"kinds": [kind for kind in KINDS.values() if kind.offered(edition)]})


@require_http_methods(["GET", "POST"])
@permit("order.draft")
def new(request: Request, kind: str) -> HttpResponse:
    """Prepare an order of words: the people and dates that its text asks for."""
    today = timezone.localdate()
    edition = edition_or_first(today)
    if kind not in KINDS or not KINDS[kind].offered(edition):
        raise Http404
    chosen = KINDS[kind]
    fields = asked(chosen.text, edition)
    people = Person.objects.visible_to(request.user).working_on(today)

    def act(data: dict[str, Any]) -> Order:
        values, named = forms.answers(fields, data)
        return services.draft_worded(kind, values=values, people=named, by=request.user)

    return form_page(
        request,
        forms.worded_form(fields, people, lambda key: chosen.options(key, today), rate(edition.limits())),
        act,
        to=lambda order: order,
        done="Проект приказа подготовлен. Проверьте текст.",
        template="orders/new.html",
        kind=chosen,
        cancel_url=reverse("orders:new"),
    )


@require_http_methods(["GET", "POST"])
@permit("order.mark")
def certificate(request: Request, pk: int) -> HttpResponse:
    """The order was signed electronically: take what the certificate says."""
    order = queries.order_for(request.user, pk, "order.mark")
    return form_page(
        request,
        forms.SignatureFileForm,
        lambda data: services.mark_certificate(order, by=request.user, **data),
        to=order,
        done="Отметка об электронной подписи записана.",
        template="orders/certificate.html",
        order=order,
        cancel_url=order.get_absolute_url(),
    )


@require_GET
@permit("order.view")
def stamped(request: Request, pk: int) -> HttpResponse:
    """A copy of the signed order with the frame about its electronic signature."""
    order = queries.order_for(request.user, pk)
    mark = get_object_or_404(CertificateMark, order=order)
    content = render_document(papers.stamped(order, mark), papers.profile_of(order), "pdf")
    return file_response(content, "pdf", f"Приказ {order.number} (копия с отметкой)".replace("/", "-"), inline=True)


@require_http_methods(["GET", "POST"])
@permit("order.sign")
def sign(request: Request, pk: int) -> HttpResponse:
    order = queries.order_for(request.user, pk, "order.sign")
    if request.method == "GET" and not order.is_draft:
        messages.info(request, f"Этот приказ уже не проект: он {order.get_status_display()}.")
        return redirect(order)
    today = timezone.localdate()
    number = proposed_number(institution(), order.journal, today.year)
    day = forms.typed_day(forms.SignForm(request.POST or None), today)
    turn = _turn(request, order)
    return form_page(
        request,
        forms.SignForm,
        lambda data: services.sign(order, by=request.user, now=timezone.localtime(), **data),
        to=f"{order.get_absolute_url()}?nth={turn.number}" if turn.total > 1 else order,
        done="Приказ подписан и записан в журнал.",
        initial={"signed_on": today, "number": number, "proposed": number},
        template="orders/sign.html",
        shows=lambda: services.shown_on(queries.order_for(request.user, pk, "order.sign"), day, by=request.user),
        order=order,
        turn=turn,
        day=day,
        effects=papers.effects(order, day),
        obstacles=queries.obstacles(order, request.user, day),
    )


@require_GET
@permit("order.draft")
def to_sign(request: Request, pk: int) -> HttpResponse:
    """The order to be signed with a pen: its words are those of the day that stands on it."""
    order, today = queries.order_for(request.user, pk, "order.draft"), timezone.localdate()
    form = forms.DayForm(request.GET or None, initial={"on": today})
    day = form.cleaned_data["on"] if form.is_valid() else today
    if form.is_valid():
        try:
            document = services.to_sign(order, day, by=request.user, today=today)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            content = render_document(document, papers.profile_of(order), "pdf")
            return file_response(content, "pdf", "Приказ на подпись", inline=True)
    day = today if any(rules.print_day_violations(day, today)) else day
    context = {"order": order, "form": form, "day": day, "obstacles": queries.obstacles(order, request.user, day)}
    return render(request, "orders/to_sign.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@permit("order.register")
def register_signed(request: Request, pk: int) -> HttpResponse:
    """The head has signed the order with a pen: who, when, under which number."""
    order, today = queries.order_for(request.user, pk, "order.register"), timezone.localdate()
    if request.method == "GET" and not order.is_draft:
        messages.info(request, f"Этот приказ уже не проект: он {order.get_status_display()}.")
        return redirect(order)
    day = forms.typed_day(forms.SignForm(request.POST or None), today)
    number, head = proposed_number(institution(), order.journal, today.year), holder(Office.DIRECTOR, day)
    return form_page(
        request,
        forms.PenForm,
        lambda data: services.sign(order, by=request.user, now=timezone.localtime(), **data),
        to=order,
        done="Приказ внесён в журнал. Приложите его скан.",
        initial={"signed_on": today, "number": number, "proposed": number, "signer": head and head.person},
        form_args={"heads": heads()},
        template="orders/pen.html",
        shows=lambda: services.shown_on(queries.order_for(request.user, pk, "order.register"), day, by=request.user),
        order=order,
        day=day,
        effects=papers.effects(order, day),
        obstacles=queries.obstacles(order, request.user, day),
        cancel_url=order.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("order.discard")
def discard(request: Request, pk: int) -> HttpResponse:
    order = queries.order_for(request.user, pk, "order.discard")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.discard(order, by=request.user, **data),
        to=order,
        done="Проект отклонён.",
        template="orders/discard.html",
        cancel_url=order.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("order.revoke")
def revoke(request: Request, pk: int) -> HttpResponse:
    order = queries.order_for(request.user, pk, "order.revoke")
    bars = list(acts.REVOKE.bars(order))
    return form_page(
        request,
        ReasonForm,
        lambda data: services.draft_revocation(order, by=request.user, **data),
        to=lambda revocation: revocation,
        done="Подготовлен проект приказа об отмене. Его подпишет руководитель.",
        template="orders/revoke.html",
        order=order,
        bars=bars,
        consequences=[] if bars else list(kind_of(order).consequences(order, timezone.localdate())),
        cancel_url=order.get_absolute_url(),
    )


@require_POST
@permit("order.acknowledge")
def acknowledge(request: Request, pk: int) -> HttpResponse:
    order = queries.order_for(request.user, pk, "order.acknowledge")
    own, today = get_object_or_404(order.acquaintances, person=request.user.person_id), timezone.localdate()
    return act_page(
        request,
        lambda: services.acknowledge(own, on=today, today=today, method="online", by=request.user),
        to=order,
        done="Отмечено: вы ознакомлены с приказом.",
    )


@require_http_methods(["GET", "POST"])
@permit("order.acquaint")
def acquaint(request: Request, pk: int) -> HttpResponse:
    """The clerk records the day on which the person has signed the sheet."""
    row, today = queries.acquaintance_for(request.user, pk, "order.acquaint"), timezone.localdate()
    return form_page(
        request,
        forms.AcquaintanceForm,
        lambda data: services.acknowledge(row, method="paper", today=today, by=request.user, **data),
        to=row.order,
        done="Отмечено ознакомление на бумаге.",
        initial={"on": today},
        template="orders/acquaint.html",
        row=row,
        cancel_url=row.order.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("order.fulfil")
def fulfil(request: Request, pk: int) -> HttpResponse:
    """Whom the order tells to do something, or the curator for them, marks that it is done."""
    row, today = queries.assignment_for(request.user, pk, "order.fulfil"), timezone.localdate()
    return form_page(
        request,
        forms.FulfilmentForm,
        lambda data: services.fulfil(row, today=today, by=request.user, **data),
        to=row.order,
        done="Выполнение поручения отмечено.",
        initial={"on": today},
        form_args={"on_site": rules.is_publication(row.what)},
        template="orders/fulfil.html",
        row=row,
        cancel_url=row.order.get_absolute_url(),
    )
