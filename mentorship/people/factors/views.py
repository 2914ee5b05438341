"""The second step: asked at the sign-in, made, printed, taken off; and the page that asks again who is there."""

from base64 import b32encode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from mentorship.access import again
from mentorship.access.decorators import permit, public
from mentorship.access.http import Request
from mentorship.core.addresses import ours
from mentorship.core.forms import sent
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.refusal import Refusal
from mentorship.documents import qr
from mentorship.people.accounts.queries import account_for
from mentorship.people.attempts import services as attempts
from mentorship.people.attempts.requests import login_keys, passed_mark
from mentorship.people.attempts.rules import refusal_words
from mentorship.people.factors import entrance, forms, queries, rules, services
from mentorship.people.models import User
from mentorship.people.sessions import services as sessions
from mentorship.regulation.queries import recorded_institution

TOO_LATE = "Вход не завершён: прошло больше десяти минут или изменился пароль. Начните сначала."


SHEET_MADE = "Этот листок уже сделан, его коды действуют. Не успели напечатать — сделайте новый."


def _status(form: Form) -> int:
    return 422 if form.is_bound else 200


@public
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponseBase:
    """After the password: nobody is signed in before the code."""
    waiting = entrance.waiting(request)
    if waiting is None:
        messages.info(request, TOO_LATE)
        return redirect("people:login")
    form = forms.CodeForm(request.POST or None)
    if form.is_valid():
        answer = _check(request, waiting.user, form)
        if answer.right:
            return _admitted(request, waiting, answer)
        form.add_error("code", answer.words)
    context = {"form": form, "factor": queries.factor_of(waiting.user), "cancel_url": reverse("people:login")}
    return render(request, "people/factors/step.html", context, status=_status(form))


def _check(request: HttpRequest, user: User, form: Form) -> rules.Answer:
    device = passed_mark(request, user.username)
    return services.check_code(user, form.cleaned_data["code"], device=device, now=timezone.now())


def _admitted(request: HttpRequest, waiting: entrance.Waiting, answer: rules.Answer) -> HttpResponse:
    """The second step was passed: what the code of an invitation was to set is set now."""
    if waiting.made is None:
        entrance.admit(request, waiting.user, answer)
        return entrance.known(request, waiting.user, waiting.to, passed=True)
    try:
        user = entrance.use(request, waiting.made)
    except ValidationError as refusal:
        request.session.flush()
        messages.error(request, " ".join(refusal.messages))
        return redirect("people:login")
    entrance.admit(request, user, answer)
    return entrance.known(request, user, waiting.to, passed=True)


@require_http_methods(["GET", "POST"])
@permit("own.use")
def confirm(request: Request) -> HttpResponse:
    """Who is there? By a code of the app where there is one, else by the password: a sheet is too short for that."""
    back = _back(request)
    by_code = queries.factor_of(request.user).app
    form = (forms.CodeForm if by_code else forms.PasswordForm)(request.POST or None)
    if form.is_valid() and (_code_is_right if by_code else _password_is_right)(request, form):
        again.confirm(request.session, timezone.now())
        return redirect(back)
    context = {"form": form, "next": back, "minutes": settings.REAUTH_MINUTES}
    return render(request, "people/factors/confirm.html", context, status=_status(form))


