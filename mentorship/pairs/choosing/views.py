"""A participant chooses the pair after the first meeting; the same from paper."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.access.decorators import permit
from mentorship.access.http import Request, person_of
from mentorship.core.forms.pages import act_page, form_page
from mentorship.pairs.choosing import forms, queries, services
from mentorship.pairs.queries import pair_for


@require_POST
@permit("pair.choose")
def choose(request: Request, pk: int) -> HttpResponse:
    pair, today = pair_for(request.user, pk, "pair.choose"), timezone.localdate()
    return act_page(
        request,
        lambda: services.choose(pair, person_of(request), on=today, today=today, by=request.user),
        to=pair,
        done="Ваш выбор отмечен.",
    )


@require_http_methods(["GET", "POST"])
@permit("consent.record")
def record_choice(request: Request, pk: int) -> HttpResponse:
    pair, today = pair_for(request.user, pk, "consent.record"), timezone.localdate()
    return form_page(
        request,
        forms.PaperChoiceForm,
        lambda data: services.choose(pair, data["person"], on=data["on"], today=today, by=request.user, on_paper=True),
        to=pair,
        done="Выбор внесён с бумаги.",
        initial={"on": today},
        form_args={"people": queries.unmarked(pair)},
        template="pairs/choosing/paper.html",
        pair=pair,
        cancel_url=pair.get_absolute_url(),
    )
