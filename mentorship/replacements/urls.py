from django.urls import path

from mentorship.replacements import views

app_name = "replacements"
urlpatterns = [
    path("<int:pk>/", views.replace, name="replace"),
    path("<int:pk>/order/", views.draft_order, name="draft_order"),
    path("<int:pk>/note/", views.note, name="note"),
    path("<int:pk>/stand-in/", views.stand_in, name="stand_in"),
    path("stand-ins/<int:pk>/end/", views.end_stand_in, name="end_stand_in"),
]
