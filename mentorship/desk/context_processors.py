"""What every page shows around its content."""

from django.conf import settings

from mentorship.core import terms
from mentorship.desk.navigation import navigation
from mentorship.desk.setup.steps import BY_KEY


def site(request):
    """The institution's name and words, the navigation bar and the demo notice."""
    words = terms.words()
    context = {
        "site_name": words.institution or "Наставничество",
        "words": words,
        "demo_mode": settings.DEMO,
        "setup": _unfinished(request),
    }
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context["navigation"] = navigation(user, request.path)
    return context


def _unfinished(request):
    """The step of the first run to come back to, when this person has left it for another page."""
    session = getattr(request, "session", {})
    return None if request.path.startswith("/setup/") else BY_KEY.get(session.get("setup_step", ""))
