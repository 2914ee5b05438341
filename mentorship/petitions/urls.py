from django.urls import path

from mentorship.petitions import views

app_name = "petitions"
urlpatterns = [
    path("", views.petition_list, name="list"),
    path("new/<int:pk>/", views.new, name="new"),
    path("new/<int:pk>/<slug:what>/", views.file, name="file"),
    path("new/<int:pk>/<slug:what>/paper/", views.file, {"on_paper": True}, name="record"),
    path("new/<int:pk>/<slug:what>/form.pdf", views.print_form, {"format": "pdf"}, name="print_pdf"),
    path("new/<int:pk>/<slug:what>/form.docx", views.print_form, {"format": "docx"}, name="print_word"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/review/", views.review, name="review"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/execute/", views.execute, name="execute"),
    path("<int:pk>/log/", views.log, name="log"),
    path("<int:pk>/read/", views.read, name="read"),
]
