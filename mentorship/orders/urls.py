from django.urls import path

from mentorship.orders import views
from mentorship.orders.pile import views as pile

app_name = "orders"
urlpatterns = [
    path("", views.register, name="list"),
    path("incentives/", views.incentives, name="incentives"),
    path("sign/", pile.pile, name="pile"),
    path("new/", views.kinds, name="new"),
    path("new/<slug:kind>/", views.new, name="new_worded"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/pdf/", views.file, {"format": "pdf"}, name="pdf"),
    path("<int:pk>/word/", views.file, {"format": "docx"}, name="word"),
    path("<int:pk>/stamped/", views.stamped, name="stamped"),
    path("<int:pk>/certificate/", views.certificate, name="certificate"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/to-sign/", views.to_sign, name="to_sign"),
    path("<int:pk>/signed/", views.register_signed, name="register_signed"),
    path("<int:pk>/sign/", views.sign, name="sign"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
    path("<int:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("acquaintances/<int:pk>/mark/", views.acquaint, name="acquaint"),
    path("assignments/<int:pk>/done/", views.fulfil, name="fulfil"),
]
