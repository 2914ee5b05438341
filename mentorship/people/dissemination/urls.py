from django.urls import path

from mentorship.people.dissemination import views

urlpatterns = [
    path("people/<int:pk>/dissemination/give/", views.give, name="give_dissemination"),
    path("people/<int:pk>/dissemination/record/", views.record, name="record_dissemination"),
    path("dissemination/<int:pk>/withdraw/", views.withdraw, name="withdraw_dissemination"),
    path(
        "dissemination/<int:pk>/withdraw/record/",
        views.record_withdrawal,
        name="record_dissemination_withdrawal",
    ),
    path("dissemination/<int:pk>/conditions/", views.check_conditions, name="check_conditions"),
    path("dissemination/<int:pk>/term/", views.close_term, name="close_term"),
    path("dissemination/stops/<int:pk>/", views.close_stop, name="close_stop"),
    path("dissemination/resources/", views.resources, name="resources"),
    path("dissemination/resources/add/", views.add_resource, name="add_resource"),
    path("dissemination/resources/<int:pk>/end/", views.end_resource, name="end_resource"),
]
