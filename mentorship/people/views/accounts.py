"""Signing in, passwords, invitations on paper, offices."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as sign_in
from django.contrib.auth import views as auth_views
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit, public
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.tables.listing import Listing
from mentorship.core.words import titles
from mentorship.people import accounts, forms, queries
from mentorship.people.models import OfficeTerm, User
from mentorship.regulation.queries import edition_on

STAFF_BACKEND = "mentorship.people.backends.StaffBackend"


class Login(auth_views.LoginView):
    """The sign-in page; in demo mode only it offers the personas."""

    template_name = "people/login.html"
    redirect_authenticated_user = True

    def dispatch(self, request, *args, **kwargs):
        """Before the first set-up there is nobody to sign in."""
        if not titles.words().institution:
            return redirect("setup:begin")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        personas = queries.personas() if settings.DEMO else []
        return super().get_context_data(personas=personas, **kwargs)


login = public(Login.as_view())
logout = permit("own.use")(auth_views.LogoutView.as_view())
password_change = permit("own.use")(
    auth_views.PasswordChangeView.as_view(
        template_name="people/password_form.html",
        success_url=reverse_lazy("desk:today"),
        extra_context={"title": "Сменить пароль", "submit": "Сменить пароль"},
    )
)
password_reset = public(
    auth_views.PasswordResetView.as_view(
        template_name="people/password_form.html",
        success_url=reverse_lazy("people:password_reset_sent"),
        email_template_name="people/emails/password_reset.txt",
        subject_template_name="people/emails/password_reset_subject.txt",
        extra_context={
            "title": "Забыли пароль?",
            "submit": "Прислать письмо",
            "lead": "Пришлём ссылку на вашу почту. Если почты нет, попросите у куратора новый код на листке.",
        },
    )
)
password_reset_sent = public(auth_views.PasswordResetDoneView.as_view(template_name="people/password_sent.html"))
password_reset_confirm = public(
    auth_views.PasswordResetConfirmView.as_view(
        template_name="people/password_form.html",
        success_url=reverse_lazy("people:login"),
        extra_context={"title": "Новый пароль", "submit": "Сохранить пароль"},
    )
)


@public
@require_POST
def enter_as_persona(request, username):
    """One-click sign-in of the demo; outside demo mode the page does not exist."""
    if not settings.DEMO:
        raise Http404
    sign_in(request, get_object_or_404(User, username=username, is_active=True), backend=STAFF_BACKEND)
    return redirect("desk:today")


@public
@require_http_methods(["GET", "POST"])
def accept_invitation(request):
    """A person with a printed code makes a password and is in."""
    form = forms.CodeForm(request.POST or None)
    if form.is_valid():
        try:
            user = accounts.use_invitation(
                form.cleaned_data["code"], password=form.cleaned_data["password"], now=timezone.now()
            )
        except accounts.ValidationError as refusal:
            form.refuse(refusal)
        else:
            sign_in(request, user, backend=STAFF_BACKEND)
            messages.success(request, f"Готово. Ваш логин — {user.username}: запишите его вместе с паролем.")
            return redirect("desk:today")
    context = {"form": form, "title": "Вход по коду с листка", "submit": "Войти", "cancel_url": reverse("people:login")}
    return render(request, "components/form_page.html", context, status=422 if form.is_bound else 200)


@require_GET
@permit("account.list")
def account_list(request):
    listing = Listing(
        request,
        queries.account_rows(),
        default="login",
        sorts={"name": ("person__search_key", "pk"), "login": ("username",)},
        search=lambda rows, text: rows.filter(person__in=queries.Person.objects.search(text)),
    )
    return render(request, "people/accounts.html", {"listing": listing, "today": timezone.localdate()})


@require_http_methods(["GET", "POST"])
@permit("account.invite")
def invite(request, pk):
    """Make a login and print the slip with its one-time code; the code is shown once."""
    person = queries.person_for(request.user, pk, "account.invite")
    user = User.objects.filter(person=person).first()
    form = forms.InviteForm(
        request.POST or None, initial={"username": user.username if user else queries.free_username(person)}
    )
    if user:
        form.fields["username"].disabled = True
    if form.is_valid():
        try:
            code = accounts.invite(person, username=form.cleaned_data["username"], by=request.user, now=timezone.now())
        except accounts.ValidationError as refusal:
            form.refuse(refusal)
        else:
            username = user.username if user else form.cleaned_data["username"]
            slip = {"person": person, "code": code, "username": username}
            return render(request, "people/slip.html", slip)
    context = {
        "form": form,
        "title": f"Вход для сотрудника: {person.short_name}",
        "submit": "Напечатать листок с кодом",
        "cancel_url": person.get_absolute_url(),
        "lead": "Код действует 14 дней и один раз. Прежний неиспользованный код перестанет работать.",
    }
    return render(request, "components/form_page.html", context)


@require_POST
@permit("account.block")
def set_active(request, pk, active):
    user = get_object_or_404(User, pk=pk)
    return act_page(
        request,
        lambda: accounts.set_active(user, active=bool(active), by=request.user),
        to="people:accounts",
        done="Вход разрешён." if active else "Вход запрещён.",
    )


@require_http_methods(["GET", "POST"])
@permit("office.grant")
def grant_office(request, pk):
    person = queries.person_for(request.user, pk, "office.grant")
    today = timezone.localdate()
    limits = edition_on(today).limits()
    return form_page(
        request,
        forms.OfficeForm,
        lambda data: accounts.grant_office(
            person,
            office=accounts.Office(data["office"]),
            starts_on=data["starts_on"],
            basis=data["basis"],
            limits=limits,
            by=request.user,
        ),
        to=person,
        done="Роль назначена.",
        initial={"starts_on": today},
        form_args={"council": limits.council},
        title=f"Назначить роль: {person.short_name}",
        submit="Назначить",
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("office.grant")
def end_office(request, pk):
    term = get_object_or_404(OfficeTerm.objects.select_related("person"), pk=pk)
    return form_page(
        request,
        forms.DayForm,
        lambda data: accounts.end_office(term, ends_on=data["on"], by=request.user),
        to=term.person,
        done="Роль снята.",
        initial={"on": timezone.localdate()},
        title=f"Последний день роли: {term}",
        submit="Снять роль",
        danger=True,
        cancel_url=term.person.get_absolute_url(),
    )
