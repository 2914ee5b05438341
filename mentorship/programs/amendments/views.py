"""Extending and correcting a programme: propose, prepare, agree, decide (п. 7.2)."""

from collections.abc import Callable
from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import Button, buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request, person_of
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.reading import reading
from mentorship.orders.models import Order
from mentorship.people.models import User
from mentorship.programs import privacy
from mentorship.programs.amendments import acts, forms, queries
from mentorship.programs.amendments.papers import shown_amendment
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.forms import ActivityForm, MinutesForm
from mentorship.programs.models import Activity, Amendment, PlanChange
from mentorship.programs.queries import program_for
from mentorship.programs.versions.contents import TEXTS
from mentorship.regulation.models import Edition


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def amend(request: Request, pk: int) -> HttpResponse:
    """Propose it; what is already being prepared is shown instead of a second one, or that it is by somebody else."""
    program = program_for(request.user, pk, "program.amend")
    if program.ongoing and request.method == "GET" and privacy.knows_of(program.ongoing, request.user):
        return redirect(program.ongoing)
    today, kind = timezone.localdate(), request.GET.get("kind", "")
    return form_page(
        request,
        forms.AmendForm,
        lambda data: drafting.start(program, fields=forms.terms_of(data), on=today, by=request.user),
        to=lambda amendment: amendment,
        done="Записано. Дальше — на этой странице.",
        initial={"what": [kind] if kind else []},
        form_args={"program": program},
        template="programs/amendments/start.html",
        program=program,
        standing=queries.standing(program) or list(acts.AMEND.bars(program)),
        lapsed=queries.lapsed(program, today),
        cancel_url=program.get_absolute_url(),
    )


@require_GET
@permit("program.amendment")
@reading()
def amendment(request: Request, pk: int) -> HttpResponse:
    found, user = queries.amendment_for(request.user, pk), request.user
    contents = buttons(acts.OF_CONTENTS, found, user)
    context = {
        "amendment": found,
        "program": found.program,
        "pair": found.program.pair,
        "acts": buttons(acts.ON_CARD, found, user),
        "contents": contents,
        "plan": _changed(found, user) if contents else [],
        "activities": _untouched(found, user) if contents else [],
        "terms": buttons([acts.EDIT_TERMS], found, user),
        "withdrawal": buttons([acts.WITHDRAW], found, user),
        "sees_program": can(user, "program.view", found.program),
        "changes": privacy.changes(found.program.pair, queries.changes(found)),
        "made": found.status == found.Status.APPLIED,
        "proposer": privacy.proposer(found),
        "closing_reason": privacy.closing_reason(found),
        "fallen": queries.fallen(found),
        "assents": [(row, buttons([acts.RECORD], row, user)) for row in queries.assents(found)],
        "violations": queries.violations(found) if found.is_open else [],
        "lapsed": queries.lapsed(found.program, timezone.localdate()) if found.is_open and found.extends else "",
        "by_order": found.is_open and queries.needs_order(found),
        "timeline": queries.timeline(found, user),
    }
    return render(request, "programs/amendments/card.html", context)


def _changed(found: Amendment, user: User) -> list[tuple[PlanChange, list[Button]]]:
    rows = queries.readable(found, found.plan.select_related("need", "activity__need"))
    return [(row, buttons(acts.OF_CHANGE, row, user)) for row in rows]


