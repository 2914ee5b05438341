from django.urls import path

from mentorship.regulation.legal import views

urlpatterns = [
    path("", views.act_list, name="legal"),
    path("add/", views.add, name="add_legal_act"),
    path("<int:pk>/", views.card, name="legal_act"),
    path("<int:pk>/edit/", views.edit, name="edit_legal_act"),
    path("<int:pk>/end/", views.end, name="end_legal_act"),
    path("<int:pk>/restore/", views.restore, name="restore_legal_act"),
    path("<int:pk>/check/", views.check, name="check_legal_act"),
]
