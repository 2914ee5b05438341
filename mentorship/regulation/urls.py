from django.urls import include, path

from mentorship.regulation import views

app_name = "regulation"
urlpatterns = [
    path("", include("mentorship.regulation.edition.urls")),
    path("act/", include("mentorship.regulation.act.urls")),
    path("legal/", include("mentorship.regulation.legal.urls")),
    path("workdays/", include("mentorship.regulation.calendar.urls")),
    path("", include("mentorship.regulation.wording.urls")),
    path("layout/rename/", include("mentorship.regulation.renaming.urls")),
    path("layout/", views.layout, name="layout"),
    path("layout/sample.pdf", views.sample, name="layout_sample"),
]
