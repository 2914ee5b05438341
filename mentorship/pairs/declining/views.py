"""Saying no to a proposed pair, writing a no down from paper, looking for another candidate."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request, person_of
from mentorship.core.forms.pages import act_page, form_page
from mentorship.pairs.declining import forms, queries, services
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import pair_for


@require_http_methods(["GET", "POST"])
@permit("pair.decline")
def decline(request: Request, pk: int) -> HttpResponse:
    """A participant says no under the own login."""
    pair, today = pair_for(request.user, pk, "pair.decline"), timezone.localdate()
    return form_page(
        request,
        forms.DeclineForm,
        lambda data: services.decline(pair, person_of(request), on=today, today=today, by=request.user, **data),
        to=pair,
        done="Записано: вы отказались. Куратор подберёт другого кандидата.",
        template="pairs/declining/own.html",
        pair=pair,
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def record_decline(request: Request, pk: int) -> HttpResponse:
    """The curator or the clerk writes down a refusal from paper."""
    pair, today = pair_for(request.user, pk, "consent.record"), timezone.localdate()
    return form_page(
        request,
        forms.PaperDeclineForm,
        lambda data: services.decline(
            pair,
            data["person"],
            on=data["on"],
            reason=data["reason"],
            today=today,
            by=request.user,
            on_paper=True,
        ),
        to=pair,
        done="Отказ записан.",
        initial={"on": today},
        form_args={"people": queries.undecided(pair, today)},
        template="pairs/declining/paper.html",
        pair=pair,
        cancel_url=pair.get_absolute_url(),
    )


@require_POST
@permit("pair.propose")
def seek(request: Request, pk: int) -> HttpResponse:
    """The pair comes to nothing, and whoever is left in it is led to the choice of another candidate."""
    pair, today = pair_for(request.user, pk, "pair.propose"), timezone.localdate()
    left = queries.undecided(pair, today)
    return act_page(
        request,
        lambda: services.give_up(pair, on=today, by=request.user),
        to=_wizard(pair, {person.pk for person in left}),
        back=pair,
        done="Прежняя пара не состоялась. Выберите другого кандидата.",
    )


def _wizard(pair: Pair, left: set[int]) -> str:
    chosen = [("mentor", pair.mentor_id), *(("mentee", mentee.pk) for mentee in pair.mentees)]
    return f"{reverse('pairs:propose')}?{urlencode([(side, pk) for side, pk in chosen if pk in left])}"
