from django.urls import path

from mentorship.roadmap.views import marks, plan, roadmaps

app_name = "roadmap"
urlpatterns = [
    path("", roadmaps.roadmap_list, name="list"),
    path("new/", roadmaps.new, name="new"),
    path("<int:pk>/", roadmaps.card, name="card"),
    path("<int:pk>/edit/", roadmaps.edit, name="edit"),
    path("<int:pk>/columns/", roadmaps.columns, name="columns"),
    path("<int:pk>/timeline/", roadmaps.timeline, name="timeline"),
    path("<int:pk>/paper/<slug:format>/", roadmaps.paper, name="paper"),
    path("<int:pk>/copy/", roadmaps.copy_next, name="copy"),
    path("<int:pk>/revise/", roadmaps.revise, name="revise"),
    path("<int:pk>/order/", roadmaps.draft_order, name="order"),
    path("<int:pk>/archive/", roadmaps.archive, name="archive"),
    path("<int:pk>/stages/add/", plan.add_stage, name="add_stage"),
    path("stages/<int:pk>/edit/", plan.edit_stage, name="edit_stage"),
    path("stages/<int:pk>/remove/", plan.remove_stage, name="remove_stage"),
    path("stages/<int:pk>/up/", plan.move_stage, {"way": "up"}, name="stage_up"),
    path("stages/<int:pk>/down/", plan.move_stage, {"way": "down"}, name="stage_down"),
    path("stages/<int:pk>/activities/add/", plan.add_activity, name="add_activity"),
    path("activities/<int:pk>/edit/", plan.edit_activity, name="edit_activity"),
    path("activities/<int:pk>/remove/", plan.remove_activity, name="remove_activity"),
    path("activities/<int:pk>/up/", plan.move_activity, {"way": "up"}, name="activity_up"),
    path("activities/<int:pk>/down/", plan.move_activity, {"way": "down"}, name="activity_down"),
    path("activities/<int:pk>/perform/", marks.perform, name="perform"),
    path("activities/<int:pk>/unmark/", marks.unmark, name="unmark"),
    path("activities/<int:pk>/cancel/", marks.cancel, name="cancel"),
    path("activities/<int:pk>/evidence/", marks.evidence, name="evidence"),
]
