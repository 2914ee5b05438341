"""The rules page: every clause, its limit, and what the program does about it."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mentorship.access.decorators import permit
from mentorship.regulation.queries import edition_on, institution, option_groups


@require_GET
@permit("regulation.view")
def rules(request):
    edition = edition_on(timezone.localdate())
    context = {"edition": edition, "institution": institution(), "groups": option_groups(edition)}
    return render(request, "regulation/rules.html", context)
