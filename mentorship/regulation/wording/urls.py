from django.urls import path

from mentorship.regulation.wording.views import texts, titles

urlpatterns = [
    path("words/", titles.words, name="words"),
    path("texts/", texts.text_list, name="texts"),
    path("texts/<str:code>/", texts.edit, name="text"),
    path("texts/<str:code>/reset/", texts.reset, name="reset_text"),
]
