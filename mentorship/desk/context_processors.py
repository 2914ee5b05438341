"""What every page shows around its content."""

from django.conf import settings

from mentorship.core.words import titles
from mentorship.desk.navigation import navigation


def site(request):
    """The institution's name and words, the navigation bar and the demo notice."""
    words = titles.words()
    context = {
        "site_name": words.institution or "Наставничество",
        "words": words,
        "demo_mode": settings.DEMO,
    }
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context["navigation"] = navigation(user, request.path)
    return context
