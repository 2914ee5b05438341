from django.urls import include, path

from mentorship.programs import views

app_name = "programs"
urlpatterns = [
    path("", include("mentorship.programs.amendments.urls")),
    path("", include("mentorship.programs.versions.urls")),
    path("", views.program_list, name="list"),
    path("start/<int:pk>/", views.start, name="start"),
    path("end/<int:pk>/", views.end, name="end"),
    path("order/", views.draft_approval, name="draft_approval"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/template/", views.use_template, name="use_template"),
    path("<int:pk>/needs/", views.answer_needs, name="answer_needs"),
    path("<int:pk>/activities/add/", views.add_activity, name="add_activity"),
    path("<int:pk>/show/", views.show_to_mentee, name="show_to_mentee"),
    path("<int:pk>/remark/", views.remark, name="remark"),
    path("<int:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<int:pk>/submit/", views.submit, name="submit"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/return/", views.send_back, name="send_back"),
    path("activities/<int:pk>/edit/", views.edit_activity, name="edit_activity"),
    path("activities/<int:pk>/cancel/", views.cancel_activity, name="cancel_activity"),
    path("activities/<int:pk>/perform/", views.perform, name="perform"),
    path("activities/<int:pk>/evidence/", views.evidence, name="evidence"),
]
