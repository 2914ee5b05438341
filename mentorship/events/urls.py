from django.urls import path

from mentorship.events import views

app_name = "events"
urlpatterns = [
    path("", views.event_list, name="list"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/hold/", views.hold, name="hold"),
]
