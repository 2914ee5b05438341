from django.urls import path

from mentorship.setup import views

app_name = "setup"
urlpatterns = [
    path("", views.begin, name="begin"),
    path("institution/", views.institution_step, name="institution"),
    path("people/", views.people_step, name="people"),
    path("act/", views.act_step, name="act"),
    path("rules/", views.rules_step, name="rules"),
    path("rules/<str:page>/", views.rules_of_page, name="rules_page"),
    path("words/", views.words_step, name="words"),
    path("orders/", views.orders_step, name="orders"),
    path("staff/", views.staff_step, name="staff"),
    path("check/", views.check_step, name="check"),
    path("done/", views.done, name="done"),
]
