"""Writing a programme with autosave, showing it, reading it, handing it in."""

from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request, person_of
from mentorship.core.forms.fields import Form
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.words import titles
from mentorship.pairs.forms import PaperDayForm
from mentorship.pairs.queries import pair_for
from mentorship.programs import acts, forms, queries, services
from mentorship.programs.models import Program
from mentorship.programs.papers import shown_to_reader


@require_POST
@permit("program.edit")
def start(request: Request, pk: int) -> HttpResponse:
    pair = pair_for(request.user, pk, "program.edit")
    return act_page(
        request,
        lambda: services.start(pair, by=request.user),
        to=lambda program: program,
        back=pair,
        done="Программа начата. Её текст сохраняется сам, пока вы пишете.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    program = queries.program_for(request.user, pk, "program.edit")

    def act(data: dict[str, Any]) -> Program:
        version = data.pop("version")
        return services.edit(program, fields=data, version=version, by=request.user)

    return form_page(
        request,
        forms.ProgramForm,
        act,
        to=program,
        done="Текст программы сохранён.",
        initial={**model_to_dict(program), "version": program.version},
        of_record=True,
        form_args={"program": program},
        template="programs/edit.html",
        program=program,
        cancel_url=program.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.edit")
def use_template(request: Request, pk: int) -> HttpResponse:
    program = queries.program_for(request.user, pk, "program.edit")
    return form_page(
        request,
        forms.TemplateForm,
        lambda data: services.use_template(program, by=request.user, **data),
        to=program,
        done=titles.say("Образец перенесён в программу. Измените его под своего {mentee.acc}."),
        template="programs/sample.html",
        cancel_url=program.get_absolute_url(),
    )


@require_POST
@permit("program.edit")
def answer_needs(request: Request, pk: int) -> HttpResponse:
    program = queries.program_for(request.user, pk, "program.edit")
    return act_page(
        request,
        lambda: services.answer_needs(program, by=request.user),
        to=program,
        done=titles.say("Добавлены мероприятия по запросам {mentee.gen}."),
    )


@require_POST
@permit("program.edit")
def show_to_mentee(request: Request, pk: int) -> HttpResponse:
    program = queries.program_for(request.user, pk, "program.edit")
    return act_page(
        request,
        lambda: services.show_to_mentee(program, by=request.user),
        to=program,
        done=titles.say("Программа показана {mentee.dat}."),
    )


@require_http_methods(["GET", "POST"])
@permit("program.remark")
def remark(request: Request, pk: int) -> HttpResponse:
    program = queries.program_for(request.user, pk, "program.remark")
    return form_page(
        request,
        forms.RemarkForm,
        lambda data: services.remark(program, author=person_of(request), by=request.user, **data),
        to=program,
        done="Замечание записано.",
        template="programs/remark.html",
        cancel_url=program.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("program.acknowledge")
def acknowledge(request: Request, pk: int) -> HttpResponse:
    """The programme to read, and a button."""
    program, today = queries.program_for(request.user, pk, "program.acknowledge"), timezone.localdate()
    return form_page(
        request,
        Form,
        lambda data: services.acknowledge(program, mentee=person_of(request), on=today, by=request.user, **data),
        to=program,
        done="Отмечено: вы ознакомлены с программой.",
        template="pages/shown.html",
        shows=lambda: shown_to_reader(queries.program_for(request.user, pk, "program.acknowledge")),
        label="Я ознакомлен(а) с программой",
        about=program.pair,
        paper_title="Текст программы",
        cancel_url=program.get_absolute_url(),
    )


@require_POST
@permit("program.edit")
def submit(request: Request, pk: int) -> HttpResponse:
    program = queries.program_for(request.user, pk, "program.edit")
    return act_page(
        request,
        lambda: services.submit(program, on=timezone.localdate(), by=request.user),
        to=program,
        done="Программа отправлена куратору на утверждение.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.edit")
def submit_paper(request: Request, pk: int) -> HttpResponse:
    """The curator records the day on which the mentor has handed the programme in on paper."""
    program, today = queries.program_for(request.user, pk, "program.edit"), timezone.localdate()
    return form_page(
        request,
        PaperDayForm,
        lambda data: services.submit_paper(program, today=today, by=request.user, **data),
        to=program,
        done="Записано: программа сдана на бумаге. Когда лист вернётся, приложите его скан.",
        initial={"on": today},
        template="programs/paper/submit.html",
        program=program,
        cancel_url=program.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.record")
def acquaint(request: Request, pk: int) -> HttpResponse:
    """The curator records whose signatures stand under the programme."""
    program, today = queries.program_for(request.user, pk, "program.record"), timezone.localdate()
    unread = acts.unread_mentees(program)
    return form_page(
        request,
        forms.PaperReadForm,
        lambda data: services.acquaint(program, today=today, by=request.user, **data),
        to=program,
        done="Ознакомление с бумаги записано.",
        initial={"on": today, "mentees": unread if len(unread) == 1 else []},
        form_args={"unread": unread},
        template="programs/paper/acquaint.html",
        program=program,
        cancel_url=program.get_absolute_url(),
    )
