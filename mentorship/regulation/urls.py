from django.urls import path

from mentorship.regulation.views import act, edition, layout, lists, texts, versions, words

app_name = "regulation"
urlpatterns = [
    path("", act.rules, name="rules"),
    path("editions/new/", edition.new, name="new_edition"),
    path("editions/<int:pk>/", edition.card, name="edition"),
    path("editions/<int:pk>/facts/", edition.facts, name="edition_facts"),
    path("editions/<int:pk>/drop/", edition.drop, name="drop_edition"),
    path("editions/<int:pk>/rules/<str:page>/", edition.rules, name="edit_rules"),
    path("editions/<int:pk>/clauses/add/", edition.add_clause, name="add_clause"),
    path("clauses/<int:pk>/", edition.edit_clause, name="edit_clause"),
    path("clauses/<int:pk>/drop/", edition.drop_clause, name="drop_clause"),
    path("editions/<int:pk>/lists/<str:group>/", lists.option_list, name="option_list"),
    path("editions/<int:pk>/lists/<str:group>/add/", lists.add, name="add_option"),
    path("options/<int:pk>/", lists.edit, name="edit_option"),
    path("options/<int:pk>/switch/<int:active>/", lists.switch, name="switch_option"),
    path("options/<int:pk>/move/<int:up>/", lists.move, name="move_option"),
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
    path("words/", words.words, name="words"),
    path("texts/", texts.text_list, name="texts"),
    path("texts/<str:code>/", texts.edit, name="text"),
    path("texts/<str:code>/reset/", texts.reset, name="reset_text"),
]
