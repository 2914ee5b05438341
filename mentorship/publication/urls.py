from django.urls import path

from mentorship.publication.placements import views as placements
from mentorship.publication.publications import views as publications
from mentorship.publication.section import views as section
from mentorship.publication.site import views as site

app_name = "publication"
urlpatterns = [
    path("public/", site.public, name="visit"),
    path("public/<str:file>", site.public, name="public"),
    path("publication/", publications.home, name="home"),
    path("publication/preview/", site.preview, name="preview"),
    path("publication/preview/<str:file>", site.preview, name="preview_page"),
    path("publication/section/", section.edit, name="section"),
    path("publication/check/", section.check, name="check"),
    path("publication/fragments/", section.fragments, name="fragments"),
    path("publication/download/", section.download, name="download"),
    path("publication/add/", publications.add, name="add"),
    path("publication/<int:pk>/", publications.card, name="card"),
    path("publication/<int:pk>/edit/", publications.edit, name="edit"),
    path("publication/<int:pk>/approve/", publications.approve, name="approve"),
    path("publication/<int:pk>/submit/", publications.submit, name="submit"),
    path("publication/<int:pk>/rework/", publications.rework, name="rework"),
    path("publication/<int:pk>/remove/", publications.remove, name="remove"),
    path("publication/<int:pk>/photo/", publications.photo, name="photo"),
    path("publication/log/", placements.log, name="log"),
    path("publication/log/add/", placements.place, name="place"),
    path("publication/log/<int:pk>/", placements.card, name="placement"),
    path("publication/log/<int:pk>/remove/", placements.take_off, name="take_off"),
]
