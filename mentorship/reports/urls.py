from django.urls import path

from mentorship.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("write/mentor/<int:pk>/", views.write, {"side": "mentor"}, name="write_mentor"),
    path("write/mentee/<int:pk>/", views.write, {"side": "mentee"}, name="write_mentee"),
    path("write/interim/<int:pk>/", views.write_interim, name="write_interim"),
    path("record/mentor/<int:pk>/", views.record, {"side": "mentor"}, name="record_mentor"),
    path("record/mentee/<int:pk>/", views.record, {"side": "mentee"}, name="record_mentee"),
    path("record/interim/<int:pk>/", views.record_interim, name="record_interim"),
    path("compare/<int:pk>/", views.compare, name="compare"),
    path("open/<int:pk>/", views.close_waiting, name="close_waiting"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/submit/", views.submit, name="submit"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/return/", views.send_back, name="send_back"),
]