def _back(request: Request) -> str:
    """Where the person was going; the first page for an address that is not ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return ours(request, asked, otherwise=resolve_url(settings.LOGIN_REDIRECT_URL))


def _code_is_right(request: Request, form: Form) -> bool:
    answer = _check(request, request.user, form)
    if not answer.right:
        form.add_error("code", answer.words)
    entrance.warn(request, answer)
    return answer.right


def _password_is_right(request: Request, form: Form) -> bool:
    """Wrong ones count as at the sign-in."""
    keys = login_keys(request, request.user.username)
    if wait := attempts.claim(keys, timezone.now()):
        form.add_error("password", refusal_words(wait))
        return False
    found = authenticate(request, username=request.user.username, password=form.cleaned_data["password"])
    if found != request.user:
        form.add_error("password", "Пароль не подошёл. Введите тот, с которым вы входите.")
        return False
    attempts.forgive(keys)
    return True


@require_GET
@permit("own.factor")
def factor(request: Request) -> HttpResponse:
    """What there is, and what can be made."""
    context = {
        "factor": queries.factor_of(request.user),
        "obliged": queries.is_obliged(request.user),
        "owed": request.session.get(entrance.STATE) == entrance.OWED,
    }
    return render(request, "people/factors/choose.html", context)


@require_http_methods(["GET", "POST"])
@permit("own.factor")
def connect_app(request: Request) -> HttpResponse:
    """The picture for the camera, the key to type, one code; then the sheet to print."""
    form = forms.AppForm(request.POST or None, user=request.user.pk)
    if form.is_valid():
        try:
            codes = services.connect_app(request.user, **form.cleaned_data)
        except (Refusal, ValidationError) as refusal:
            form.refuse(refusal)
        else:
            return _made(request, "Приложение подключено: его код спросят при следующем входе.", codes)
    kept = form.cleaned_data.get("key") if form.is_bound else None
    return _app_page(request, form, kept or default_key())


def _app_page(request: Request, form: forms.AppForm, key: str) -> HttpResponse:
    device = TOTPDevice(user=request.user, key=key)
    context = {
        "form": form,
        "key": forms.signed_key(request.user.pk, key),
        "qr": mark_safe(qr.large_svg(device.config_url)),
        "link": device.config_url,
        "secret": rules.grouped(b32encode(device.bin_key).decode()),
        "cancel_url": reverse("people:factor"),
    }
    return render(request, "people/factors/app.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@permit("own.factor")
def new_sheet(request: Request) -> HttpResponse:
    """Ten codes, shown once; also for who has no smartphone: then they are the whole second step.

    The page sent again makes no other sheet: the codes just printed go on.
    """
    if request.method == "POST":
        with transaction.atomic():
            fresh = sent.claim(request.user, sent.token_of(request.POST))
            codes = services.new_sheet(request.user) if fresh else []
        if fresh:
            return _made(request, "Листок с кодами сделан.", codes)
        messages.info(request, SHEET_MADE)
        return redirect("people:factor")
    context = {"factor": queries.factor_of(request.user), "cancel_url": reverse("people:factor")}
    return render(request, "people/factors/renew.html", context)


def _made(request: Request, done: str, codes: list[str]) -> HttpResponse:
    """The account has a second step now: where else it is open, the door is shut."""
    entrance.passed(request.session)
    sessions.end_all(request.user, but=request.session.session_key)
    messages.success(request, done)
    if not codes:
        return redirect("people:own")
    return render(request, "people/factors/sheet.html", {"codes": codes, "on": timezone.localdate()})


@require_http_methods(["GET", "POST"])
@permit("own.factor")
def drop_own(request: Request) -> HttpResponse:
    return form_page(
        request,
        Form,
        lambda data: services.drop_own(request.user),
        to="people:own",
        done="Второй шаг снят. Теперь для входа хватит пароля.",
        template="people/factors/drop.html",
        cancel_url=reverse("people:factor"),
    )


@require_http_methods(["GET", "POST"])
@permit("account.factor")
def drop_for(request: Request, pk: int) -> HttpResponse:
    """The phone and the sheet are lost: a deliberate act of an administrator, with a reason."""
    account: User = account_for(request.user, pk, "account.factor")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.drop_for(account, by=request.user, **data),
        to="people:accounts",
        done="Второй шаг снят, все входы этого сотрудника закрыты.",
        template="people/factors/remove.html",
        account=account,
        cancel_url=reverse("people:accounts"),
    )


@require_http_methods(["GET", "POST"])
@permit("account.factor")
def policy(request: Request) -> HttpResponse:
    place = recorded_institution()
    return form_page(
        request,
        forms.PolicyForm,
        lambda data: services.set_policy(**data, by=request.user),
        to="people:accounts",
        done="Сохранено. Новое правило спросят при следующем входе.",
        initial={"second_step": place.second_step},
        of_record=True,
        template="people/factors/policy.html",
        cancel_url=reverse("people:accounts"),
    )
