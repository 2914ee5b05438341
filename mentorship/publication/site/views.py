"""The section for visitors: without sign-in, without cookies, and nothing is kept of who looks."""

from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from mentorship.access.decorators import bare, permit
from mentorship.access.http import Request
from mentorship.publication.section.queries import section
from mentorship.publication.site.files import public_file
from mentorship.publication.site.pages import HOME, Site

STYLE = "style.css"


@bare
@require_GET
def public(request: HttpRequest, file: str = HOME.file) -> HttpResponseBase:
    """A page, a photo or a file of the section, where the institution has the program show it."""
    if not section().is_served:
        raise Http404
    return _answer(file)


@require_GET
@permit("publication.view")
def preview(request: Request, file: str = HOME.file) -> HttpResponseBase:
    """The same for those who prepare it, wherever the section is shown."""
    return _answer(file)


def _answer(file: str) -> HttpResponseBase:
    if file == STYLE:
        return _kept(HttpResponse(style(), content_type="text/css; charset=utf-8"))
    site = Site(timezone.localdate())
    if found := public_file(site, file):
        response = FileResponse(found.open("rb"), as_attachment=not file.endswith(".jpg"), filename=file)
        response["X-Content-Type-Options"] = "nosniff"
        return _kept(response)
    page = site.page(file)
    if page is None:
        raise Http404
    return _kept(HttpResponse(site.html(page)))


def style() -> bytes:
    """The look of the section: one file, no other resource."""
    with open(str(finders.find("css/public.css")), "rb") as file:
        return file.read()


def _kept(response: HttpResponseBase) -> HttpResponseBase:
    """Asked for anew at each look: what is taken off is gone at once."""
    response["Cache-Control"] = "no-cache"
    return response
