from django.urls import path

from mentorship.regulation.renaming import views

urlpatterns = [
    path("", views.rename, name="rename"),
    path("undo/", views.undo, name="undo_renaming"),
]
