"""Extending and correcting a programme: propose, prepare, agree, decide (п. 7.2)."""

from django.forms.models import model_to_dict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.core.forms.pages import act_page, form_page
from mentorship.orders.forms import ReasonForm
from mentorship.programs import forms, privacy
from mentorship.programs.amendments import facts as amending_facts
from mentorship.programs.amendments import forms as amending_forms
from mentorship.programs.amendments import queries
from mentorship.programs.amendments import services as amending
from mentorship.programs.amendments.forms import terms_of
from mentorship.programs.queries import program_for
from mentorship.programs.versions.contents import TEXTS
from mentorship.regulation.models import Edition

PROPOSED = "Записано. Дальше — на этой странице."
UNDONE = (
    "Если снять отметку «Изменить содержание», подготовленные изменения текста, плана, формы и вида будут убраны: "
    "изменится только срок."
)


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def amend(request, pk):
    """Propose it; what is already being prepared is shown instead of a second one."""
    program = program_for(request.user, pk, "program.amend")
    ongoing = queries.open_amendment(program)
    if ongoing and request.method == "GET":
        return redirect(ongoing)
    today, kind = timezone.localdate(), request.GET.get("kind", "")
    return form_page(
        request,
        amending_forms.AmendForm,
        lambda data: amending.start(program, fields=terms_of(data), on=today, by=request.user),
        to=lambda amendment: amendment,
        done=PROPOSED,
        initial={"what": [kind] if kind else []},
        form_args={"program": program},
        title="Продлить или изменить программу",
        lead=str(program.pair),
        submit="Предложить",
        cancel_url=program.get_absolute_url(),
        notice=_refusal(program)
        or "Программа меняется, только если согласны все участники. Пока решения нет, работа "
        "идёт по утверждённой программе, отметки о выполнении сохранятся.",
    )


def _refusal(program):
    return " ".join(str(violation) for violation in amending_facts.standing(program))


@require_GET
@permit("program.amendment")
def amendment(request, pk):
    found = queries.amendment_for(request.user, pk)
    own = request.user.person_id
    assents = queries.assents(found)
    context = {
        "amendment": found,
        "program": found.program,
        "pair": found.program.pair,
        "sees_program": can(request.user, "program.view", found.program),
        "changes": privacy.changes(found.program.pair, amending_facts.changes(found)),
        "made": found.status == found.Status.APPLIED,
        "proposer": privacy.proposer(found),
        "closing_reason": privacy.closing_reason(found),
        "fallen": amending_facts.fallen(found),
        "assents": assents,
        "own": next((row for row in assents if row.person_id == own), None),
        "plan": found.plan.select_related("activity") if found.is_draft else [],
        "activities": _untouched(found),
        "violations": amending_facts.violations(found) if found.is_open else [],
        "by_order": found.is_open and amending_facts.needs_order(found),
        "timeline": queries.timeline(found),
    }
    return render(request, "programs/amendment.html", context)


