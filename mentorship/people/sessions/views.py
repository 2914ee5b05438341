"""One's own account: password, second step, where one is signed in, what happened to it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.pages import act_page
from mentorship.people.factors.queries import factor_of
from mentorship.people.sessions import queries, services


@require_GET
@permit("own.use")
def own(request: Request) -> HttpResponse:
    context = {
        "factor": factor_of(request.user),
        "sessions": queries.open_sessions(request.user, timezone.now()),
        "here": request.session.session_key,
        "timeline": history.timeline(queries.what_happened(request.user)),
    }
    return render(request, "people/sessions/own.html", context)


@require_POST
@permit("own.use")
def end(request: Request, pk: int) -> HttpResponse:
    opened = queries.session_for(request.user, pk)
    return act_page(request, lambda: services.end(opened), to="people:own", done="Вход закрыт.")


@require_POST
@permit("own.use")
def end_others(request: Request) -> HttpResponse:
    """Everywhere but here."""
    return act_page(
        request,
        lambda: services.end_all(request.user, but=request.session.session_key),
        to="people:own",
        done="Все остальные входы закрыты.",
    )
