"""Writing down tasks and help: give, do, check; ask, answer, log."""

from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import act_page, form_page
from mentorship.journal import forms, queries
from mentorship.journal.models import Meeting
from mentorship.journal.services import tasks as work
from mentorship.orders.forms import ReasonForm


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def give_task(request, pk):
    """A task for one, or for everyone in the group; `?meeting=` says where it was given."""
    pair = queries.journal_for(request.user, pk, "journal.write")
    asked = parse_keys(request.GET.getlist("meeting"))
    meeting = Meeting.objects.visible_to(request.user).kept().filter(pair=pair, pk__in=asked).first()

    def act(data):
        people = data.get("mentees", pair.mentees)
        return work.give_task(
            pair,
            mentees=people,
            text=data["text"],
            due_on=data["due_on"],
            meeting=meeting,
            today=timezone.localdate(),
            by=request.user,
        )

    return form_page(
        request,
        forms.TaskForm,
        act,
        to=f"{reverse('journal:pair', args=[pk])}#tasks",
        done="Задание дано.",
        initial={"mentees": [person.pk for person in pair.mentees]},
        form_args={"people": pair.mentees},
        title="Дать задание",
        lead=f"Встреча {meeting}" if meeting else str(pair),
        submit="Дать задание",
        cancel_url=reverse("journal:pair", args=[pk]),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.do")
def do_task(request, pk):
    task, today = queries.task_for(request.user, pk, "journal.do"), timezone.localdate()
    return form_page(
        request,
        forms.DoTaskForm,
        lambda data: work.do_task(task, today=today, by=request.user, **data),
        to=task.get_absolute_url(),
        done="Выполнение отмечено. Наставник проверит.",
        initial={"done_on": today},
        title="Задание выполнено",
        lead=task.text,
        notice=_said(task),
        cancel_url=task.get_absolute_url(),
        submit="Выполнено",
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.check")
def check_task(request, pk):
    """The mentor's personal check (MNT-04)."""
    task = queries.task_for(request.user, pk, "journal.check")
    return form_page(
        request,
        forms.CheckTaskForm,
        lambda data: work.check_task(task, today=timezone.localdate(), by=request.user, **data),
        to=task.get_absolute_url(),
        done="Проверка записана.",
        initial={"verdict": "accepted"},
        title=f"Проверить задание: {task.mentee.short_name}",
        lead=task.text,
        notice=f"{task.done_on:%d.%m.%Y}: {task.comment}" if task.done_on else "",
        submit="Записать проверку",
        cancel_url=task.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.check")
def withdraw_task(request, pk):
    task = queries.task_for(request.user, pk, "journal.check")
    return form_page(
        request,
        ReasonForm,
        lambda data: work.withdraw_task(task, today=timezone.localdate(), by=request.user, **data),
        to=task.get_absolute_url(),
        done="Задание снято.",
        title="Снять задание",
        lead=task.text,
        submit="Снять задание",
        danger=True,
        cancel_url=task.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("journal.ask")
def ask(request, pk):
    """The mentee asks for help as soon as it is needed (MTE-03)."""
    pair = queries.journal_for(request.user, pk, "journal.ask")
    return form_page(
        request,
        forms.AskForm,
        lambda data: work.ask(pair, today=timezone.localdate(), by=request.user, **data),
        to=f"{reverse('journal:pair', args=[pk])}#help",
        done="Наставник увидит вашу просьбу на своей странице.",
        title="Попросить о помощи",
        lead=f"Наставник {pair.mentor.short_name}",
        submit="Попросить",
        cancel_url=reverse("journal:pair", args=[pk]),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def answer(request, pk):
    asked, today = queries.help_for(request.user, pk, "journal.write"), timezone.localdate()
    return form_page(
        request,
        forms.AnswerForm,
        lambda data: work.answer(asked, fields=data, today=today, by=request.user),
        to=asked.get_absolute_url(),
        done="Помощь записана.",
        initial={"answered_on": today, "minutes": 15},
        form_args={"asks_reason": not asked.pair.is_active},
        title=f"Помощь: {asked.mentee.short_name}",
        lead=asked.text,
        cancel_url=asked.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def log_help(request, pk):
    """Help given in passing, without a request in the program."""
    pair, today = queries.journal_for(request.user, pk, "journal.write"), timezone.localdate()
    return form_page(
        request,
        forms.LogHelpForm,
        lambda data: work.log_help(pair, mentee=data.pop("mentee"), fields=data, today=today, by=request.user),
        to=f"{reverse('journal:pair', args=[pk])}#help",
        done="Помощь записана.",
        initial={"answered_on": today, "minutes": 15},
        form_args={"people": pair.mentees, "asks_reason": not pair.is_active},
        title="Записать помощь",
        lead=str(pair),
        cancel_url=reverse("journal:pair", args=[pk]),
        autosave=True,
    )


@require_POST
@permit("journal.ask")
def withdraw_help(request, pk):
    asked = queries.help_for(request.user, pk, "journal.ask")
    return act_page(
        request,
        lambda: work.withdraw_help(asked, today=timezone.localdate(), by=request.user),
        to=asked.get_absolute_url(),
        done="Просьба отозвана.",
    )


def _said(task):
    """What the mentor asked to do again."""
    return f"Наставник просит доработать: {task.check_comment}" if task.verdict == "again" else ""
