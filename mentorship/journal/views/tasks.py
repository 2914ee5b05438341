"""Writing down tasks: give, do, check, withdraw."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.journal import forms, queries
from mentorship.journal.models import Meeting
from mentorship.journal.services import tasks as services


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def give(request: Request, pk: int) -> HttpResponse:
    """A task for one, or for everyone in the group; `?meeting=` says where it was given."""
    pair = queries.journal_for(request.user, pk, "journal.write")
    asked = parse_keys(request.GET.getlist("meeting"))
    meeting = Meeting.objects.visible_to(request.user).kept().filter(pair=pair, pk__in=asked).first()

    def act(data: dict[str, Any]) -> Any:
        return services.give(
            pair,
            mentees=data.get("mentees", pair.mentees),
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
        template="journal/tasks/give.html",
        pair=pair,
        meeting=meeting,
        cancel_url=reverse("journal:pair", args=[pk]),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.do")
def do(request: Request, pk: int) -> HttpResponse:
    task, today = queries.task_for(request.user, pk, "journal.do"), timezone.localdate()
    return form_page(
        request,
        forms.DoTaskForm,
        lambda data: services.do(task, today=today, by=request.user, **data),
        to=task.get_absolute_url(),
        done="Выполнение отмечено. Наставник проверит.",
        initial={"done_on": today},
        template="journal/tasks/do.html",
        task=task,
        cancel_url=task.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.check")
def check(request: Request, pk: int) -> HttpResponse:
    """The mentor's personal check (MNT-04)."""
    task = queries.task_for(request.user, pk, "journal.check")
    return form_page(
        request,
        forms.CheckTaskForm,
        lambda data: services.check(task, today=timezone.localdate(), by=request.user, **data),
        to=task.get_absolute_url(),
        done="Проверка записана.",
        initial={"verdict": "accepted"},
        template="journal/tasks/check.html",
        task=task,
        cancel_url=task.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.check")
def withdraw(request: Request, pk: int) -> HttpResponse:
    task = queries.task_for(request.user, pk, "journal.check")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.withdraw(task, today=timezone.localdate(), by=request.user, **data),
        to=task.get_absolute_url(),
        done="Задание снято.",
        template="journal/tasks/withdraw.html",
        task=task,
        cancel_url=task.get_absolute_url(),
    )
