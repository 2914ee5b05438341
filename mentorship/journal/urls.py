from django.urls import path

from mentorship.journal.views import lists, meetings, work

app_name = "journal"
urlpatterns = [
    path("", lists.meeting_list, name="list"),
    path("hours/", lists.hours, name="hours"),
    path("quick/", meetings.quick, name="quick"),
    path("pairs/<int:pk>/", lists.pair_journal, name="pair"),
    path("pairs/<int:pk>/add/", meetings.add, name="add"),
    path("pairs/<int:pk>/plan/", meetings.plan, name="plan"),
    path("pairs/<int:pk>/mark/", meetings.mark_all, name="mark_all"),
    path("pairs/<int:pk>/task/", work.give_task, name="give_task"),
    path("pairs/<int:pk>/ask/", work.ask, name="ask"),
    path("pairs/<int:pk>/help/", work.log_help, name="log_help"),
    path("meetings/<int:pk>/", lists.card, name="card"),
    path("meetings/<int:pk>/saved/", meetings.saved, name="saved"),
    path("meetings/<int:pk>/edit/", meetings.edit, name="edit"),
    path("meetings/<int:pk>/hold/", meetings.hold, name="hold"),
    path("meetings/<int:pk>/cancel/", meetings.cancel, name="cancel"),
    path("meetings/<int:pk>/mark/", meetings.mark, name="mark"),
    path("meetings/<int:pk>/paper/", meetings.mark_paper, name="mark_paper"),
    path("tasks/<int:pk>/done/", work.do_task, name="do_task"),
    path("tasks/<int:pk>/check/", work.check_task, name="check_task"),
    path("tasks/<int:pk>/withdraw/", work.withdraw_task, name="withdraw_task"),
    path("help/<int:pk>/answer/", work.answer, name="answer"),
    path("help/<int:pk>/withdraw/", work.withdraw_help, name="withdraw_help"),
]
