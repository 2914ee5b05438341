"""The register of orders, the paper page, signing, revoking, reading."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.core.listing import Listing
from mentorship.core.pages import act_page, form_page
from mentorship.documents.html import preview
from mentorship.documents.responses import docx_response, file_response, pdf_response
from mentorship.orders import forms, papers, queries, services
from mentorship.orders.kinds import kind_of
from mentorship.orders.models import Acquaintance
from mentorship.regulation.queries import institution

SORTS = {
    "new": ("-pk",),
    "date": ("signed_on", "pk"),
    "heading": ("heading", "pk"),
}


@require_GET
@permit("order.list")
def register(request):
    listing = Listing(
        request, queries.register_rows(request.user), sorts=SORTS, default="new",
        search=lambda rows, text: rows.search(text), filters=forms.OrderFilters,
    )  # fmt: skip
    context = {"listing": listing, "read": queries.read_counts(listing.page)}
    return render(request, "orders/list.html", context)


@require_GET
@permit("order.view")
def card(request, pk):
    order = queries.order_for(request.user, pk)
    context = {
        "order": order,
        "paper": preview(papers.paper(order)),
        "acquaintances": queries.acquaintances(order, request.user),
        "own": order.acquaintances.filter(person=request.user.person_id, acknowledged_on=None).first(),
        "revocable": kind_of(order).revocable,
        "timeline": queries.timeline(order, request.user),
    }
    return render(request, "orders/card.html", context)


@require_GET
@permit("order.view")
def file(request, pk, format):
    """The signed bytes; a draft is rendered as it stands."""
    order = queries.order_for(request.user, pk)
    name = f"Приказ {order.number or 'проект'}".replace("/", "-")
    if order.is_signed:
        kept = order.files.filter(format=format).first()
        if kept is None:
            raise Http404
        return file_response(bytes(kept.content), format, name, inline=format == "pdf")
    respond = pdf_response if format == "pdf" else docx_response
    return respond(papers.paper(order), institution().profile(), name)


@require_http_methods(["GET", "POST"])
@permit("order.draft")
def edit(request, pk):
    order = queries.order_for(request.user, pk, "order.draft")
    initial = {"heading": order.heading, "preamble": order.preamble, "control": order.control}
    return form_page(
        request, forms.DraftForm, lambda data: services.edit_draft(order, by=request.user, **data),
        to=order, done="Текст проекта сохранён.", initial=initial, title="Текст проекта приказа",
        cancel_url=order.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@permit("order.sign")
def sign(request, pk):
    order = queries.order_for(request.user, pk, "order.sign")
    if request.method == "GET" and not order.is_draft:
        messages.info(request, f"Этот приказ уже не проект: он {order.get_status_display()}.")
        return redirect(order)
    today = timezone.localdate()
    number = queries.proposed_number(institution(), order.journal, today.year)
    return form_page(
        request, forms.SignForm,
        lambda data: services.sign(order, by=request.user, now=timezone.localtime(), **data),
        to=order, done="Приказ подписан и записан в журнал.",
        initial={"signed_on": today, "number": number, "proposed": number},
        template="orders/sign.html", order=order, paper=preview(papers.paper(order)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@permit("order.discard")
def discard(request, pk):
    order = queries.order_for(request.user, pk, "order.discard")
    return form_page(
        request, forms.ReasonForm, lambda data: services.discard(order, by=request.user, **data),
        to=order, done="Проект отклонён.", title="Отклонить проект приказа", submit="Отклонить проект",
        danger=True, cancel_url=order.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@permit("order.revoke")
def revoke(request, pk):
    order = queries.order_for(request.user, pk, "order.revoke")
    return form_page(
        request, forms.ReasonForm, lambda data: services.draft_revocation(order, by=request.user, **data),
        to=lambda revocation: revocation, done="Подготовлен проект приказа об отмене. Его подпишет руководитель.",
        title=f"Отменить: {order}", submit="Подготовить приказ об отмене", danger=True,
        notice="Подписанный приказ не меняют: его отменяет другой приказ.", cancel_url=order.get_absolute_url(),
    )  # fmt: skip


@require_POST
@permit("order.acknowledge")
def acknowledge(request, pk):
    order = queries.order_for(request.user, pk, "order.acknowledge")
    own = get_object_or_404(order.acquaintances, person=request.user.person_id)
    return act_page(
        request, lambda: services.acknowledge(own, on=timezone.localdate(), method="online", by=request.user),
        to=order, done="Отмечено: вы ознакомлены с приказом.",
    )  # fmt: skip


@require_POST
@permit("order.acquaint")
def acquaint(request, pk):
    """The clerk marks that the person has signed on paper."""
    row = get_object_or_404(Acquaintance.objects.select_related("order"), pk=pk)
    return act_page(
        request, lambda: services.acknowledge(row, on=timezone.localdate(), method="paper", by=request.user),
        to=row.order, done="Отмечено ознакомление на бумаге.",
    )  # fmt: skip
