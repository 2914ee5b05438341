from django.urls import path

from mentorship.regulation.act import views

urlpatterns = [
    path("", views.act, name="act"),
    path("new/", views.begin, name="new_version"),
    path("upload/", views.upload, name="upload_version"),
    path("compare/", views.compare, name="compare_versions"),
    path("<int:pk>/", views.version, name="version"),
    path("<int:pk>/edit/", views.edit, name="edit_version"),
    path("<int:pk>/approve/", views.approve, name="approve_version"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/discard/", views.discard, name="discard_version"),
    path("<int:pk>/file/", views.file, name="version_file"),
    path("<int:pk>/<str:format>/", views.printed, name="print_version"),
]
