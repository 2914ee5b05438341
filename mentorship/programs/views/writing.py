"""Programmes: the list, the page, the text with autosave, the plan, approval, performing, ending."""

from django.forms.models import model_to_dict
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.core.words import titles
from mentorship.documents.responses import sheet_response
from mentorship.orders.forms import ReasonForm
from mentorship.pairs.agreements.queries import ending_notice
from mentorship.pairs.queries import pair_for
from mentorship.people.values import school_year
from mentorship.programs import exports, forms, queries, services
from mentorship.programs.amendments import ends as amending_ends
from mentorship.programs.amendments.queries import open_amendment
from mentorship.regulation.models import Edition
from mentorship.regulation.queries import named_groups

SORTS = {"start": ("-starts_on", "-pk"), "mentor": ("pair__mentor__search_key", "pk"), "end": ("ends_on", "pk")}


@require_GET
@permit("program.list")
def program_list(request):
    listing = Listing(
        request,
        queries.program_rows(request.user),
        sorts=SORTS,
        default="start",
        search=lambda rows, text: rows.search(text),
        filters=forms.ProgramFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.programs(listing.rows, request.user), format)
    context = {"listing": listing, "downloads": True, "done": queries.done_counts(listing.page)}
    return render(request, "programs/list.html", context)


@require_GET
@permit("program.view")
def card(request, pk):
    program = queries.program_for(request.user, pk)
    own = request.user.person_id
    context = {
        "program": program,
        "pair": program.pair,
        "plan": queries.plan(program),
        "named": named_groups(program.pair.edition),
        "coverage": queries.coverage(program),
        "violations": queries.violations(program) if program.is_editable else [],
        "remarks": queries.remarks(program, request.user),
        "acquaintances": queries.acquaintances(program),
        "to_read": own in [mentee.pk for mentee in program.pair.mentees]
        and not program.acquaintances.filter(mentee=own).exists(),
        "amendment": open_amendment(program),
        "timeline": queries.timeline(program),
    }
    return render(request, "programs/card.html", context)


@require_POST
@permit("program.edit")
def start(request, pk):
    pair = pair_for(request.user, pk, "program.edit")
    started = []
    answer = act_page(
        request,
        lambda: started.append(services.start(pair, by=request.user)),
        to=pair,
        done="Программа начата. Её текст сохраняется сам, пока вы пишете.",
    )
    if started:
        answer["Location"] = started[0].get_absolute_url()
    return answer


