"""Everything that the institution owns, to take away; how its copies stand."""

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mentorship.access.decorators import permit
from mentorship.access.http import Request
from mentorship.safekeeping import exports
from mentorship.safekeeping.copies.queries import state


@require_GET
@permit("data.export")
def export(request: Request) -> HttpResponse:
    return render(request, "safekeeping/export.html", {"titles": [kind.title for kind in exports.kinds(request.user)]})


@require_GET
@permit("data.export")
def export_file(request: Request) -> FileResponse:
    """Everything the institution owns, in one archive."""
    name = f"Наставничество {timezone.localdate():%d.%m.%Y}.zip"
    return FileResponse(exports.archive(request.user), as_attachment=True, filename=name)


@require_GET
@permit("data.copies")
def copies(request: Request) -> HttpResponse:
    """Which copies there are, where, and what hindered the last one; the files themselves are taken on the server."""
    context = {
        "state": state(timezone.now()),
        "folder": settings.BACKUP_DIR,
        "hour": settings.BACKUP_HOUR,
        "keep": settings.BACKUP_KEEP,
        "locked": bool(settings.BACKUP_KEY),
        "on": settings.BACKUP,
    }
    return render(request, "safekeeping/copies.html", context)
