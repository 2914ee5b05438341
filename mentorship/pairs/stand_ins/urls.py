"""The addresses stand under those of replacements, which includes them."""

from django.urls import path

from mentorship.pairs.stand_ins import views

urlpatterns = [
    path("<int:pk>/stand-in/", views.begin, name="stand_in"),
    path("stand-ins/<int:pk>/end/", views.end, name="end_stand_in"),
]
