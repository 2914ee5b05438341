from django.urls import path

from mentorship.programs.amendments import views

urlpatterns = [
    path("<int:pk>/amend/", views.amend, name="amend"),
    path("amendments/<int:pk>/", views.amendment, name="amendment"),
    path("amendments/<int:pk>/edit/", views.edit, name="edit_amendment"),
    path("amendments/<int:pk>/text/", views.edit_text, name="amend_text"),
    path("amendments/<int:pk>/activities/add/", views.add_item, name="amend_add"),
    path("amendments/<int:pk>/ask/", views.ask, name="ask_assent"),
    path("amendments/<int:pk>/agree/", views.agree, name="agree"),
    path("amendments/<int:pk>/decline/", views.decline, name="decline"),
    path("amendments/<int:pk>/grant/", views.grant, name="grant"),
    path("amendments/<int:pk>/refuse/", views.refuse, name="refuse"),
    path("amendments/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("assents/<int:pk>/record/", views.record_assent, name="record_assent"),
    path("planned/<int:pk>/edit/", views.edit_item, name="edit_planned"),
    path("planned/<int:pk>/undo/", views.undo_item, name="undo_planned"),
    path("activities/<int:pk>/amend/", views.change_item, name="amend_activity"),
    path("activities/<int:pk>/drop/", views.drop_item, name="drop_activity"),
]
