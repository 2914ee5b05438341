from django.urls import path

from mentorship.regulation import views

app_name = "regulation"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("forms/add/", views.add_form, name="add_form"),
]
