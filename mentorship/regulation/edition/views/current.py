"""The rules page: every clause, its limit, and what the program does about it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.regulation.edition.queries import clause_rows, option_groups, warnings_of
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import edition_on, institution


@require_GET
@permit("regulation.view")
def rules(request: Request) -> HttpResponse:
    today = timezone.localdate()
    edition = edition_on(today)
    limits = edition.limits()
    context = {
        "edition": edition,
        "editions": Edition.objects.all(),
        "institution": institution(),
        "clauses": clause_rows(edition, limits),
        "warnings": warnings_of(edition, today),
        "groups": option_groups(edition),
        "timeline": history.timeline(edition, history.versions(Option).filter(edition=edition)),
    }
    return render(request, "regulation/edition/current.html", context)
