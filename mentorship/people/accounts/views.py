"""Signing in, passwords, invitations on paper, offices."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit, public
from mentorship.access.http import Request
from mentorship.access.roles import Office
from mentorship.core import history
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.refusal import Refusal
from mentorship.core.tables.listing import Listing
from mentorship.core.words import titles
from mentorship.documents import qr
from mentorship.people.accounts import acts, forms, queries, services
from mentorship.people.alerts.services import tell_of_device
from mentorship.people.attempts import services as attempts
from mentorship.people.attempts.requests import is_known, login_keys, remember_device, source, too_often
from mentorship.people.attempts.services import Key
from mentorship.people.factors.acts import DROP
from mentorship.people.factors.entrance import Made, as_persona, enter, enter_by_code
from mentorship.people.factors.queries import with_factor
from mentorship.people.models import Person, User
from mentorship.people.queries import person_for
from mentorship.people.sessions.rules import device_words
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import edition_on


class Login(auth_views.LoginView):
    """The sign-in page; in demo mode only it offers the personas."""

    template_name = "people/accounts/login.html"
    authentication_form = forms.SignInForm
    redirect_authenticated_user = True
    is_right = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Before the first set-up there is nobody to sign in; without its database the program knows no institution."""
        if not titles.words().institution and not Institution.objects.exists():
            return redirect("setup:begin")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A wrong password delays the next attempt; it is counted before it is looked at."""
        login = request.POST.get("username", "")
        keys, now = login_keys(request, login) if login.strip() else [], timezone.now()
        if wait := attempts.claim(keys, now):
            return too_often(request, wait, "login")
        response = super().post(request, *args, **kwargs)
        if self.is_right:
            attempts.forgive(keys)
            remember_device(request, response, login)
        return response

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password was right; the second step comes before the door opens."""
        self.is_right, user = True, form.get_user()
        if not is_known(self.request, user.username):
            tell_of_device(user, device_words(self.request.headers.get("User-Agent", "")), now=timezone.now())
        return enter(self.request, user, to=self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        personas = queries.personas() if settings.DEMO else []
        return super().get_context_data(personas=personas, **kwargs)


login = public(Login.as_view())


@require_POST
@permit("own.use")
def logout(request: Request) -> HttpResponseBase:
    """The browser of a shared computer forgets what it has kept; browsers obey over HTTPS alone."""
    response = auth_views.LogoutView.as_view()(request)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@public
@require_POST
def enter_as_persona(request: HttpRequest, username: str) -> HttpResponse:
    """One-click sign-in of the demo; outside demo mode the page does not exist."""
    if not settings.DEMO:
        raise Http404
    as_persona(request, get_object_or_404(User, username=username, is_active=True))
    return redirect("desk:today")


@public
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest) -> HttpResponse:
    """A person with a printed code makes a password and is in; a second step comes before the password changes."""
    form = forms.CodeForm(request.POST or None)
    if form.is_valid():
        keys, now = [Key("code", source(request))], timezone.now()
        if wait := attempts.claim(keys, now):
            return too_often(request, wait, "code")
        try:
            invitation = services.invited(form.cleaned_data["code"], password=form.cleaned_data["password"], now=now)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            attempts.forgive(keys)
            made = Made(invitation.pk, make_password(form.cleaned_data["password"]))
            return enter_by_code(request, invitation.user, made)
    context = {"form": form, "cancel_url": reverse("people:login")}
    return render(request, "people/accounts/code.html", context, status=422 if form.is_bound else 200)


@require_GET
@permit("account.list")
def account_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        with_factor(queries.account_rows()),
        default="login",
        sorts={"name": ("person__search_key", "pk"), "login": ("username",)},
        search=lambda rows, text: rows.filter(person__in=Person.objects.search(text)),
    )
    doors = {account.pk: buttons([acts.BLOCK, acts.OPEN, DROP], account, request.user) for account in listing.page}
    context = {"listing": listing, "doors": doors, "terms": queries.office_rows(timezone.localdate())}
    return render(request, "people/accounts/list.html", context)


@require_GET
@permit("account.view")
def account(request: Request, pk: int) -> HttpResponse:
    """A login: whether the door is open, the code that waits, and what has been done with it, by whose code too."""
    found, now = queries.account_for(request.user, pk, "account.view"), timezone.now()
    context = {
        "account": found,
        "acts": buttons([acts.CONFIRM_CODE], found, request.user),
        "door": buttons([acts.BLOCK, acts.OPEN], found, request.user),
        "code": queries.open_code(found, now),
        "second": queries.takes_a_second(found),
        "timeline": history.timeline(found),
    }
    return render(request, "people/accounts/card.html", context)


