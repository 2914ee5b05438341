"""The versions of a programme: the list, one in full, two side by side."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.http import Request, person_of
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import act_page, form_page
from mentorship.core.naming import names_of
from mentorship.documents import keeping
from mentorship.documents.html import preview
from mentorship.documents.responses import file_response
from mentorship.documents.responses import render as render_document
from mentorship.documents.tree import Document
from mentorship.programs import privacy
from mentorship.programs.amendments.queries import amendments_of, changes
from mentorship.programs.forms import PaperReadForm
from mentorship.programs.models import Program, ProgramVersion
from mentorship.programs.papers import version_paper
from mentorship.programs.queries import program_for
from mentorship.programs.versions import acts, issues, queries, services
from mentorship.programs.versions.contents import differences, load, summary
from mentorship.regulation.queries import institution


@require_GET
@permit("program.view")
def versions(request: Request, pk: int) -> HttpResponse:
    """Every version with what it changed, and every amendment, whatever became of it."""
    program = program_for(request.user, pk)
    rows = [
        (version, summary(changes(version.amendment)) if version.amendment else "")
        for version in queries.versions(program)
    ]
    context = {
        "program": program,
        "rows": rows,
        "acts": buttons([acts.COMPARE], program, request.user),
        "amendments": amendments_of(program, request.user),
    }
    return render(request, "programs/versions/list.html", context)


@require_GET
@permit("program.view")
def version(request: Request, pk: int) -> HttpResponse:
    found = queries.version_for(request.user, pk)
    kept = issues.kept_version(found)
    context = {
        "version": found,
        "program": found.program,
        "acts": buttons(acts.ON_CARD, found, request.user),
        "paper": preview(keeping.text_of(kept) if kept else _made(found)),
        "changes": privacy.changes(found.program.pair, changes(found.amendment)) if found.amendment else [],
        "made": True,
        "readers": queries.readers(found),
    }
    return render(request, "programs/versions/card.html", context)


def _made(version: ProgramVersion) -> Document:
    """A version that no row keeps, with the names of its day."""
    with names_of(version.approved_on):
        return version_paper(version)


@require_GET
@permit("program.view")
def printed(request: Request, pk: int, format: str) -> HttpResponse:
    """The version as it was issued (D30), in PDF or Word; to a mentee of a group without the others."""
    found = queries.version_for(request.user, pk)
    if format not in ("pdf", "docx"):
        raise Http404
    kept = issues.kept_version(found)
    look = institution().profile()
    content = keeping.content(kept, format) if kept else render_document(_made(found), look, format)
    return file_response(content, format, f"Программа, версия {found.number}", inline=format == "pdf")


@require_GET
@permit("program.view")
def compare(request: Request, pk: int) -> HttpResponse:
    """Two versions: at first the newest with the one before it."""
    program = program_for(request.user, pk)
    rows = list(queries.versions(program))
    if len(rows) < 2:
        raise Http404
    old, new = (_chosen(request, program, name, rows[at]) for name, at in (("old", -2), ("new", -1)))
    before, after = (privacy.content(program.pair, load(row.content)) for row in (old, new))
    context = {"program": program, "rows": rows, "old": old, "new": new, "changes": differences(before, after)}
    return render(request, "programs/versions/compare.html", context)


def _chosen(request: Request, program: Program, name: str, otherwise: ProgramVersion) -> ProgramVersion:
    keys = parse_keys([request.GET.get(name, "")])
    return get_object_or_404(queries.versions(program), pk=keys[0]) if keys else otherwise


@require_POST
@permit("program.acknowledge")
def acknowledge(request: Request, pk: int) -> HttpResponse:
    found = queries.version_for(request.user, pk, "program.acknowledge")
    return act_page(
        request,
        lambda: services.acknowledge(found, mentee=person_of(request), on=timezone.localdate(), by=request.user),
        to=found,
        done="Отмечено: вы ознакомлены с изменениями программы.",
    )


@require_http_methods(["GET", "POST"])
@permit("program.record")
def acquaint(request: Request, pk: int) -> HttpResponse:
    """The curator records whose signatures stand under the changes."""
    found, today = queries.version_for(request.user, pk, "program.record"), timezone.localdate()
    unread = queries.unread_mentees(found)
    return form_page(
        request,
        PaperReadForm,
        lambda data: services.acquaint(found, today=today, by=request.user, **data),
        to=found,
        done="Ознакомление с бумаги записано.",
        initial={"on": today, "mentees": unread if len(unread) == 1 else []},
        form_args={"unread": unread},
        template="programs/paper/acquaint.html",
        program=found.program,
        cancel_url=found.get_absolute_url(),
    )
