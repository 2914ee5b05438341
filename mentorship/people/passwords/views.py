"""Changing a password, and what to do when it is forgotten. Nobody is signed in by a link: the sign-in page follows."""

from typing import Any

from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit, public
from mentorship.access.http import Request
from mentorship.core import mail
from mentorship.core.forms.pages import act_page
from mentorship.people.attempts.requests import login_keys, source, too_often
from mentorship.people.models import User
from mentorship.people.passwords import forms, services
from mentorship.people.passwords.queries import takes_links


class Change(auth_views.PasswordChangeView):
    """Whoever finds a page left open does not guess the password here either."""

    template_name = "people/passwords/change.html"
    form_class = forms.ChangeForm
    success_url = reverse_lazy("desk:today")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "keys": login_keys(self.request, self.request.user.get_username())}


class New(auth_views.PasswordResetConfirmView):
    """A new password by the link of a letter; it opens nothing to whom none would be sent now."""

    template_name = "people/passwords/new.html"
    form_class = forms.NewForm
    success_url = reverse_lazy("people:login")

    def get_user(self, uidb64: str) -> User | None:
        user = super().get_user(uidb64)
        return user if user and takes_links(user, timezone.localdate()) else None


change = permit("own.use")(Change.as_view())


@require_http_methods(["GET", "POST"])
@permit("own.factor")
def confirm_address(request: Request) -> HttpResponse:
    """The owner confirms the address that was written into the card; who is there is asked again."""
    if request.method == "POST":
        return act_page(
            request,
            lambda: services.confirm_address(request.user, request.POST.get("address", "")),
            to="people:own",
            done="Адрес подтверждён: ссылка для нового пароля придёт на него.",
        )
    return render(request, "people/passwords/address.html", {"cancel_url": reverse("people:own")})


sent = public(auth_views.PasswordResetDoneView.as_view(template_name="people/passwords/sent.html"))
new = public(New.as_view())


@public
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same whether anybody has the address or not."""
    form = forms.ForgottenForm(request.POST or None) if mail.is_sent() else None
    if form and form.is_valid():
        wait = services.ask(form.cleaned_data["email"], source=source(request), now=timezone.now())
        return too_often(request, wait, "reset") if wait else redirect("people:password_reset_sent")
    page = "people/passwords/forgotten.html"
    context = {"form": form, "letters": mail.is_sent()}
    return render(request, page, context, status=422 if form and form.is_bound else 200)
