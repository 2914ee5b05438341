"""How the section is shown, what of it is kept back, and how it is carried to another site."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.core.forms.pages import form_page
from mentorship.core.refusal import Refusal
from mentorship.publication.publications.queries import mentions_of
from mentorship.publication.section import forms, queries, services
from mentorship.publication.site.chapters import CHAPTERS
from mentorship.publication.site.export import export_zip
from mentorship.publication.site.files import public_files
from mentorship.publication.site.pages import Site

INNER = re.compile(r'<a href="[a-z0-9-]+\.(?:html)">(.*?)</a>', re.DOTALL)


@require_http_methods(["GET", "POST"])
@permit("publication.section")
def edit(request: Request) -> HttpResponse:
    section = queries.section()
    initial = {name: getattr(section, name) for name in ("place", "address", "resource", "intro", "contacts")}
    initial["shown"] = [row.key for row in CHAPTERS if row.key not in section.hidden]
    return form_page(
        request,
        forms.SectionForm,
        lambda data: services.set_up(fields=data, by=request.user),
        to=lambda section: reverse("publication:section" if queries.elsewhere(section) else "publication:home"),
        done="Настройки раздела записаны.",
        of_record=True,
        initial=initial,
        template="publication/section/edit.html",
        form_args={"resources": queries.resources(timezone.localdate(), section.resource_id)},
        section=section,
        served_at=queries.served_at(),
        elsewhere=queries.elsewhere(section),
        cancel_url=reverse("publication:home"),
    )


@require_GET
@permit("publication.view")
def check(request: Request) -> HttpResponse:
    """What stays off the pages today, and because of whom."""
    site = Site(timezone.localdate())
    pages = list(site.pages())
    rows = [(row.about, mentions_of(row.found, site.guard)) for row in site.guard.withheld]
    return render(request, "publication/section/check.html", {"rows": rows, "pages": len(pages)})


@require_GET
@permit("publication.place")
def fragments(request: Request) -> HttpResponse:
    """The pages as pieces of HTML for a builder of sites, and the files to upload."""
    site = Site(timezone.localdate())
    rows = [(page.title, fragment(site.body(page))) for page in site.pages()]
    context = {"rows": rows, "files": [name for name, _ in public_files(site)]}
    return render(request, "publication/section/fragments.html", context)


def fragment(body: str) -> str:
    """The piece alone: links to pages of the section are words, for nobody knows their address there."""
    lines = (line.strip() for line in INNER.sub(r"\1", body).splitlines())
    return "\n".join(line for line in lines if line)


@require_GET
@permit("publication.place")
def download(request: Request) -> HttpResponse:
    """The whole section as an archive of plain files."""
    try:
        archive = export_zip(timezone.localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("publication:home")
    response = HttpResponse(archive, content_type="application/zip")
    response["Content-Disposition"] = "attachment; filename=nastavnichestvo.zip"
    return response
