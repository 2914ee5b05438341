"""The dated stand-in: appointed, ended earlier."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.calendar.dates import parse_date
from mentorship.core.forms.pages import form_page
from mentorship.pairs.queries import pair_for
from mentorship.pairs.stand_ins import forms, queries, services


@require_http_methods(["GET", "POST"])
@permit("pair.stand_in")
def begin(request: Request, pk: int) -> HttpResponse:
    """Somebody of the bank while the mentor is away; the pair goes on."""
    pair = pair_for(request.user, pk, "pair.stand_in")
    today = timezone.localdate()
    return form_page(
        request,
        forms.StandInForm,
        lambda data: services.begin(pair, today=today, by=request.user, **data),
        to=pair,
        done="Замещение записано.",
        initial={
            "starts_on": parse_date(request.GET.get("from", "")[:20]) or today,
            "consented_on": today,
            "reason": request.GET.get("reason", ""),
        },
        form_args={"pair": pair},
        template="pairs/stand_ins/begin.html",
        pair=pair,
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("pair.stand_in")
def end(request: Request, pk: int) -> HttpResponse:
    """The mentor is back earlier, or the stand-in cannot."""
    found = queries.stand_in_for(request.user, pk, "pair.stand_in")
    return form_page(
        request,
        forms.EarlyEndForm,
        lambda data: services.end(found, on=data["ends_on"], reason=data["reason"], by=request.user),
        to=found.pair,
        done="Замещение закончено.",
        initial={"ends_on": timezone.localdate()},
        template="pairs/stand_ins/end.html",
        stand_in=found,
        cancel_url=found.pair.get_absolute_url(),
    )
