"""«Понятно» under a line of the first page."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.people.alerts import queries, services


@require_POST
@permit("own.use")
def seen(request: Request, pk: int) -> HttpResponse:
    services.seen(queries.alert_for(request.user, pk), now=timezone.now())
    return redirect("desk:today")
