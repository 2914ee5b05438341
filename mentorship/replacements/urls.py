from django.urls import include, path

from mentorship.replacements import views

app_name = "replacements"
urlpatterns = [
    path("<int:pk>/", views.replace, name="replace"),
    path("<int:pk>/order/", views.draft_order, name="draft_order"),
    path("<int:pk>/note/", views.note, name="note"),
    path("", include("mentorship.pairs.stand_ins.urls")),
]
