from django.urls import include, path

from mentorship.desk import views
from mentorship.desk.setup import views as first_run

app_name = "desk"
setup = [
    path("", first_run.begin, name="setup"),
    path("institution/", first_run.institution_step, name="setup_institution"),
    path("people/", first_run.people_step, name="setup_people"),
    path("act/", first_run.act_step, name="setup_act"),
    path("rules/", first_run.rules_step, name="setup_rules"),
    path("rules/<str:page>/", first_run.rules_of_page, name="setup_rules_page"),
    path("words/", first_run.words_step, name="setup_words"),
    path("orders/", first_run.orders_step, name="setup_orders"),
    path("staff/", first_run.staff_step, name="setup_staff"),
    path("check/", first_run.check_step, name="setup_check"),
    path("done/", first_run.done, name="setup_done"),
]
urlpatterns = [
    path("", views.today, name="today"),
    path("calendar/", views.calendar, name="calendar"),
    path("duties/", views.duties, name="duties"),
    path("duties/done/", views.duties_done, name="duties_done"),
    path("help/", views.handbook, name="handbook"),
    path("drafts/save/", views.save_draft, name="save_draft"),
    path("setup/", include(setup)),
    path("export/", views.export, name="export"),
    path("export/file/", views.export_file, name="export_file"),
    path("healthz", views.health, name="health"),
]
