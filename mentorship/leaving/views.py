"""«Что будет, если…»: what a change touches, recording it, and what is to be done next."""

from typing import Any

from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access import again
from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import require
from mentorship.access.http import Request
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import form_page
from mentorship.leaving import forms, queries, rules, services
from mentorship.leaving.acts import DRAFT_ENDINGS
from mentorship.leaving.outcome import outcome
from mentorship.pairs.queries import pair_for
from mentorship.people.accounts.queries import has_office, leads, offices_lost
from mentorship.people.employment import services as employment
from mentorship.people.forms import PositionForm
from mentorship.people.models import Person
from mentorship.people.queries import person_for
from mentorship.regulation.queries import edition_on

RECORD: dict[str, type[Form]] = {
    rules.LEAVE: forms.LeaveForm,
    rules.ABSENCE: forms.AbsenceForm,
    rules.TRANSFER: forms.TransferForm,
}


@require_http_methods(["GET", "POST"])
@permit("leaving.view")
def what_if(request: Request, pk: int) -> HttpResponseBase:
    """The address asks what happens; the page shows all that follows, and one button records it.

    Before the leaving of somebody with an office is recorded, who is there is asked again: the door shuts with it.
    """
    person = person_for(request.user, pk, "leaving.view")
    asked = forms.WhatIfForm(request.GET or None)
    page: dict[str, Any] = {
        "person": person,
        "asked": asked,
        "already": queries.recorded(person, timezone.localdate()),
        "events": forms.EVENTS,
    }
    if request.method == "POST":
        require(request.user, "person.edit", person)
    if not asked.is_valid():
        status = 422 if asked.is_bound else 200
        return render(request, "leaving/what_if.html", {**page, "form": asked}, status=status)
    change = rules.StaffChange(asked.cleaned_data["event"], asked.cleaned_data["on"], asked.cleaned_data["until"])
    weighty = request.method == "POST" and change.kind == rules.LEAVE and has_office(person, timezone.localdate())
    if weighty and (asked_again := again.question(request)):
        return asked_again
    found = outcome(person, change, request.user, edition_on(timezone.localdate()).limits())
    return form_page(
        request,
        RECORD[change.kind],
        lambda data: _record(request, person, change, data),
        to=f"{reverse('leaving:next', args=[pk])}?event={change.kind}",
        done="Записано. Вот что делать дальше.",
        template="leaving/what_if.html",
        initial=_initial(person, change),
        form_args={"leads": leads(person, timezone.localdate())} if change.kind == rules.LEAVE else None,
        outcome=found,
        change=change,
        event=forms.EVENTS[change.kind],
        cancel_url=person.get_absolute_url(),
        **page,
    )


def _initial(person: Person, change: rules.StaffChange) -> dict[str, Any]:
    """What is known already: the present post, or the reason that was written before."""
    if change.kind == rules.TRANSFER and person.main_position:
        return model_to_dict(person.main_position, fields=list(PositionForm.base_fields))
    return {"reason": person.left_reason} if change.kind == rules.LEAVE else {"is_teaching": True}


def _record(request: Request, person: Person, change: rules.StaffChange, data: dict[str, Any]) -> Any:
    common = {"by": request.user, "today": timezone.localdate(), "confirmed": data.pop("confirmed")}
    if change.kind == rules.LEAVE:
        return employment.record_leaving(person, left_on=change.on, **data, **common)
    if change.kind == rules.ABSENCE:
        return employment.record_absence(person, starts_on=change.on, expected_return_on=change.until, **data, **common)
    return employment.transfer(person, on=change.on, position=data, **common)


