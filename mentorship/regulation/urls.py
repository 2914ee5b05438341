from django.urls import path

from mentorship.regulation import views

app_name = "regulation"
urlpatterns = [path("", views.rules, name="rules")]