def _untouched(found):
    """The open activities that the correction leaves as they are so far."""
    if not (found.is_draft and found.corrects):
        return []
    rows = found.program.activities.filter(done_on=None, cancelled_on=None)
    return rows.exclude(pk__in=found.plan.exclude(activity=None).values("activity"))


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def edit(request, pk):
    found = queries.amendment_for(request.user, pk, "program.amend")
    what = [code for code, said in (("extension", found.extends), ("correction", found.corrects)) if said]
    return form_page(
        request,
        amending_forms.AmendForm,
        lambda data: amending.edit_terms(found, fields=terms_of(data), by=request.user),
        to=found,
        done="Условия сохранены.",
        initial={**model_to_dict(found), "what": what},
        form_args={"program": found.program},
        title="Срок и причина",
        cancel_url=found.get_absolute_url(),
        notice=UNDONE if found.corrects else "",
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def edit_text(request, pk):
    found = queries.amendment_for(request.user, pk, "program.amend")
    program, pair = found.program, found.program.pair
    texts = {name: found.texts.get(name, getattr(program, name)) for name in TEXTS}
    return form_page(
        request,
        amending_forms.AmendTextForm,
        lambda data: amending.edit_text(found, fields=data, by=request.user),
        to=found,
        done="Новый текст сохранён.",
        initial={**texts, "form": found.form or pair.form, "kind": found.kind or pair.kind},
        form_args={"pair": pair},
        title="Новый текст программы",
        lead=str(pair),
        cancel_url=found.get_absolute_url(),
        autosave=True,
        notice="Исправьте то, что должно стать другим. Остальное останется как есть.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def add_item(request, pk):
    found = queries.amendment_for(request.user, pk, "program.amend")
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: amending.add_item(found, fields=data, by=request.user),
        to=found,
        done="Мероприятие добавлено в изменения.",
        initial={"responsible": found.program.pair.mentor_id},
        form_args={"program": found.program},
        title="Добавить мероприятие",
        cancel_url=found.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def change_item(request, pk):
    """Another wording of an item of the approved plan."""
    found, activity = queries.drafted_for(request.user, pk)
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: amending.change_item(found, activity, fields=data, by=request.user),
        to=found,
        done="Мероприятие изменится вместе с программой.",
        initial=model_to_dict(activity),
        form_args={"program": found.program},
        title=f"Изменить: {activity.title}",
        cancel_url=found.get_absolute_url(),
        autosave=True,
    )


@require_POST
@permit("program.amend")
def drop_item(request, pk):
    found, activity = queries.drafted_for(request.user, pk)
    return act_page(
        request,
        lambda: amending.change_item(found, activity, fields={}, drops=True, by=request.user),
        to=found,
        done="Мероприятие исключат вместе с изменением программы.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def edit_item(request, pk):
    change = queries.plan_change_for(request.user, pk)
    found = queries.amendment_for(request.user, change.amendment_id, "program.amend")
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: amending.edit_item(change, fields=data, by=request.user),
        to=found,
        done="Сохранено.",
        initial=model_to_dict(change),
        form_args={"program": found.program},
        title=f"Изменить: {change.title}",
        cancel_url=found.get_absolute_url(),
        autosave=True,
    )


@require_POST
@permit("program.amend")
def undo_item(request, pk):
    change = queries.plan_change_for(request.user, pk)
    return act_page(
        request,
        lambda: amending.undo_item(change, by=request.user),
        to=change.amendment,
        done="Мероприятие остаётся как было.",
    )


@require_POST
@permit("program.amend")
def ask(request, pk):
    found = queries.amendment_for(request.user, pk, "program.amend")
    return act_page(
        request,
        lambda: amending.ask(found, on=timezone.localdate(), by=request.user),
        to=found,
        done="Отправлено участникам на согласование.",
    )


@require_POST
@permit("program.assent")
def agree(request, pk):
    found = queries.amendment_for(request.user, pk, "program.assent")
    return act_page(
        request,
        lambda: amending.agree(found, person=request.user.person, on=timezone.localdate(), by=request.user),
        to=found,
        done="Ваше согласие записано.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.assent")
def decline(request, pk):
    found = queries.amendment_for(request.user, pk, "program.assent")
    today = timezone.localdate()
    return form_page(
        request,
        ReasonForm,
        lambda data: amending.decline(found, person=request.user.person, on=today, by=request.user, **data),
        to=found,
        done="Записано: вы не согласны. Программа останется прежней.",
        title="Не соглашаться",
        lead=str(found),
        submit="Не соглашаюсь",
        danger=True,
        cancel_url=found.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.assent_record")
def record_assent(request, pk):
    """A participant has signed the agreement on paper (D26)."""
    assent = queries.assent_for(request.user, pk, "program.assent_record")
    today = timezone.localdate()
    return form_page(
        request,
        amending_forms.RecordAssentForm,
        lambda data: amending.record_paper(assent, today=today, by=request.user, **data),
        to=assent.amendment,
        done="Согласие на бумаге записано.",
        initial={"on": today},
        title=f"Согласие: {assent.person.short_name}",
        lead=str(assent.amendment),
        submit="Записать",
        cancel_url=assent.amendment.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.amend_decide")
def grant(request, pk):
    """One button; where the council decides, a form about its minutes; where an order is needed, on to its draft."""
    found = queries.amendment_for(request.user, pk, "program.amend_decide")
    minutes = found.program.pair.edition.program_approval == Edition.Approval.MINUTES
    made = []

    def act(data):
        made.append(amending.grant(found, on=timezone.localdate(), by=request.user, **data))

    if minutes and not amending_facts.needs_order(found):
        return form_page(
            request,
            forms.MinutesForm,
            act,
            to=found,
            done="Изменения внесены в программу.",
            title="Внести изменения по протоколу",
            lead=str(found),
            submit="Внести",
            cancel_url=found.get_absolute_url(),
        )
    if request.method == "GET":
        return redirect(found)
    done = "Проект приказа готов." if amending_facts.needs_order(found) else "Изменения внесены в программу."
    answer = act_page(request, lambda: act({}), to=found, done=done)
    if made and made[0]:
        answer["Location"] = made[0].get_absolute_url()
    return answer


@require_http_methods(["GET", "POST"])
@permit("program.amend_decide")
def refuse(request, pk):
    found = queries.amendment_for(request.user, pk, "program.amend_decide")
    return _closing(request, found, amending.refuse, "Отказать", "Отказ записан. Программа останется прежней.")


@require_http_methods(["GET", "POST"])
@permit("program.amend")
def withdraw(request, pk):
    found = queries.amendment_for(request.user, pk, "program.amend")
    return _closing(request, found, amending.withdraw, "Отозвать", "Изменение отозвано. Программа останется прежней.")


def _closing(request, found, act, word, done):
    return form_page(
        request,
        ReasonForm,
        lambda data: act(found, on=timezone.localdate(), by=request.user, **data),
        to=found,
        done=done,
        title=f"{word}: {found.what.lower()}",
        lead=str(found.program.pair),
        submit=word,
        danger=True,
        cancel_url=found.get_absolute_url(),
    )
