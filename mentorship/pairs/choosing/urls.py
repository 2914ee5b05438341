from django.urls import path

from mentorship.pairs.choosing import views

urlpatterns = [
    path("<int:pk>/choose/", views.choose, name="choose"),
    path("<int:pk>/choose/record/", views.record_choice, name="record_choice"),
]
