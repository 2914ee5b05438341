"""The rules page: every clause, its limit, and what the program does about it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.decorators import permit
from mentorship.core import history
from mentorship.core.pages import form_page
from mentorship.regulation import services
from mentorship.regulation.forms import FormTitleForm
from mentorship.regulation.models import Option
from mentorship.regulation.queries import clause_rows, edition_on, institution, option_groups


@require_GET
@permit("regulation.view")
def rules(request):
    edition = edition_on(timezone.localdate())
    context = {
        "edition": edition,
        "institution": institution(),
        "clauses": clause_rows(edition, edition.limits()),
        "groups": option_groups(edition),
        "timeline": history.timeline(edition, Option.history.filter(edition=edition)),
    }
    return render(request, "regulation/rules.html", context)


@require_http_methods(["GET", "POST"])
@permit("regulation.edit")
def add_form(request):
    """One more form of mentoring, where the Положение leaves the list open."""
    edition = edition_on(timezone.localdate())
    return form_page(
        request, FormTitleForm, lambda data: services.add_form(edition, by=request.user, **data),
        to="regulation:rules", done="Форма добавлена в перечень.", title="Ещё одна форма наставничества",
        cancel_url=reverse("regulation:rules"),
    )  # fmt: skip
