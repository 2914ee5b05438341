from django.urls import path

from mentorship.pairs.pauses import views

urlpatterns = [
    path("<int:pk>/pause/", views.begin, name="pause"),
    path("pauses/<int:pk>/resume/", views.resume, name="resume"),
]
