from django.urls import path

from mentorship.safekeeping import views

app_name = "safekeeping"
urlpatterns = [
    path("", views.export, name="export"),
    path("file/", views.export_file, name="export_file"),
    path("copies/", views.copies, name="copies"),
]
