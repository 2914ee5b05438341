"""Writing down help: ask, answer, log, let go."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import act_page, form_page
from mentorship.journal import forms, queries
from mentorship.journal.services import help as services


@require_http_methods(["GET", "POST"])
@permit("journal.ask")
def ask(request: Request, pk: int) -> HttpResponse:
    """The mentee asks for help as soon as it is needed (MTE-03)."""
    pair = queries.journal_for(request.user, pk, "journal.ask")
    return form_page(
        request,
        forms.AskForm,
        lambda data: services.ask(pair, today=timezone.localdate(), by=request.user, **data),
        to=f"{reverse('journal:pair', args=[pk])}#help",
        done="Наставник увидит вашу просьбу на своей странице.",
        template="journal/help/ask.html",
        pair=pair,
        cancel_url=reverse("journal:pair", args=[pk]),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def answer(request: Request, pk: int) -> HttpResponse:
    asked, today = queries.help_for(request.user, pk, "journal.write"), timezone.localdate()
    return form_page(
        request,
        forms.AnswerForm,
        lambda data: services.answer(asked, fields=data, today=today, by=request.user),
        to=asked.get_absolute_url(),
        done="Помощь записана.",
        initial={"answered_on": today, "minutes": 15},
        form_args={"asks_reason": not asked.pair.is_not_over},
        template="journal/help/answer.html",
        asked=asked,
        cancel_url=asked.get_absolute_url(),
        autosave=True,
    )


@require_http_methods(["GET", "POST"])
@permit("journal.write")
def log(request: Request, pk: int) -> HttpResponse:
    """Help given in passing, without a request in the program."""
    pair, today = queries.journal_for(request.user, pk, "journal.write"), timezone.localdate()
    return form_page(
        request,
        forms.LogHelpForm,
        lambda data: services.log(pair, mentee=data.pop("mentee"), fields=data, today=today, by=request.user),
        to=f"{reverse('journal:pair', args=[pk])}#help",
        done="Помощь записана.",
        initial={"answered_on": today, "minutes": 15},
        form_args={"people": pair.mentees, "asks_reason": not pair.is_not_over},
        template="journal/help/log.html",
        pair=pair,
        cancel_url=reverse("journal:pair", args=[pk]),
        autosave=True,
    )


@require_POST
@permit("journal.ask")
def let_go(request: Request, pk: int) -> HttpResponse:
    asked = queries.help_for(request.user, pk, "journal.ask")
    return act_page(
        request,
        lambda: services.let_go(asked, today=timezone.localdate(), by=request.user),
        to=asked.get_absolute_url(),
        done="Просьба отозвана.",
    )
