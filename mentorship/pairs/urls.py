from django.urls import include, path

from mentorship.pairs import views

app_name = "pairs"
urlpatterns = [
    path("", include("mentorship.pairs.agreements.urls")),
    path("", include("mentorship.pairs.choosing.urls")),
    path("", include("mentorship.pairs.declining.urls")),
    path("", include("mentorship.pairs.pauses.urls")),
    path("", include("mentorship.pairs.study.urls")),
    path("", views.pair_list, name="list"),
    path("propose/", views.propose, name="propose"),
    path("order/", views.draft_appointment, name="draft_appointment"),
    path("closing/", views.draft_closing, name="draft_closing"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/gate/", views.gate, name="gate"),
    path("<int:pk>/order/", views.draft_order, name="draft_order"),
    path("<int:pk>/gate/<slug:rule>/<int:subject>/", views.waive, name="waive"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/consent/", views.give_consent, name="give_consent"),
    path("<int:pk>/consent/record/", views.record_mentor_consent, name="record_mentor_consent"),
    path("mentees/<int:pk>/consent/record/", views.record_mentee_consent, name="record_mentee_consent"),
]
