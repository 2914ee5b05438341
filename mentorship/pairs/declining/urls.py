from django.urls import path

from mentorship.pairs.declining import views

urlpatterns = [
    path("<int:pk>/decline/", views.decline, name="decline"),
    path("<int:pk>/decline/record/", views.record_decline, name="record_decline"),
    path("<int:pk>/seek/", views.seek, name="seek"),
]
