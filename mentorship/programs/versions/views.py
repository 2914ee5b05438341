"""The versions of a programme: the list, one in full, two side by side."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mentorship.access.decorators import permit
from mentorship.core.forms.fields import parse_keys
from mentorship.core.forms.pages import act_page
from mentorship.documents.html import preview
from mentorship.documents.responses import file_response
from mentorship.documents.responses import render as render_document
from mentorship.programs import privacy
from mentorship.programs.amendments import queries
from mentorship.programs.amendments.facts import changes
from mentorship.programs.papers import version_paper
from mentorship.programs.queries import program_for
from mentorship.programs.versions import services
from mentorship.programs.versions.contents import differences, load, summary
from mentorship.regulation.queries import institution


@require_GET
@permit("program.view")
def versions(request, pk):
    """Every version with what it changed, and every amendment, whatever became of it."""
    program = program_for(request.user, pk)
    rows = [
        (version, summary(changes(version.amendment)) if version.amendment else "")
        for version in queries.versions(program)
    ]
    context = {"program": program, "rows": rows, "amendments": queries.amendments_of(program, request.user)}
    return render(request, "programs/versions.html", context)


@require_GET
@permit("program.view")
def version(request, pk):
    found = queries.version_for(request.user, pk)
    context = {
        "version": found,
        "program": found.program,
        "paper": preview(version_paper(found)),
        "changes": privacy.changes(found.program.pair, changes(found.amendment)) if found.amendment else [],
        "made": True,
        "to_reread": queries.to_reread(found, request.user.person_id),
        "readers": queries.readers(found),
    }
    return render(request, "programs/version.html", context)


@require_GET
@permit("program.view")
def printed(request, pk, format):
    """The version as it prints (D30), in PDF or Word."""
    found = queries.version_for(request.user, pk)
    if format not in ("pdf", "docx"):
        raise Http404
    content = render_document(version_paper(found), institution().profile(), format)
    return file_response(content, format, f"Программа, версия {found.number}", inline=format == "pdf")


@require_GET
@permit("program.view")
def compare(request, pk):
    """Two versions: at first the newest with the one before it."""
    program = program_for(request.user, pk)
    rows = list(queries.versions(program))
    if len(rows) < 2:
        raise Http404
    old, new = (_chosen(request, program, name, rows[at]) for name, at in (("old", -2), ("new", -1)))
    before, after = (privacy.content(program.pair, load(row.content)) for row in (old, new))
    found = differences(before, after)
    return render(
        request, "programs/compare.html", {"program": program, "rows": rows, "old": old, "new": new, "changes": found}
    )


def _chosen(request, program, name, otherwise):
    keys = parse_keys([request.GET.get(name, "")])
    return get_object_or_404(queries.versions(program), pk=keys[0]) if keys else otherwise


@require_POST
@permit("program.acknowledge")
def acknowledge(request, pk):
    found = queries.version_for(request.user, pk, "program.acknowledge")
    return act_page(
        request,
        lambda: services.acknowledge(found, mentee=request.user.person, on=timezone.localdate(), by=request.user),
        to=found,
        done="Отмечено: вы ознакомлены с изменениями программы.",
    )
