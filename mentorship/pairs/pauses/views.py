"""A pause of a pair: asked for, ended earlier; each by a draft order."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.calendar.dates import parse_date
from mentorship.core.forms.pages import form_page
from mentorship.pairs.pauses import forms, queries, services
from mentorship.pairs.queries import pair_for

DRAFTED = "Проект приказа готов. Сроки изменятся, когда он будет подписан."


@require_http_methods(["GET", "POST"])
@permit("pair.pause")
def begin(request: Request, pk: int) -> HttpResponse:
    """The mentor or the only mentee is away: the pair stands still from day to day by an order."""
    pair = pair_for(request.user, pk, "pair.pause")
    today = timezone.localdate()
    return form_page(
        request,
        forms.PauseForm,
        lambda data: services.draft_pause(pair, today=today, by=request.user, **data),
        to=lambda order: order,
        done=DRAFTED,
        initial={
            "starts_on": parse_date(request.GET.get("from", "")[:20]) or today,
            "ends_on": parse_date(request.GET.get("to", "")[:20]),
            "basis": request.GET.get("reason", ""),
        },
        template="pairs/pauses/begin.html",
        pair=pair,
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("pair.pause")
def resume(request: Request, pk: int) -> HttpResponse:
    """Whoever was away is back earlier: the pair works again from that day by another order."""
    pause = queries.pause_for(request.user, pk, "pair.pause")
    today = timezone.localdate()
    return form_page(
        request,
        forms.ReturnForm,
        lambda data: services.draft_return(pause, today=today, by=request.user, **data),
        to=lambda order: order,
        done=DRAFTED,
        initial={"resumes_on": today},
        template="pairs/pauses/resume.html",
        pause=pause,
        cancel_url=pause.pair.get_absolute_url(),
    )
