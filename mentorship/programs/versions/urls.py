from django.urls import path

from mentorship.programs.versions import views

urlpatterns = [
    path("<int:pk>/versions/", views.versions, name="versions"),
    path("<int:pk>/versions/compare/", views.compare, name="compare"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/read/", views.acknowledge, name="acknowledge_version"),
    path("versions/<int:pk>/acquaint/", views.acquaint, name="acquaint_version"),
    path("versions/<int:pk>/<slug:format>/", views.printed, name="version_paper"),
]
