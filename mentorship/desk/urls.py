from django.urls import path

from mentorship.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("calendar/", views.calendar, name="calendar"),
    path("duties/", views.duties, name="duties"),
    path("duties/done/", views.duties_done, name="duties_done"),
    path("help/", views.handbook, name="handbook"),
    path("drafts/save/", views.save_draft, name="save_draft"),
    path("healthz", views.health, name="health"),
]
