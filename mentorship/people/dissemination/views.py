"""The pages of consents to dissemination, of their withdrawal and end, and of the institution's pages."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms import shown
from mentorship.core.forms.fields import Form, parse_keys
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.shown import Shown
from mentorship.people.dissemination import acts, forms, queries, rules, services
from mentorship.people.dissemination.papers import shown_choice, shown_demand
from mentorship.people.dissemination.rules import Choice
from mentorship.people.models import Consent, Person, Resource
from mentorship.people.queries import person_for
from mentorship.people.rules import withdrawal_violations
from mentorship.regulation.queries import institution

METHOD = Consent.Method


@require_http_methods(["GET", "POST"])
@permit("consent.give")
def give(request: Request, pk: int) -> HttpResponse:
    """The person chooses, reads the consent as it will print, and gives it under the own login."""
    person, today = person_for(request.user, pk, "consent.give"), timezone.localdate()
    pages = Resource.objects.on(today)
    form_args = {"pages": pages, "given_on": today}

    def chosen(data: dict[str, Any]) -> Choice:
        return forms.GivingForm(**form_args).choice(data)

    def act(data: dict[str, Any]) -> Consent:
        seen = data.pop("seen")
        return services.give(person, chosen(data), method=METHOD.ONLINE, by=request.user, today=today, seen=seen)

    return _read_page(
        request,
        forms.GivingForm,
        act,
        lambda data: shown_choice(person, chosen(data)),
        form_args=form_args,
        template="people/dissemination/give.html",
        about=_about(person, today, pages.exists()),
        to=person,
        done="Согласие записано.",
        initial={"phone": person.phone, "address": person.email},
    )


def _read_page(
    request: Request,
    form_class: type[Form],
    act: Callable[[dict[str, Any]], Any],
    shows: Callable[[dict[str, Any]], Shown],
    *,
    form_args: dict[str, Any],
    template: str,
    about: dict[str, Any],
    **page: Any,
) -> HttpResponse:
    """A form whose answers make a paper: once they are good it is shown, and it is signed by sending them again."""
    sent = form_class(request.POST, **form_args)
    good = request.method == "POST" and "forget_draft" not in request.POST and sent.is_valid()
    if good and not shown.read(request.POST).mark:
        paper = shown.context(shows(sent.cleaned_data), shown.Before())
        return render(request, template, {"form": sent, **about, **paper})
    again = (lambda: shows(sent.cleaned_data)) if good else None
    return form_page(request, form_class, act, shows=again, form_args=form_args, template=template, **page, **about)


def _about(person: Person, today: date, has_pages: bool) -> dict[str, Any]:
    """What both pages of giving say: the consent that will be replaced, what is lacking, until when the order holds."""
    return {
        "person": person,
        "standing": queries.standing(person, today),
        "lacking": queries.lacking(institution()),
        "no_pages": not has_pages,
        "order_ended": rules.order_ended(today),
        "cancel_url": person.get_absolute_url(),
    }


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def record(request: Request, pk: int) -> HttpResponse:
    """The clerk writes down what the signed paper says."""
    person, today = person_for(request.user, pk, "consent.record"), timezone.localdate()
    pages = Resource.objects.all()

    def act(data: dict[str, Any]) -> Consent:
        choice = forms.RecordingForm(pages=pages).choice(data)
        return services.give(person, choice, method=METHOD.PAPER, place=data["place"], by=request.user, today=today)

    return form_page(
        request,
        forms.RecordingForm,
        act,
        to=person,
        done="Согласие записано.",
        template="people/dissemination/record.html",
        form_args={"pages": pages, "days": lambda on: services.day_violations(person, on, today)},
        initial={"given_on": today, "phone": person.phone, "address": person.email},
        **_about(person, today, pages.exists()),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.give")
def withdraw(request: Request, pk: int) -> HttpResponse:
    """The person takes back everything or a part under the own login, having read the withdrawal."""
    consent, today = queries.spread_for(request.user, pk, "consent.give"), timezone.localdate()

    def shows(data: dict[str, Any]) -> Shown:
        return shown_demand(consent.person, queries.demand_for(consent, data["items"], today))

    return _read_page(
        request,
        forms.WithdrawalForm,
        lambda data: services.withdraw(consent, on=today, method=METHOD.ONLINE, by=request.user, today=today, **data),
        shows,
        form_args={"left": queries.left_in(consent)},
        template="people/dissemination/withdraw.html",
        about={"consent": consent, "cancel_url": consent.person.get_absolute_url()},
        to=consent.person,
        done="Согласие отозвано: с сегодняшнего дня этих данных на страницах быть не должно.",
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def record_withdrawal(request: Request, pk: int) -> HttpResponse:
    """A withdrawal that came on paper."""
    consent, today = queries.spread_for(request.user, pk, "consent.record"), timezone.localdate()
    return form_page(
        request,
        forms.PaperWithdrawalForm,
        lambda data: services.withdraw(consent, method=METHOD.PAPER, by=request.user, today=today, **data),
        to=consent.person,
        done="Отзыв записан.",
        template="people/dissemination/withdraw.html",
        form_args={
            "left": queries.left_in(consent),
            "days": lambda on: withdrawal_violations(on, consent.given_on, today),
        },
        initial={"on": today},
        consent=consent,
        cancel_url=consent.person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.check")
def check_conditions(request: Request, pk: int) -> HttpResponse:
    """The conditions of a consent, and whether the showing keeps them."""
    consent, today = queries.spread_for(request.user, pk, "consent.check"), timezone.localdate()
    return form_page(
        request,
        forms.ConditionsForm,
        lambda data: services.check_conditions(consent, by=request.user, today=today, **data),
        to=consent.person,
        done="Решение об условиях согласия записано.",
        template="people/dissemination/check.html",
        consent=consent,
        terms=consent.dissemination,
        left=queries.left_in(consent),
        due_on=rules.check_due(consent.given_on),
        cancel_url=consent.person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def close_stop(request: Request, pk: int) -> HttpResponse:
    """What was done about a demand, and when."""
    stop, today = queries.stop_for(request.user, pk, "consent.record"), timezone.localdate()
    return form_page(
        request,
        forms.StopForm,
        lambda data: services.close(stop, by=request.user, today=today, **data),
        to=stop.person,
        done="Записано, что распространение прекращено.",
        template="people/dissemination/stop.html",
        initial={"done_on": today},
        person=stop.person,
        rows=stop.items.all(),
        resources=stop.resources.all(),
        stop=stop,
        due_on=rules.stop_due(stop.on),
        cancel_url=stop.person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def close_term(request: Request, pk: int) -> HttpResponse:
    """The data of a consent whose term runs out was taken down."""
    consent, today = queries.spread_for(request.user, pk, "consent.record"), timezone.localdate()
    return form_page(
        request,
        forms.StopForm,
        lambda data: services.close_term(consent, by=request.user, today=today, **data),
        to=consent.person,
        done="Записано, что данные удалены.",
        template="people/dissemination/stop.html",
        initial={"done_on": today},
        person=consent.person,
        rows=queries.left_in(consent),
        resources=consent.dissemination.resources.all(),
        due_on=consent.expires_on,
        cancel_url=consent.person.get_absolute_url(),
    )


@require_GET
@permit("institution.setup")
def resources(request: Request) -> HttpResponse:
    """The pages of the institution on which people's data may be shown."""
    rows = [(row, buttons([acts.END_PAGE], row, request.user)) for row in Resource.objects.all()]
    context = {"rows": rows, "lacking": queries.lacking(institution()), "today": timezone.localdate()}
    return render(request, "people/dissemination/resources.html", context)


@require_http_methods(["GET", "POST"])
@permit("institution.setup")
def add_resource(request: Request) -> HttpResponse:
    """One more page; `?person=` is whose consent has been begun, to come back to the card."""
    asked = parse_keys([request.GET.get("person", "")])
    back = reverse("people:card", args=asked) if asked else reverse("people:resources")
    return form_page(
        request,
        forms.ResourceForm,
        lambda data: services.add_resource(fields=data, by=request.user),
        to=back,
        done="Страница добавлена.",
        template="people/dissemination/add_resource.html",
        initial={"starts_on": timezone.localdate()},
        cancel_url=back,
    )


@require_http_methods(["GET", "POST"])
@permit("institution.setup")
def end_resource(request: Request, pk: int) -> HttpResponse:
    resource = queries.resource_for(request.user, pk)
    return form_page(
        request,
        forms.LastDayForm,
        lambda data: services.end_resource(resource, by=request.user, **data),
        to="people:resources",
        done="Последний день записан.",
        template="people/dissemination/end_resource.html",
        resource=resource,
        cancel_url=reverse("people:resources"),
    )
