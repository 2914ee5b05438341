"""What every page tells of a first run that is not finished."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from mentorship.setup.queries import unfinished
from mentorship.setup.steps import BY_KEY, Step


def first_run(request: HttpRequest) -> dict[str, Step | None]:
    """The step of the first run to come back to, when this person has left it for another page.

    Whoever left it for longer than a session finds it on the first page.
    """
    session = getattr(request, "session", {})
    if request.path.startswith("/setup/"):
        return {"setup": None}
    step = BY_KEY.get(session.get("setup_step", ""))
    user = getattr(request, "user", None)
    if step is None and user and user.is_authenticated and request.path == reverse("desk:today"):
        step = unfinished(user, timezone.localdate())
    return {"setup": step}
