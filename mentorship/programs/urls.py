from django.urls import include, path

from mentorship.programs.views import approval, plan, reading, results, writing

app_name = "programs"
urlpatterns = [
    path("", include("mentorship.programs.amendments.urls")),
    path("", include("mentorship.programs.versions.urls")),
    path("", reading.program_list, name="list"),
    path("start/<int:pk>/", writing.start, name="start"),
    path("end/<int:pk>/", results.end, name="end"),
    path("order/", approval.draft_approval, name="draft_approval"),
    path("<int:pk>/", reading.card, name="card"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/template/", writing.use_template, name="use_template"),
    path("<int:pk>/needs/", writing.answer_needs, name="answer_needs"),
    path("<int:pk>/activities/add/", plan.add_activity, name="add_activity"),
    path("<int:pk>/show/", writing.show_to_mentee, name="show_to_mentee"),
    path("<int:pk>/remark/", writing.remark, name="remark"),
    path("<int:pk>/acknowledge/", writing.acknowledge, name="acknowledge"),
    path("<int:pk>/acquaint/", writing.acquaint, name="acquaint"),
    path("<int:pk>/submit/", writing.submit, name="submit"),
    path("<int:pk>/submit/paper/", writing.submit_paper, name="submit_paper"),
    path("<int:pk>/approve/", approval.approve, name="approve"),
    path("<int:pk>/publish/", results.publish, name="publish"),
    path("<int:pk>/return/", approval.send_back, name="send_back"),
    path("activities/<int:pk>/edit/", plan.edit_activity, name="edit_activity"),
    path("activities/<int:pk>/cancel/", plan.cancel_activity, name="cancel_activity"),
    path("activities/<int:pk>/perform/", plan.perform, name="perform"),
    path("activities/<int:pk>/do/", plan.do, name="do"),
    path("activities/<int:pk>/not-done/", plan.not_done, name="not_done"),
    path("activities/<int:pk>/evidence/", plan.evidence, name="evidence"),
]
