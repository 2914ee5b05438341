from django.urls import path

from mentorship.pairs.study import views

urlpatterns = [
    path("acts/", views.readers, name="study_list"),
    path("acts/sheets/<str:format>/", views.sheets, name="study_sheets"),
    path("acts/<int:pk>/", views.card, name="study"),
    path("acts/<int:pk>/acknowledge/", views.acknowledge, name="acknowledge_acts"),
    path("acts/<int:pk>/record/", views.record, name="record_study"),
    path("acts/<int:pk>/sheet/<str:format>/", views.sheet, name="study_sheet"),
]
