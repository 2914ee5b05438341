"""What every page shows around its content."""

from django.conf import settings

from mentorship.desk.navigation import navigation
from mentorship.regulation.models import Institution


def site(request):
    """The institution's name, the navigation bar and the demo notice."""
    institution = Institution.objects.only("short_name").first()
    context = {
        "site_name": institution.short_name if institution else "Наставничество",
        "demo_mode": settings.DEMO,
    }
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context["navigation"] = navigation(user, request.path)
    return context
