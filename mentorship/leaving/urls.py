from django.urls import path

from mentorship.leaving import views

app_name = "leaving"
urlpatterns = [
    path("<int:pk>/", views.what_if, name="what_if"),
    path("<int:pk>/next/", views.what_next, name="next"),
    path("<int:pk>/back/", views.back, name="back"),
    path("<int:pk>/rehire/", views.rehire, name="rehire"),
    path("<int:pk>/stay/", views.stay, name="stay"),
    path("<int:pk>/endings/", views.draft_endings, name="draft_endings"),
    path("pairs/<int:pk>/", views.decide, name="decide"),
]
