from django.urls import path

from mentorship.regulation.views import act, layout, texts, versions

app_name = "regulation"
urlpatterns = [
    path("", act.rules, name="rules"),
    path("forms/add/", act.add_form, name="add_form"),
    path("act/", versions.act, name="act"),
    path("act/new/", versions.begin, name="new_version"),
    path("act/upload/", versions.upload, name="upload_version"),
    path("act/compare/", versions.compare, name="compare_versions"),
    path("act/<int:pk>/", versions.version, name="version"),
    path("act/<int:pk>/edit/", versions.edit, name="edit_version"),
    path("act/<int:pk>/approve/", versions.approve, name="approve_version"),
    path("act/<int:pk>/publish/", versions.publish, name="publish"),
    path("act/<int:pk>/discard/", versions.discard, name="discard_version"),
    path("act/<int:pk>/file/", versions.file, name="version_file"),
    path("act/<int:pk>/<str:format>/", versions.printed, name="print_version"),
    path("layout/", layout.layout, name="layout"),
    path("layout/sample.pdf", layout.sample, name="layout_sample"),
    path("texts/", texts.text_list, name="texts"),
    path("texts/<str:code>/", texts.edit, name="text"),
    path("texts/<str:code>/reset/", texts.reset, name="reset_text"),
]
