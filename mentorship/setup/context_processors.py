"""What every page tells of a first run that is not finished."""

from django.http import HttpRequest

from mentorship.setup.steps import BY_KEY, Step


def first_run(request: HttpRequest) -> dict[str, Step | None]:
    """The step of the first run to come back to, when this person has left it for another page."""
    session = getattr(request, "session", {})
    on_its_way = request.path.startswith("/setup/")
    return {"setup": None if on_its_way else BY_KEY.get(session.get("setup_step", ""))}