@require_POST
@permit("account.confirm")
def confirm_code(request: Request, pk: int) -> HttpResponse:
    found = queries.account_for(request.user, pk, "account.confirm")
    return act_page(
        request,
        lambda: services.confirm_code(found, by=request.user, now=timezone.now()),
        to=reverse("people:account", args=[found.pk]),
        done="Код подтверждён: теперь по нему можно войти.",
    )


@require_http_methods(["GET", "POST"])
@permit("account.invite")
def invite(request: Request, pk: int) -> HttpResponse:
    """Make a login and print the slip with its one-time code; the code is shown once."""
    person = person_for(request.user, pk, "account.invite")
    user = User.objects.filter(person=person).first()
    username = user.username if user else queries.free_username(person)
    form = forms.InviteForm(request.POST or None, initial={"username": username})
    form.fields["username"].disabled = user is not None
    if form.is_valid():
        username = form.cleaned_data["username"]
        try:
            code = services.invite(person, username=username, by=request.user, now=timezone.now())
        except (Refusal, ValidationError) as refusal:
            form.refuse(refusal)
        else:
            second = user is not None and queries.takes_a_second(user)
            address = request.build_absolute_uri(reverse("people:accept_invitation"))
            slip = {"person": person, "code": code, "username": username, "second": second}
            slip |= {"address": address, "qr": mark_safe(qr.large_svg(address))}
            return render(request, "people/accounts/slip.html", slip)
    context = {"form": form, "person": person, "cancel_url": person.get_absolute_url()}
    return render(request, "people/accounts/invite.html", context)


@require_http_methods(["GET", "POST"])
@permit("account.block")
def block(request: Request, pk: int) -> HttpResponse:
    user = queries.account_for(request.user, pk, "account.block")
    return form_page(
        request,
        forms.BlockForm,
        lambda data: services.set_active(user, active=False, by=request.user, **data),
        to="people:accounts",
        done="Вход запрещён.",
        template="people/accounts/block.html",
        account=user,
        cancel_url=reverse("people:accounts"),
    )


@require_POST
@permit("account.block")
def open_account(request: Request, pk: int) -> HttpResponse:
    user = queries.account_for(request.user, pk, "account.block")
    return act_page(
        request,
        lambda: services.set_active(user, active=True, by=request.user),
        to="people:accounts",
        done="Вход разрешён.",
    )


@require_http_methods(["GET", "POST"])
@permit("office.grant")
def grant_office(request: Request, pk: int) -> HttpResponse:
    person = person_for(request.user, pk, "office.grant")
    today = timezone.localdate()
    limits = edition_on(today).limits()
    return form_page(
        request,
        forms.OfficeForm,
        lambda data: services.grant_office(
            person,
            limits=limits,
            by=request.user,
            **{**data, "office": Office(data["office"])},
        ),
        to=person,
        done="Роль назначена.",
        initial={"starts_on": today},
        form_args={"council": limits.council},
        template="people/accounts/offices/grant.html",
        person=person,
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("office.grant")
def end_office(request: Request, pk: int) -> HttpResponse:
    term = queries.office_for(request.user, pk, "office.grant")
    return form_page(
        request,
        forms.EndForm,
        lambda data: services.end_office(term, ends_on=data["on"], confirmed=data["confirmed"], by=request.user),
        to=term.person,
        done="Последний день роли записан.",
        initial={"on": timezone.localdate()},
        template="people/accounts/offices/end.html",
        term=term,
        cancel_url=term.person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("office.grant")
def edit_office(request: Request, pk: int) -> HttpResponse:
    """The days and the basis that were recorded wrongly, or a longer term of who acts."""
    term = queries.office_for(request.user, pk, "office.grant")
    return form_page(
        request,
        forms.EditTermForm,
        lambda data: services.edit_office(term, confirmed=data.pop("confirmed"), fields=data, by=request.user),
        to=term.person,
        done="Срок роли изменён.",
        initial=model_to_dict(term, forms.TermForm.base_fields),
        of_record=True,
        template="people/accounts/offices/edit.html",
        term=term,
        cancel_url=term.person.get_absolute_url(),
    )
