"""How the institution calls a mentee and its council: the words, their cases, a look before saving."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.pages import form_page
from mentorship.core.words.titles import STANDARD
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.regulation.wording import services
from mentorship.regulation.wording.forms import CASE_LABELS, TermsForm
from mentorship.regulation.wording.titles import reworded, words_of


@require_http_methods(["GET", "POST"])
@permit("paper.layout")
def words(request: Request) -> HttpResponse:
    place = institution()
    looked = _looked_at(request)
    said = words_of(Institution(**reworded(place, looked)) if looked else place)
    context: dict[str, Any] = {
        "said": said,
        "looked": looked,
        "standard": STANDARD,
        "rows": [
            (label, *(term.form(case) for term in (said.mentee, said.mentees, said.council)))
            for case, label in CASE_LABELS.items()
        ],
        "cancel_url": reverse("regulation:rules"),
        "timeline": history.timeline(place),
    }
    if looked:
        form = TermsForm(initial=TermsForm.initial_of(said))
        return render(request, "regulation/wording/words.html", {"form": form, **context})
    return form_page(
        request,
        TermsForm,
        lambda data: services.set_words(place, typed=data, by=request.user),
        to=reverse("regulation:words"),
        done="Слова сохранены. Они уже на страницах и в бумагах.",
        initial=TermsForm.initial_of(said),
        of_record=True,
        template="regulation/wording/words.html",
        **context,
    )


def _looked_at(request: Request) -> dict[str, Any] | None:
    """What somebody has typed and wants to see in every case before saving; None when it is wrong or not asked for."""
    typed = TermsForm(request.POST)
    return typed.cleaned_data if "look" in request.POST and typed.is_valid() else None
