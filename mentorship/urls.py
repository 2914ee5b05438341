"""Addresses of the product: one include an app."""

from django.urls import include, path

handler400 = "mentorship.core.views.bad_request"
handler403 = "mentorship.core.views.forbidden"
handler404 = "mentorship.core.views.not_found"
handler500 = "mentorship.core.views.server_error"

urlpatterns = [
    path("", include("mentorship.desk.urls")),
    path("setup/", include("mentorship.setup.urls")),
    path("export/", include("mentorship.safekeeping.urls")),
    path("", include("mentorship.publication.urls")),
    path("", include("mentorship.people.urls")),
    path("regulation/", include("mentorship.regulation.urls")),
    path("pairs/", include("mentorship.pairs.urls")),
    path("orders/", include("mentorship.orders.urls")),
    path("programs/", include("mentorship.programs.urls")),
    path("library/", include("mentorship.library.urls")),
    path("roadmap/", include("mentorship.roadmap.urls")),
    path("reports/", include("mentorship.reports.urls")),
    path("papers/", include("mentorship.archive.urls")),
    path("journal/", include("mentorship.journal.urls")),
    path("events/", include("mentorship.events.urls")),
    path("partners/", include("mentorship.partners.urls")),
    path("replacements/", include("mentorship.replacements.urls")),
    path("leaving/", include("mentorship.leaving.urls")),
    path("petitions/", include("mentorship.petitions.urls")),
    path("reminders/", include("mentorship.reminders.urls")),
]
