"""Agreements and notices: the register, the card, the forms, what is recorded of the signed papers."""

from django.forms.models import model_to_dict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.core.forms.pages import form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.responses import sheet_response
from mentorship.orders.forms import ReasonForm
from mentorship.pairs.agreements import exports, forms, queries, services
from mentorship.pairs.models import Notice
from mentorship.pairs.queries import pair_for
from mentorship.pairs.views import act_order

SORTS = {
    "mentor": ("pair__mentor__search_key", "pk"),
    "start": ("-starts_on", "-pk"),
    "end": ("ends_on", "pk"),
    "signed": ("-signed_on", "-pk"),
}


@require_GET
@permit("agreement.list")
def agreement_list(request):
    listing = Listing(
        request,
        queries.rows(request.user),
        sorts=SORTS,
        default="start",
        search=lambda rows, text: rows.search(text),
        filters=forms.AgreementFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.agreements(listing.rows), format)
    return render(request, "pairs/agreements.html", {"listing": listing, "downloads": True})


@require_GET
@permit("paper.mentor")
def card(request, pk):
    agreement = queries.agreement_for(request.user, pk)
    context = {
        "agreement": agreement,
        "pair": agreement.pair,
        "pay": queries.pay_words(agreement),
        "timeline": queries.timeline(agreement),
    }
    return render(request, "pairs/agreement.html", context)


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def new(request, pk):
    """A new agreement about the pair; a draft that is there already is opened instead."""
    pair = pair_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    draft = queries.current(pair)
    if request.method == "GET" and draft and draft.is_draft:
        return redirect(draft)
    return form_page(
        request,
        forms.AgreementForm,
        lambda data: services.keep_draft(pair, fields=data, on=today, by=request.user),
        to=lambda agreement: agreement,
        done="Соглашение подготовлено. Напечатайте два экземпляра.",
        initial={"signatory": "head", **queries.proposed(pair)},
        title=f"Дополнительное соглашение: {pair.mentor.short_name}",
        cancel_url=pair.get_absolute_url(),
        lead=f"О работе наставником: {pair}, {pair.starts_on:%d.%m.%Y}–{pair.ends_on:%d.%m.%Y}",
    )


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def edit(request, pk):
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    return form_page(
        request,
        forms.AgreementForm,
        lambda data: services.keep_draft(agreement.pair, agreement, fields=data, on=today, by=request.user),
        to=agreement,
        done="Проект соглашения сохранён.",
        initial=model_to_dict(agreement),
        title=f"Изменить: {agreement}",
        cancel_url=agreement.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def sign(request, pk):
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    return form_page(
        request,
        forms.SignForm,
        lambda data: services.sign(agreement, on=today, by=request.user, **data),
        to=agreement,
        done="Записано: соглашение подписано.",
        initial={"number": agreement.number, "signed_on": today},
        title="Соглашение подписано на бумаге",
        submit="Записать",
        cancel_url=agreement.get_absolute_url(),
        notice="Два экземпляра подписали обе стороны; до подписания наставник ознакомлен с локальными актами.",
    )


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def hand_copy(request, pk):
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    return form_page(
        request,
        forms.CopyForm,
        lambda data: services.hand_copy(agreement, on=today, by=request.user, **data),
        to=agreement,
        done="Записано.",
        initial={"copy_on": today},
        submit="Записать",
        title=f"Экземпляр вручён: {agreement.pair.mentor.short_name}",
        cancel_url=agreement.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def drop(request, pk):
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.drop(agreement, by=request.user, **data),
        to=agreement.pair,
        done="Проект соглашения отклонён.",
        title=f"Отклонить: {agreement}",
        submit="Отклонить",
        danger=True,
        cancel_url=agreement.get_absolute_url(),
    )


@require_POST
@permit("agreement.keep")
def pay(request, pk):
    """The order of payment with what has been agreed (D11)."""
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    return act_order(request, lambda: services.draft_payment(agreement, by=request.user), back=agreement)


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def skip(request, pk):
    """A mentor who is the head: why no agreement is made."""
    pair = pair_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    return form_page(
        request,
        ReasonForm,
        lambda data: services.skip(pair, on=today, by=request.user, **data),
        to=pair,
        done="Записано: соглашение не применяется.",
        title="Соглашение не применяется",
        submit="Записать",
        notice="Руководитель не может подписать соглашение с самим собой. Обычно его подписывает учредитель; "
        "если вы решили обойтись без соглашения, напишите почему.",
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("notice.give")
def give_notice(request, pk):
    """The employer cancels the assignment early (D27)."""
    pair = pair_for(request.user, pk, "notice.give")
    return _notice_page(
        request,
        pair,
        Notice.Side.EMPLOYER,
        forms.NoticeForm,
        title=f"Уведомление об отмене поручения: {pair.mentor.short_name}",
        done="Уведомление готово. Напечатайте два экземпляра и вручите наставнику под подпись.",
        said="Если вручить уведомление сегодня, последний день — не раньше {day}.",
    )


@require_http_methods(["GET", "POST"])
@permit("notice.refuse")
def refuse(request, pk):
    """The mentor gives the work up early; nothing punishes that."""
    pair = pair_for(request.user, pk, "notice.refuse")
    return _notice_page(
        request,
        pair,
        Notice.Side.EMPLOYEE,
        forms.RefusalForm,
        title=f"Отказ наставника: {pair.mentor.short_name}",
        done="Отказ наставника записан.",
        said="Обычно последний день — не раньше {day}; о более раннем можно договориться. За отказ не наказывают.",
    )


def _notice_page(request, pair, side, form, *, title, done, said):
    today = timezone.localdate()
    earliest = queries.earliest(pair, side == Notice.Side.EMPLOYER, today)
    return form_page(
        request,
        form,
        lambda data: services.give_notice(pair, side=side, fields=data, on=today, by=request.user),
        to=f"{pair.get_absolute_url()}#agreement",
        done=done,
        initial={"given_on": today, "last_day": earliest},
        title=title,
        notice=said.format(day=f"{earliest:%d.%m.%Y}") if earliest else "",
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("notice.give")
def receive_notice(request, pk):
    notice = queries.notice_for(request.user, pk, "notice.give")
    today = timezone.localdate()
    return form_page(
        request,
        forms.ReceiptForm,
        lambda data: services.receive(notice, on=today, by=request.user, **data),
        to=f"{notice.pair.get_absolute_url()}#agreement",
        done="Записано: уведомление получено.",
        initial={"received_on": today, "method": Notice.Method.HANDED},
        submit="Записать",
        title="Уведомление получено",
        lead=str(notice),
        cancel_url=notice.pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("notice.give")
def withdraw_notice(request, pk):
    notice = queries.notice_for(request.user, pk, "notice.give")
    today = timezone.localdate()
    return form_page(
        request,
        ReasonForm,
        lambda data: services.withdraw(notice, on=today, by=request.user, **data),
        to=f"{notice.pair.get_absolute_url()}#agreement",
        done="Уведомление отозвано.",
        submit="Отозвать",
        danger=True,
        title="Отозвать уведомление",
        lead=str(notice),
        cancel_url=notice.pair.get_absolute_url(),
    )
