"""How a programme ends: the end of its pair is proposed, its results are put on the site."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core.calendar.dates import parse_date
from mentorship.core.forms.pages import form_page
from mentorship.pairs.agreements.queries import ending_notice
from mentorship.pairs.queries import pair_for
from mentorship.programs import forms, queries, rules, services
from mentorship.programs.amendments.services import pair_end


@require_http_methods(["GET", "POST"])
@permit("pair.end")
def end(request: Request, pk: int) -> HttpResponse:
    """Propose the end of a pair by one of the cases of п. 7.1; the order follows."""
    pair = pair_for(request.user, pk, "pair.end")
    left, today = queries.plan_left(pair), timezone.localdate()
    asked = {name: request.GET[name] for name in forms.EndForm.base_fields if name in request.GET}
    day = parse_date((request.POST or asked).get("on", "")) or today
    lapse = rules.lapse_words(queries.lapsing(pair, day), day)
    return form_page(
        request,
        forms.EndForm,
        lambda data: pair_end.request_ending(pair, plan_left=left, today=today, by=request.user, **data),
        to=f"{reverse('pairs:draft_closing')}?pair={pk}",
        done=" ".join(filter(None, ["Завершение предложено.", lapse, "Подготовьте приказ."])),
        initial={"on": today, **asked},
        form_args={"edition": pair.edition},
        template="programs/end.html",
        pair=pair,
        warning=ending_notice(pair, today),
        signed=[] if request.POST else list(rules.signed_end_violations(pair.ended_on, today)),
        lapse=lapse,
        cancel_url=pair.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("program.publish")
def publish(request: Request, pk: int) -> HttpResponse:
    """The mark that the results of an ended pair are on the site."""
    today = timezone.localdate()
    program = queries.to_publish(request.user, pk, today)
    back = program.get_absolute_url() if can(request.user, "program.view", program) else "/"
    return form_page(
        request,
        forms.ResultsForm,
        lambda data: services.publish(program, today=today, by=request.user, **data),
        to=back,
        done="Отмечено: результаты размещены.",
        initial={"url": program.published_url, "on": program.published_on or today},
        of_record=True,
        template="programs/publish.html",
        program=program,
        cancel_url=back,
    )
