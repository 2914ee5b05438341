from django.urls import path

from mentorship.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.partner_list, name="list"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/link/", views.link, name="link"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/resume/", views.resume, name="resume"),
    path("<int:pk>/agree/", views.agree, name="agree"),
    path("agreements/<int:pk>/", views.agreement, name="agreement"),
    path("agreements/<int:pk>/edit/", views.edit_agreement, name="edit_agreement"),
    path("agreements/<int:pk>/sign/", views.sign, name="sign"),
    path("agreements/<int:pk>/end/", views.end_agreement, name="end_agreement"),
]
