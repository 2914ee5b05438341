"""Signing in, passwords, invitations on paper, offices."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as sign_in
from django.contrib.auth import views as auth_views
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit, public
from mentorship.access.http import Request
from mentorship.access.roles import Office
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.refusal import Refusal
from mentorship.core.tables.listing import Listing
from mentorship.core.words import titles
from mentorship.people.accounts import acts, forms, queries, services
from mentorship.people.forms import DayForm
from mentorship.people.models import Person, User
from mentorship.people.queries import person_for
from mentorship.regulation.queries import edition_on

STAFF_BACKEND = "mentorship.people.accounts.backends.StaffBackend"


class Login(auth_views.LoginView):
    """The sign-in page; in demo mode only it offers the personas."""

    template_name = "people/accounts/login.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Before the first set-up there is nobody to sign in."""
        if not titles.words().institution:
            return redirect("setup:begin")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        personas = queries.personas() if settings.DEMO else []
        return super().get_context_data(personas=personas, **kwargs)


login = public(Login.as_view())
logout = permit("own.use")(auth_views.LogoutView.as_view())
password_change = permit("own.use")(
    auth_views.PasswordChangeView.as_view(
        template_name="people/accounts/password/change.html", success_url=reverse_lazy("desk:today")
    )
)
password_reset = public(
    auth_views.PasswordResetView.as_view(
        template_name="people/accounts/password/forgotten.html",
        success_url=reverse_lazy("people:password_reset_sent"),
        email_template_name="people/accounts/emails/body.txt",
        subject_template_name="people/accounts/emails/subject.txt",
    )
)
password_reset_sent = public(
    auth_views.PasswordResetDoneView.as_view(template_name="people/accounts/password/sent.html")
)
password_reset_confirm = public(
    auth_views.PasswordResetConfirmView.as_view(
        template_name="people/accounts/password/new.html", success_url=reverse_lazy("people:login")
    )
)


@public
@require_POST
def enter_as_persona(request: HttpRequest, username: str) -> HttpResponse:
    """One-click sign-in of the demo; outside demo mode the page does not exist."""
    if not settings.DEMO:
        raise Http404
    sign_in(request, get_object_or_404(User, username=username, is_active=True), backend=STAFF_BACKEND)
    return redirect("desk:today")


@public
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest) -> HttpResponse:
    """A person with a printed code makes a password and is in."""
    form = forms.CodeForm(request.POST or None)
    if form.is_valid():
        try:
            user = services.use_invitation(
                form.cleaned_data["code"], password=form.cleaned_data["password"], now=timezone.now()
            )
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            sign_in(request, user, backend=STAFF_BACKEND)
            messages.success(request, f"Готово. Ваш логин — {user.username}: запишите его вместе с паролем.")
            return redirect("desk:today")
    context = {"form": form, "cancel_url": reverse("people:login")}
    return render(request, "people/accounts/code.html", context, status=422 if form.is_bound else 200)


@require_GET
@permit("account.list")
def account_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.account_rows(),
        default="login",
        sorts={"name": ("person__search_key", "pk"), "login": ("username",)},
        search=lambda rows, text: rows.filter(person__in=Person.objects.search(text)),
    )
    doors = {account.pk: buttons([acts.BLOCK, acts.OPEN], account, request.user) for account in listing.page}
    context = {"listing": listing, "doors": doors, "terms": queries.office_rows(timezone.localdate())}
    return render(request, "people/accounts/list.html", context)


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
            slip = {"person": person, "code": code, "username": username}
            return render(request, "people/accounts/slip.html", slip)
    context = {"form": form, "person": person, "cancel_url": person.get_absolute_url()}
    return render(request, "people/accounts/invite.html", context)


@require_POST
@permit("account.block")
def set_active(request: Request, pk: int, active: int) -> HttpResponse:
    user = queries.account_for(request.user, pk, "account.block")
    return act_page(
        request,
        lambda: services.set_active(user, active=bool(active), by=request.user),
        to="people:accounts",
        done="Вход разрешён." if active else "Вход запрещён.",
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
        template="people/offices/grant.html",
        person=person,
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("office.grant")
def end_office(request: Request, pk: int) -> HttpResponse:
    term = queries.office_for(request.user, pk, "office.grant")
    return form_page(
        request,
        DayForm,
        lambda data: services.end_office(term, ends_on=data["on"], by=request.user),
        to=term.person,
        done="Последний день роли записан.",
        initial={"on": timezone.localdate()},
        template="people/offices/end.html",
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
        forms.TermForm,
        lambda data: services.edit_office(term, fields=data, by=request.user),
        to=term.person,
        done="Срок роли изменён.",
        initial=model_to_dict(term, forms.TermForm.base_fields),
        of_record=True,
        template="people/offices/edit.html",
        term=term,
        cancel_url=term.person.get_absolute_url(),
    )
