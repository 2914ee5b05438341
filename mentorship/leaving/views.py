"""«Что будет, если…»: what a change touches, recording it, and what is to be done next."""

from django.forms.models import model_to_dict
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.grants import can, require
from mentorship.core.forms.pages import form_page
from mentorship.leaving import forms, queries, rules, services
from mentorship.leaving.outcome import outcome
from mentorship.pairs.queries import pair_for
from mentorship.people.employment import services as employment
from mentorship.people.forms import PositionForm
from mentorship.people.queries import person_for
from mentorship.regulation.queries import edition_on

RECORD = {rules.LEAVE: forms.LeaveForm, rules.ABSENCE: forms.AbsenceForm, rules.TRANSFER: forms.TransferForm}


@require_http_methods(["GET", "POST"])
@permit("leaving.view")
def what_if(request, pk):
    """The address asks what happens; the page shows all that follows, and one button records it."""
    person = person_for(request.user, pk, "leaving.view")
    asked = forms.WhatIfForm(request.GET or None)
    page = {"person": person, "asked": asked, "already": queries.recorded(person), "events": forms.EVENTS}
    if request.method == "POST":
        require(request.user, "person.edit", person)
    if not asked.is_valid():
        status = 422 if asked.is_bound else 200
        return render(request, "leaving/what_if.html", {**page, "form": asked}, status=status)
    change = rules.Change(asked.cleaned_data["event"], asked.cleaned_data["on"], asked.cleaned_data["until"])
    found = outcome(person, change, request.user, edition_on(timezone.localdate()).limits())
    return form_page(
        request,
        RECORD[change.kind],
        lambda data: _record(request, person, change, data),
        to=f"{reverse('leaving:next', args=[pk])}?event={change.kind}",
        done="Записано. Вот что делать дальше.",
        template="leaving/what_if.html",
        initial=_initial(person, change),
        outcome=found,
        change=change,
        event=forms.EVENTS[change.kind],
        submit="Записать",
        cancel_url=person.get_absolute_url(),
        **page,
    )


def _initial(person, change):
    """What is known already: the present post, or the reason that was written before."""
    if change.kind == rules.TRANSFER and person.main_position:
        return model_to_dict(person.main_position, fields=list(PositionForm.base_fields))
    return {"reason": person.left_reason} if change.kind == rules.LEAVE else {"is_teaching": True}


def _record(request, person, change, data):
    common = {"by": request.user, "today": timezone.localdate(), "confirmed": data.pop("confirmed")}
    if change.kind == rules.LEAVE:
        return employment.record_leaving(person, left_on=change.on, **data, **common)
    if change.kind == rules.ABSENCE:
        return employment.record_absence(person, starts_on=change.on, expected_return_on=change.until, **data, **common)
    return employment.transfer(person, on=change.on, position=data, **common)


@require_GET
@permit("leaving.view")
def what_next(request, pk):
    """The same consequences as tasks, after the change is on file."""
    person = person_for(request.user, pk, "leaving.view")
    already = queries.recorded(person)
    change = already.get(request.GET.get("event")) or next(iter(already.values()), None)
    context = {"person": person, "change": change, "already": already, "events": forms.EVENTS}
    if change:
        context["outcome"] = outcome(person, change, request.user, edition_on(timezone.localdate()).limits())
        context["event"] = forms.EVENTS[change.kind]
        context["endings"] = queries.to_end(person) if can(request.user, "order.draft_pairs") else []
    return render(request, "leaving/next.html", context)


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def back(request, pk):
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
        title=f"На работе после отсутствия: {person.short_name}",
        submit="Записать",
        cancel_url=person.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def rehire(request, pk):
    """Somebody who left is hired again: the same card, so that nobody is registered twice."""
    person = person_for(request.user, pk, "person.edit")
    return form_page(
        request,
        forms.RehireForm,
        lambda data: employment.rehire(person, by=request.user, today=timezone.localdate(), **data),
        to=reverse("people:card", args=[pk]),
        done="Новый приём на работу записан.",
        title=f"Снова принят на работу: {person.short_name}",
        submit="Записать",
        cancel_url=person.get_absolute_url(),
        notice="Карточка та же, прежняя работа останется в истории. Роли и новую должность запишите отдельно.",
    )


@require_http_methods(["GET", "POST"])
@permit("person.edit")
def stay(request, pk):
    """The leaving is taken back: withdrawn, or recorded by mistake."""
    person = person_for(request.user, pk, "person.edit")
    return form_page(
        request,
        forms.StayForm,
        lambda data: employment.stay(person, by=request.user, **data),
        to=reverse("people:card", args=[pk]),
        done="Увольнение отменено.",
        title=f"Отменить увольнение: {person.short_name}",
        submit="Отменить увольнение",
        danger=True,
        cancel_url=person.get_absolute_url(),
        notice="Роли, которые закончились с увольнением, нужно назначить снова. Подписанные приказы действуют.",
    )


@require_http_methods(["GET", "POST"])
@permit("order.draft_pairs")
def draft_endings(request, pk):
    """One draft order that completes all the pairs of a mentee who leaves."""
    person = person_for(request.user, pk, "leaving.view")
    pairs = queries.to_end(person)
    if request.method == "GET" and not pairs:
        raise Http404
    edition = pairs[0].edition if pairs else edition_on(timezone.localdate())
    case = edition.options.filter(group="completion", behaviour="curator", is_active=True).first()
    return form_page(
        request,
        forms.EndingsForm,
        lambda data: services.draft_endings(person, by=request.user, **data),
        to=lambda order: order.get_absolute_url(),
        done="Проект приказа готов: он ждёт подписи руководителя.",
        initial={"case": case, "on": person.left_on, "reason": f"увольнение: {person.full_name}"},
        form_args={"edition": edition},
        title=f"Приказ о завершении: {person.short_name}",
        submit="Подготовить проект приказа",
        cancel_url=reverse("leaving:next", args=[pk]),
        notice="Войдут в приказ: " + "; ".join(map(str, pairs)),
    )


@require_http_methods(["GET", "POST"])
@permit("leaving.decide")
def decide(request, pk):
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
        submit="Продолжать",
        cancel_url=pair.get_absolute_url(),
    )
