from django.urls import path

from mentorship.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("help/", views.handbook, name="handbook"),
    path("drafts/save/", views.save_draft, name="save_draft"),
    path("export/", views.export, name="export"),
    path("export/file/", views.export_file, name="export_file"),
    path("healthz", views.health, name="health"),
]
