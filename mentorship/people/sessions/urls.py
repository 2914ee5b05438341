from django.urls import path

from mentorship.people.sessions import views

urlpatterns = [
    path("", views.own, name="own"),
    path("sessions/<int:pk>/end/", views.end, name="end_session"),
    path("sessions/end/", views.end_others, name="end_other_sessions"),
]
