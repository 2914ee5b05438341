"""The list of programmes and the card of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mentorship.access.acts import Act, Button, buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.reading import reading
from mentorship.core.tables import writing
from mentorship.core.tables.listing import Listing
from mentorship.documents.codes import code_of
from mentorship.documents.responses import sheet_response
from mentorship.people.models import User
from mentorship.programs import acts, exports, forms, privacy, queries
from mentorship.programs.models import Activity, Program
from mentorship.regulation.queries import named_groups

SORTS = {"start": ("-starts_on", "-pk"), "mentor": ("pair__mentor__search_key", "pk"), "end": ("ends_on", "pk")}


@require_GET
@permit("program.list")
def program_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.program_rows(request.user),
        sorts=SORTS,
        default="start",
        search=lambda rows, text: rows.search(text, request.user),
        filters=forms.ProgramFilters,
    )
    if format := writing.asked(request.GET):
        return sheet_response(exports.programs(listing.rows, request.user), format)
    context = {"listing": listing, "downloads": True, "done": queries.done_counts(listing.page)}
    return render(request, "programs/list.html", context)


@require_GET
@permit("program.view")
@reading()
def card(request: Request, pk: int) -> HttpResponse:
    program, user = queries.program_for(request.user, pk), request.user
    writes = any(act.open_to(program, user) for act in acts.WRITING)
    missing = queries.violations(program) if writes else []
    context = {
        "program": program,
        "pair": program.pair,
        "acts": buttons(acts.on_card(program), program, user),
        "writes": writes,
        "violations": missing,
        "submit": buttons(acts.SUBMISSION, program, user) if not missing else [],
        "show": buttons([acts.SHOW], program, user),
        "links": buttons(acts.OF_DRAFT, program, user),
        "answer": buttons([acts.ANSWER_NEEDS], program, user),
        "plan": _plan(program, user),
        "named": named_groups(program.pair.edition),
        "coverage": queries.coverage(program),
        "remarks": privacy.remarks(program, user),
        "acquaint": buttons([acts.ACQUAINT], program, user),
        "remark": buttons([acts.REMARK], program, user),
        "on_paper": program.is_approved and queries.is_on_paper(program),
        "code": code_of("D30", program.pk),
        "acquaintances": queries.acquaintances(program),
        "timeline": queries.timeline(program, user),
        "told_all": privacy.told_all(program, user),
    }
    return render(request, "programs/card.html", context)


def _plan(program: Program, user: User) -> list[tuple[str, list[tuple[Activity, list[Button]]]]]:
    """The plan by section, and what may be done with each item that is not done."""
    open_acts = [act for act in acts.IN_PLAN if act.open_to(program, user)]
    return [
        (title, [(row, _acts(row, open_acts, user) if row.done_on is None else []) for row in rows])
        for title, rows in queries.plan(program)
    ]


def _acts(activity: Activity, of_plan: list[Act[Program]], user: User) -> list[Button]:
    return [*(act.button(activity) for act in of_plan), *buttons(acts.OF_ITEM, activity, user)]
