"""Agreements and notices: the register, the card, the forms, what is recorded of the signed papers."""

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents import keeping
from mentorship.documents.responses import sheet_response
from mentorship.orders.forms import typed_day
from mentorship.pairs.agreements import acts, exports, forms, issues, papers, queries, services
from mentorship.pairs.models import Notice, Pair
from mentorship.pairs.queries import pair_for
from mentorship.pairs.views import ORDER_DRAFTED
from mentorship.people.employment.queries import gap_lines

SORTS = {
    "mentor": ("pair__mentor__search_key", "pk"),
    "start": ("-starts_on", "-pk"),
    "end": ("ends_on", "pk"),
    "signed": ("-signed_on", "-pk"),
}


@require_GET
@permit("agreement.list")
def agreement_list(request: Request) -> HttpResponse:
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
    return render(request, "pairs/agreements/list.html", {"listing": listing, "downloads": True})


@require_GET
@permit("paper.mentor")
def card(request: Request, pk: int) -> HttpResponse:
    agreement = queries.agreement_for(request.user, pk)
    context = {
        "agreement": agreement,
        "pair": agreement.pair,
        "acts": buttons(acts.ON_CARD, agreement, request.user),
        "payment": buttons((acts.PAY,), agreement, request.user),
        "pay": queries.pay_words(agreement),
        "kept": keeping.kept(issues.AGREEMENT, agreement.pair, agreement.pk),
        "timeline": queries.timeline(agreement, request.user),
    }
    return render(request, "pairs/agreements/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def new(request: Request, pk: int) -> HttpResponse:
    """A new agreement about the pair; a draft that is there already is opened instead."""
    pair = pair_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    draft = queries.current(pair, today)
    if request.method == "GET" and draft and draft.is_draft:
        return redirect(draft)
    return form_page(
        request,
        forms.AgreementForm,
        lambda data: services.keep_draft(pair, fields=data, on=today, by=request.user),
        to=lambda agreement: agreement,
        done="Соглашение подготовлено. Напечатайте два экземпляра.",
        initial={"signatory": "head", **queries.proposed(pair)},
        template="pairs/agreements/new.html",
        pair=pair,
        away=gap_lines([pair.mentor], min(today, pair.starts_on), pair.ends_on),
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def edit(request: Request, pk: int) -> HttpResponse:
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    return form_page(
        request,
        forms.AgreementForm,
        lambda data: services.keep_draft(agreement.pair, agreement, fields=data, on=today, by=request.user),
        to=agreement,
        done="Проект соглашения сохранён.",
        initial=model_to_dict(agreement),
        of_record=True,
        template="pairs/agreements/edit.html",
        agreement=agreement,
        cancel_url=agreement.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def sign(request: Request, pk: int) -> HttpResponse:
    """What stands in the program is what both sides have signed: the page shows it on the day of the signature."""
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    day = typed_day(forms.SignForm(request.POST or None), today)
    return form_page(
        request,
        forms.SignForm,
        lambda data: services.sign(agreement, on=today, by=request.user, **data),
        to=agreement,
        done="Записано: соглашение подписано.",
        initial={"number": agreement.number, "signed_on": today},
        template="pairs/agreements/sign.html",
        shows=lambda: papers.shown_agreement(queries.agreement_for(request.user, pk, "agreement.keep"), day),
        cancel_url=agreement.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def hand_copy(request: Request, pk: int) -> HttpResponse:
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    return form_page(
        request,
        forms.CopyForm,
        lambda data: services.hand_copy(agreement, on=today, by=request.user, **data),
        to=agreement,
        done="Записано.",
        initial={"copy_on": today},
        template="pairs/agreements/copy.html",
        agreement=agreement,
        cancel_url=agreement.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def drop(request: Request, pk: int) -> HttpResponse:
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.drop(agreement, by=request.user, **data),
        to=agreement.pair,
        done="Проект соглашения отклонён.",
        template="pairs/agreements/drop.html",
        agreement=agreement,
        cancel_url=agreement.get_absolute_url(),
    )


@require_POST
@permit("agreement.keep")
def pay(request: Request, pk: int) -> HttpResponse:
    """The order of payment with what has been agreed (D11)."""
    agreement = queries.agreement_for(request.user, pk, "agreement.keep")
    return act_page(
        request,
        lambda: services.draft_payment(agreement, by=request.user),
        to=lambda order: order,
        done=ORDER_DRAFTED,
        back=agreement,
    )


@require_http_methods(["GET", "POST"])
@permit("agreement.keep")
def skip(request: Request, pk: int) -> HttpResponse:
    """A mentor who is the head: why no agreement is made."""
    pair = pair_for(request.user, pk, "agreement.keep")
    today = timezone.localdate()
    return form_page(
        request,
        ReasonForm,
        lambda data: services.skip(pair, on=today, by=request.user, **data),
        to=pair,
        done="Записано: соглашение не применяется.",
        template="pairs/agreements/skip.html",
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("notice.give")
def give_notice(request: Request, pk: int) -> HttpResponse:
    """The employer cancels the assignment early (D27)."""
    pair = pair_for(request.user, pk, "notice.give")
    return _notice_page(
        request,
        pair,
        Notice.Side.EMPLOYER,
        forms.NoticeForm,
        template="pairs/agreements/notices/give.html",
        done="Уведомление готово. Напечатайте два экземпляра и вручите наставнику под подпись.",
    )


@require_http_methods(["GET", "POST"])
@permit("notice.refuse")
def refuse(request: Request, pk: int) -> HttpResponse:
    """The mentor gives the work up early; nothing punishes that."""
    pair = pair_for(request.user, pk, "notice.refuse")
    return _notice_page(
        request,
        pair,
        Notice.Side.EMPLOYEE,
        forms.RefusalForm,
        template="pairs/agreements/notices/refuse.html",
        done="Отказ наставника записан.",
    )


def _notice_page(
    request: Request, pair: Pair, side: str, form: type[Form], *, template: str, done: str
) -> HttpResponse:
    today = timezone.localdate()
    earliest = queries.earliest(pair, side == Notice.Side.EMPLOYER, today)
    return form_page(
        request,
        form,
        lambda data: services.give_notice(pair, side=side, fields=data, on=today, by=request.user),
        to=f"{pair.get_absolute_url()}#agreement",
        done=done,
        initial={"given_on": today, "last_day": earliest},
        template=template,
        pair=pair,
        earliest=earliest,
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("notice.give")
def receive_notice(request: Request, pk: int) -> HttpResponse:
    notice = queries.notice_for(request.user, pk, "notice.give")
    today = timezone.localdate()
    return form_page(
        request,
        forms.ReceiptForm,
        lambda data: services.receive(notice, on=today, by=request.user, **data),
        to=f"{notice.pair.get_absolute_url()}#agreement",
        done="Записано: уведомление получено.",
        initial={"received_on": today, "method": Notice.Method.HANDED},
        template="pairs/agreements/notices/receive.html",
        warning=notice,
        cancel_url=notice.pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("notice.give")
def withdraw_notice(request: Request, pk: int) -> HttpResponse:
    notice = queries.notice_for(request.user, pk, "notice.give")
    today = timezone.localdate()
    return form_page(
        request,
        ReasonForm,
        lambda data: services.withdraw(notice, on=today, by=request.user, **data),
        to=f"{notice.pair.get_absolute_url()}#agreement",
        done="Уведомление отозвано.",
        template="pairs/agreements/notices/withdraw.html",
        warning=notice,
        cancel_url=notice.pair.get_absolute_url(),
    )