def _untouched(found: Amendment, user: User) -> list[tuple[Activity, list[Button]]]:
    rows = queries.readable(found, queries.untouched(found).select_related("need"))
    return [(row, buttons(acts.OF_ITEM, row, user)) for row in rows]


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def edit(request: Request, pk: int) -> HttpResponse:
    found = queries.amendment_for(request.user, pk, "program.amend")
    what = [code for code, said in (("extension", found.extends), ("correction", found.corrects)) if said]
    return form_page(
        request,
        forms.AmendForm,
        lambda data: drafting.edit_terms(found, fields=forms.terms_of(data), by=request.user),
        to=found,
        done="Условия сохранены.",
        initial={**model_to_dict(found), "what": what},
        of_record=True,
        form_args={"program": found.program},
        template="programs/amendments/terms.html",
        amendment=found,
        cancel_url=found.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def edit_text(request: Request, pk: int) -> HttpResponse:
    found = queries.amendment_for(request.user, pk, "program.amend")
    program, pair = found.program, found.program.pair
    texts = {name: found.texts.get(name, getattr(program, name)) for name in TEXTS}
    return form_page(
        request,
        forms.AmendTextForm,
        lambda data: drafting.edit_text(found, fields=data, by=request.user),
        to=found,
        done="Новый текст сохранён.",
        initial={**texts, "form": found.form or pair.form, "kind": found.kind or pair.kind},
        of_record=True,
        form_args={"pair": pair},
        template="programs/amendments/text.html",
        pair=pair,
        cancel_url=found.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def add_item(request: Request, pk: int) -> HttpResponse:
    found = queries.amendment_for(request.user, pk, "program.amend")
    return form_page(
        request,
        ActivityForm,
        lambda data: drafting.add_item(found, fields=data, by=request.user),
        to=found,
        done="Мероприятие добавлено в изменения.",
        initial={"responsible": found.program.pair.mentor_id},
        form_args={"program": found.program},
        template="programs/amendments/items/add.html",
        cancel_url=found.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def change_item(request: Request, pk: int) -> HttpResponse:
    """Another wording of an item of the approved plan."""
    found, activity = queries.drafted_for(request.user, pk)
    return form_page(
        request,
        ActivityForm,
        lambda data: drafting.change_item(found, activity, fields=data, by=request.user),
        to=found,
        done="Мероприятие изменится вместе с программой.",
        initial=model_to_dict(activity),
        of_record=True,
        form_args={"program": found.program},
        template="programs/amendments/items/edit.html",
        item=activity,
        cancel_url=found.get_absolute_url(),
        autosave=True,
    )


@require_POST
@permit("program.amend")
def drop_item(request: Request, pk: int) -> HttpResponse:
    found, activity = queries.drafted_for(request.user, pk)
    return act_page(
        request,
        lambda: drafting.change_item(found, activity, fields={}, drops=True, by=request.user),
        to=found,
        done="Мероприятие исключат вместе с изменением программы.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def edit_item(request: Request, pk: int) -> HttpResponse:
    change = queries.plan_change_for(request.user, pk)
    found = queries.amendment_for(request.user, change.amendment_id, "program.amend")
    return form_page(
        request,
        ActivityForm,
        lambda data: drafting.edit_item(change, fields=data, by=request.user),
        to=found,
        done="Сохранено.",
        initial=model_to_dict(change),
        of_record=True,
        form_args={"program": found.program},
        template="programs/amendments/items/edit.html",
        item=change,
        cancel_url=found.get_absolute_url(),
        autosave=True,
    )


@require_POST
@permit("program.amend")
def undo_item(request: Request, pk: int) -> HttpResponse:
    change = queries.plan_change_for(request.user, pk)
    return act_page(
        request,
        lambda: drafting.undo_item(change, by=request.user),
        to=change.amendment,
        done="Мероприятие остаётся как было.",
    )


@require_POST
@permit("program.amend")
def ask(request: Request, pk: int) -> HttpResponse:
    found = queries.amendment_for(request.user, pk, "program.amend")
    return act_page(
        request,
        lambda: assents.ask(found, on=timezone.localdate(), by=request.user),
        to=found,
        done="Отправлено участникам на согласование.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.assent")
def agree(request: Request, pk: int) -> HttpResponse:
    """What changes, to read, and a button."""
    found = queries.amendment_for(request.user, pk, "program.assent")
    today = timezone.localdate()
    return form_page(
        request,
        Form,
        lambda data: assents.agree(found, person=person_of(request), on=today, by=request.user, **data),
        to=found,
        done="Ваше согласие записано.",
        template="programs/amendments/agree.html",
        shows=lambda: shown_amendment(queries.amendment_for(request.user, pk, "program.assent")),
        amendment=found,
        cancel_url=found.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.assent")
def decline(request: Request, pk: int) -> HttpResponse:
    found = queries.amendment_for(request.user, pk, "program.assent")
    today = timezone.localdate()
    return form_page(
        request,
        ReasonForm,
        lambda data: assents.decline(found, person=person_of(request), on=today, by=request.user, **data),
        to=found,
        done="Записано: вы не согласны. Программа останется прежней.",
        template="programs/amendments/decline.html",
        amendment=found,
        cancel_url=found.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.assent_record")
def record_assent(request: Request, pk: int) -> HttpResponse:
    """A participant has signed the agreement on paper (D26)."""
    assent = queries.assent_for(request.user, pk, "program.assent_record")
    today = timezone.localdate()
    return form_page(
        request,
        forms.RecordAssentForm,
        lambda data: assents.record_paper(assent, today=today, by=request.user, **data),
        to=assent.amendment,
        done="Согласие на бумаге записано.",
        initial={"on": today},
        template="programs/amendments/record.html",
        assent=assent,
        cancel_url=assent.amendment.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend_decide")
def grant(request: Request, pk: int) -> HttpResponse:
    """The changes to read, and a button; by the council a form about its minutes; by an order, on to its draft."""
    found = queries.amendment_for(request.user, pk, "program.amend_decide")
    by_order = queries.needs_order(found)
    by_minutes = not by_order and found.program.pair.edition.program_approval == Edition.Approval.MINUTES

    def act(data: dict[str, Any]) -> Order | None:
        return decision.grant(found, on=timezone.localdate(), by=request.user, **data)

    return form_page(
        request,
        MinutesForm if by_minutes else Form,
        act,
        to=lambda order: order or found,
        done="Проект приказа готов." if by_order else "Изменения внесены в программу.",
        template="programs/amendments/grant.html",
        shows=lambda: shown_amendment(queries.amendment_for(request.user, pk, "program.amend_decide")),
        amendment=found,
        by_order=by_order,
        by_minutes=by_minutes,
        cancel_url=found.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend_decide")
def refuse(request: Request, pk: int) -> HttpResponse:
    found = queries.amendment_for(request.user, pk, "program.amend_decide")
    template, done = "programs/amendments/refuse.html", "Отказ записан. Программа останется прежней."
    return _closing(request, found, decision.refuse, template, done)


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = queries.amendment_for(request.user, pk, "program.amend")
    template, done = "programs/amendments/withdraw.html", "Изменение отозвано. Программа останется прежней."
    return _closing(request, found, decision.withdraw, template, done)


def _closing(
    request: Request, found: Amendment, act: Callable[..., Amendment], template: str, done: str
) -> HttpResponse:
    return form_page(
        request,
        ReasonForm,
        lambda data: act(found, on=timezone.localdate(), by=request.user, **data),
        to=found,
        done=done,
        template=template,
        amendment=found,
        cancel_url=found.get_absolute_url(),
    )