@require_http_methods(["GET", "POST"])
@permit("program.edit")
def edit(request, pk):
    program = queries.program_for(request.user, pk, "program.edit")

    def act(data):
        version = data.pop("version")
        return services.edit(program, fields=data, version=version, by=request.user)

    initial = {**model_to_dict(program), "version": program.version}
    return form_page(
        request,
        forms.ProgramForm,
        act,
        to=reverse("programs:card", args=[pk]),
        done="Текст программы сохранён.",
        initial=initial,
        form_args={"program": program},
        title="Текст программы",
        lead=str(program.pair),
        cancel_url=program.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.edit")
def use_template(request, pk):
    program = queries.program_for(request.user, pk, "program.edit")
    return form_page(
        request,
        forms.TemplateForm,
        lambda data: services.use_template(program, by=request.user, **data),
        to=program,
        done=titles.say("Образец перенесён в программу. Измените его под своего {mentee.acc}."),
        title="Взять образец",
        submit="Перенести в программу",
        cancel_url=program.get_absolute_url(),
        notice="Образец дополнит пустые разделы и добавит мероприятия. Написанное вами останется.",
    )


@require_POST
@permit("program.edit")
def answer_needs(request, pk):
    program = queries.program_for(request.user, pk, "program.edit")
    return act_page(
        request,
        lambda: services.answer_needs(program, by=request.user),
        to=program,
        done=titles.say("Добавлены мероприятия по запросам {mentee.gen}."),
    )


@require_http_methods(["GET", "POST"])
@permit("program.edit")
def add_activity(request, pk):
    program = queries.program_for(request.user, pk, "program.edit")
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: services.add_activity(program, fields=data, by=request.user),
        to=program,
        done="Мероприятие добавлено.",
        initial={"responsible": program.pair.mentor_id},
        form_args={"program": program},
        title="Новое мероприятие",
        cancel_url=program.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.edit")
def edit_activity(request, pk):
    activity = queries.activity_for(request.user, pk, "program.edit")
    return form_page(
        request,
        forms.ActivityForm,
        lambda data: services.edit_activity(activity, fields=data, by=request.user),
        to=activity.program,
        done="Мероприятие сохранено.",
        initial=model_to_dict(activity),
        form_args={"program": activity.program},
        title="Мероприятие",
        cancel_url=activity.program.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.perform")
def cancel_activity(request, pk):
    activity = queries.activity_for(request.user, pk, "program.perform")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.cancel_activity(
            activity, reason=data["reason"][:300], on=timezone.localdate(), by=request.user
        ),
        to=activity.program,
        done="Мероприятие отменено.",
        title=f"Отменить: {activity.title}",
        submit="Отменить мероприятие",
        danger=True,
        cancel_url=activity.program.get_absolute_url(),
    )


@require_POST
@permit("program.edit")
def show_to_mentee(request, pk):
    program = queries.program_for(request.user, pk, "program.edit")
    return act_page(
        request,
        lambda: services.show_to_mentee(program, by=request.user),
        to=program,
        done=titles.say("Программа показана {mentee.dat}."),
    )


@require_http_methods(["GET", "POST"])
@permit("program.remark")
def remark(request, pk):
    program = queries.program_for(request.user, pk, "program.remark")
    return form_page(
        request,
        forms.RemarkForm,
        lambda data: services.remark(program, author=request.user.person, by=request.user, **data),
        to=program,
        done="Замечание записано.",
        title="Замечание к программе",
        cancel_url=program.get_absolute_url(),
        autosave=True,
    )


@require_POST
@permit("program.acknowledge")
def acknowledge(request, pk):
    program = queries.program_for(request.user, pk, "program.acknowledge")
    return act_page(
        request,
        lambda: services.acknowledge(program, mentee=request.user.person, on=timezone.localdate(), by=request.user),
        to=program,
        done="Отмечено: вы ознакомлены с программой.",
    )


@require_POST
@permit("program.edit")
def submit(request, pk):
    program = queries.program_for(request.user, pk, "program.edit")
    return act_page(
        request,
        lambda: services.submit(program, on=timezone.localdate(), by=request.user),
        to=program,
        done="Программа отправлена куратору на утверждение.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.approve")
def approve(request, pk):
    """One button; where the council decides, a form about its minutes."""
    program = queries.program_for(request.user, pk, "program.approve")

    def act(data):
        return services.approve(program, on=timezone.localdate(), by=request.user, **data)

    if program.pair.edition.program_approval == Edition.Approval.MINUTES:
        return form_page(
            request,
            forms.MinutesForm,
            act,
            to=program,
            done="Программа утверждена.",
            title="Утвердить по протоколу",
            lead=str(program.pair),
            submit="Утвердить",
            cancel_url=program.get_absolute_url(),
        )
    if request.method == "GET":
        return redirect(program)
    return act_page(request, lambda: act({}), to=program, done="Программа утверждена.")


@require_http_methods(["GET", "POST"])
@permit("order.draft_pairs")
def draft_approval(request):
    """One order that approves the submitted programmes."""
    today, waiting = timezone.localdate(), queries.to_approve(request.user)
    chosen = parse_keys(request.GET.getlist("program")) or [program.pk for program in waiting]
    return form_page(
        request,
        forms.ApprovalOrderForm,
        lambda data: services.draft_approval(by=request.user, **data),
        to=lambda order: order.get_absolute_url(),
        done="Проект приказа готов.",
        initial={"programs": chosen, "period": f"{school_year(today)} учебный год"},
        form_args={"waiting": waiting},
        title="Приказ об утверждении программ",
        submit="Подготовить приказ",
        cancel_url=reverse("programs:list"),
        notice="" if waiting else "Сейчас нет программ, которые ждут приказа об утверждении.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.approve")
def send_back(request, pk):
    program = queries.program_for(request.user, pk, "program.approve")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.send_back(program, by=request.user, **data),
        to=program,
        done="Программа возвращена наставнику.",
        title="Вернуть на доработку",
        submit="Вернуть",
        cancel_url=program.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.publish")
def publish(request, pk):
    """The mark that the results of an ended pair are on the site."""
    program, today = queries.to_publish(request.user, pk), timezone.localdate()
    back = program.get_absolute_url() if can(request.user, "program.view", program) else "/"
    return form_page(
        request,
        forms.ResultsForm,
        lambda data: services.publish(program, today=today, by=request.user, **data),
        to=back,
        done="Отмечено: результаты размещены.",
        initial={"url": program.published_url, "on": program.published_on or today},
        title="Результаты программы на сайте",
        lead=str(program.pair),
        submit="Отметить размещение",
        cancel_url=back,
    )


@require_http_methods(["GET", "POST"])
@permit("program.perform")
def perform(request, pk):
    activity = queries.activity_for(request.user, pk, "program.perform")
    today = timezone.localdate()
    return form_page(
        request,
        forms.PerformForm,
        lambda data: services.perform(activity, today=today, by=request.user, **data),
        to=activity.program,
        done="Выполнение отмечено.",
        initial={"done_on": activity.done_on or today, "result": activity.result},
        title=f"Выполнено: {activity.title}",
        cancel_url=activity.program.get_absolute_url(),
    )


@require_GET
@permit("program.view")
def evidence(request, pk):
    """The evidence file, behind the same doors as the programme."""
    activity = queries.activity_for(request.user, pk, "program.view")
    if not activity.evidence:
        raise Http404
    return FileResponse(
        activity.evidence.open("rb"), as_attachment=True, filename=activity.evidence.name.rsplit("/", 1)[-1]
    )


@require_http_methods(["GET", "POST"])
@permit("pair.end")
def end(request, pk):
    """Propose the end of a pair by one of the cases of п. 7.1; the order follows."""
    pair = pair_for(request.user, pk, "pair.end")
    left = queries.plan_left(pair)
    asked = {name: request.GET[name] for name in forms.EndForm.base_fields if name in request.GET}
    return form_page(
        request,
        forms.EndForm,
        lambda data: amending_ends.request_ending(pair, plan_left=left, by=request.user, **data),
        to=f"{reverse('pairs:draft_closing')}?pair={pk}",
        done="Завершение предложено. Подготовьте приказ.",
        initial={"on": timezone.localdate(), **asked},
        form_args={"edition": pair.edition},
        title=f"Завершить: {pair}",
        submit="Предложить завершение",
        cancel_url=pair.get_absolute_url(),
        template="programs/end.html",
        pair=pair,
        notice=ending_notice(pair, timezone.localdate()),
    )
