from django.urls import path

from mentorship.regulation.edition.views import current, editions, lists

urlpatterns = [
    path("", current.rules, name="rules"),
    path("editions/new/", editions.new, name="new_edition"),
    path("editions/<int:pk>/", editions.card, name="edition"),
    path("editions/<int:pk>/facts/", editions.facts, name="edition_facts"),
    path("editions/<int:pk>/drop/", editions.drop, name="drop_edition"),
    path("editions/<int:pk>/rules/<str:page>/", editions.rules, name="edit_rules"),
    path("editions/<int:pk>/clauses/add/", editions.add_clause, name="add_clause"),
    path("clauses/<int:pk>/", editions.edit_clause, name="edit_clause"),
    path("clauses/<int:pk>/drop/", editions.drop_clause, name="drop_clause"),
    path("editions/<int:pk>/lists/<str:group>/", lists.option_list, name="option_list"),
    path("editions/<int:pk>/lists/<str:group>/add/", lists.add, name="add_option"),
    path("options/<int:pk>/", lists.edit, name="edit_option"),
    path("options/<int:pk>/switch/<int:active>/", lists.switch, name="switch_option"),
    path("options/<int:pk>/move/<int:up>/", lists.move, name="move_option"),
]