@require_GET
@permit("leaving.view")
def what_next(request: Request, pk: int) -> HttpResponse:
    """The same consequences as tasks, after the change is on file."""
    person = person_for(request.user, pk, "leaving.view")
    already = queries.recorded(person, timezone.localdate())
    change = already.get(request.GET.get("event", "")) or next(iter(already.values()), None)
    context: dict[str, Any] = {"person": person, "change": change, "already": already, "events": forms.EVENTS}
    if change:
        context["outcome"] = outcome(person, change, request.user, edition_on(timezone.localdate()).limits())
        context["event"] = forms.EVENTS[change.kind]
        context["endings"] = _endings(request, person) if change.kind == rules.LEAVE else None
    return render(request, "leaving/next.html", context)


def _endings(request: Request, person: Person) -> dict[str, Any] | None:
    """The order that completes all that the person leaves, for whoever may draft it."""
    acts = buttons((DRAFT_ENDINGS,), person, request.user)
    pairs = queries.to_end(person, timezone.localdate()) if acts else []
    return {"acts": acts, "pairs": len(pairs)} if pairs else None


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def back(request: Request, pk: int) -> HttpResponse:
    """«Вернулся на работу»: the absence is over."""
    person = person_for(request.user, pk, "person.edit")
    today = timezone.localdate()
    return form_page(
        request,
        forms.BackForm,
        lambda data: employment.record_return(person, by=request.user, today=today, **data),
        to=person,
        done="Возвращение записано.",
        initial={"returned_on": today},
        template="leaving/back.html",
        person=person,
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def rehire(request: Request, pk: int) -> HttpResponse:
    """Somebody who left is hired again: the same card, so that nobody is registered twice."""
    person = person_for(request.user, pk, "person.edit")
    return form_page(
        request,
        forms.RehireForm,
        lambda data: employment.rehire(person, by=request.user, today=timezone.localdate(), **data),
        to=reverse("people:card", args=[pk]),
        done="Новый приём на работу записан.",
        template="leaving/rehire.html",
        person=person,
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def stay(request: Request, pk: int) -> HttpResponse:
    """The leaving is taken back: withdrawn, or recorded by mistake."""
    person = person_for(request.user, pk, "person.edit")
    lost = ", ".join(f"роль «{term.title}»" for term in offices_lost(person))
    return form_page(
        request,
        forms.StayForm,
        lambda data: employment.stay(person, by=request.user, **data),
        to=reverse("people:card", args=[pk]),
        done=f"Увольнение отменено.{f' Назначьте снова: {lost}.' if lost else ''}",
        template="leaving/stay.html",
        person=person,
        lost=lost,
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("order.draft_pairs")
def draft_endings(request: Request, pk: int) -> HttpResponse:
    """One draft order that completes all the pairs of a mentee who leaves."""
    person = person_for(request.user, pk, "leaving.view")
    today = timezone.localdate()
    pairs = queries.to_end(person, today)
    if request.method == "GET" and not pairs:
        raise Http404
    edition = pairs[0].edition if pairs else edition_on(today)
    case = edition.options.filter(group="completion", behaviour="curator", is_active=True).first()
    return form_page(
        request,
        forms.EndingsForm,
        lambda data: services.draft_endings(person, today=today, by=request.user, **data),
        to=lambda order: order.get_absolute_url(),
        done="Проект приказа готов: он ждёт подписи руководителя.",
        initial={"case": case, "on": person.left_on, "reason": f"увольнение: {person.full_name}"},
        form_args={"edition": edition},
        template="leaving/endings.html",
        person=person,
        pairs=pairs,
        cancel_url=reverse("leaving:next", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@permit("leaving.decide")
def decide(request: Request, pk: int) -> HttpResponse:
    """After a transfer or during an absence: go on with a reason, or one of the other acts."""
    pair = pair_for(request.user, pk, "leaving.decide")
    today = timezone.localdate()
    return form_page(
        request,
        forms.DecisionForm,
        lambda data: services.carry_on(pair, on=today, by=request.user, **data),
        to=pair,
        done="Решение записано: пара продолжает работу.",
        template="leaving/decide.html",
        pair=pair,
        waiting=[words for words, _ in queries.undecided(pair, today)],
        cancel_url=pair.get_absolute_url(),
    )
