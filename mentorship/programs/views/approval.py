"""Approving programmes: by the curator, by minutes, by one order for several; sending them back."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.fields import Form, parse_keys
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.people.values import school_year
from mentorship.programs import forms, queries, services
from mentorship.programs.models import Program
from mentorship.programs.papers import shown_program
from mentorship.regulation.models import Edition


@require_http_methods(["GET", "POST"])
@permit("program.approve")
def approve(request: Request, pk: int) -> HttpResponse:
    """The programme to read, and a button; where the council decides, a form about its minutes."""
    program = queries.program_for(request.user, pk, "program.approve")
    by_minutes = program.pair.edition.program_approval == Edition.Approval.MINUTES

    def act(data: dict[str, Any]) -> Program:
        return services.approve(program, on=timezone.localdate(), by=request.user, **data)

    return form_page(
        request,
        forms.MinutesForm if by_minutes else Form,
        act,
        to=program,
        done="Программа утверждена.",
        template="programs/approve.html",
        shows=lambda: shown_program(pk),
        program=program,
        by_minutes=by_minutes,
        cancel_url=program.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("order.draft_pairs")
def draft_approval(request: Request) -> HttpResponse:
    """One order that approves the submitted programmes."""
    today, waiting = timezone.localdate(), queries.to_approve(request.user)
    chosen = parse_keys(request.GET.getlist("program")) or [program.pk for program in waiting]
    return form_page(
        request,
        forms.ApprovalOrderForm,
        lambda data: services.draft_approval(by=request.user, **data),
        to=lambda order: order,
        done="Проект приказа готов.",
        initial={"programs": chosen, "period": f"{school_year(today)} учебный год"},
        form_args={"waiting": waiting},
        template="programs/order.html",
        waiting=waiting,
        cancel_url=reverse("programs:list"),
    )


@require_http_methods(["GET", "POST"])
@permit("program.approve")
def send_back(request: Request, pk: int) -> HttpResponse:
    program = queries.program_for(request.user, pk, "program.approve")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.send_back(program, by=request.user, **data),
        to=program,
        done="Программа возвращена наставнику.",
        template="programs/return.html",
        cancel_url=program.get_absolute_url(),
    )
