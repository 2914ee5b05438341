from django.urls import path

from mentorship.regulation.views import act, layout, texts, words

app_name = "regulation"
urlpatterns = [
    path("", act.rules, name="rules"),
    path("forms/add/", act.add_form, name="add_form"),
    path("layout/", layout.layout, name="layout"),
    path("layout/sample.pdf", layout.sample, name="layout_sample"),
    path("words/", words.words, name="words"),
    path("texts/", texts.text_list, name="texts"),
    path("texts/<str:code>/", texts.edit, name="text"),
    path("texts/<str:code>/reset/", texts.reset, name="reset_text"),
]
