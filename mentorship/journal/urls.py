from django.urls import path

from mentorship.journal.views import help, lists, meetings, tasks

app_name = "journal"
urlpatterns = [
    path("", lists.meeting_list, name="list"),
    path("hours/", lists.hours, name="hours"),
    path("quick/", meetings.quick, name="quick"),
    path("pairs/<int:pk>/", lists.pair_journal, name="pair"),
    path("pairs/<int:pk>/add/", meetings.add, name="add"),
    path("pairs/<int:pk>/plan/", meetings.plan, name="plan"),
    path("pairs/<int:pk>/mark/", meetings.mark_all, name="mark_all"),
    path("pairs/<int:pk>/task/", tasks.give, name="give_task"),
    path("pairs/<int:pk>/ask/", help.ask, name="ask"),
    path("pairs/<int:pk>/help/", help.log, name="log_help"),
    path("meetings/<int:pk>/", lists.card, name="card"),
    path("meetings/<int:pk>/saved/", meetings.saved, name="saved"),
    path("meetings/<int:pk>/edit/", meetings.edit, name="edit"),
    path("meetings/<int:pk>/hold/", meetings.hold, name="hold"),
    path("meetings/<int:pk>/cancel/", meetings.cancel, name="cancel"),
    path("meetings/<int:pk>/mark/", meetings.mark, name="mark"),
    path("meetings/<int:pk>/paper/", meetings.mark_paper, name="mark_paper"),
    path("tasks/<int:pk>/done/", tasks.do, name="do_task"),
    path("tasks/<int:pk>/check/", tasks.check, name="check_task"),
    path("tasks/<int:pk>/withdraw/", tasks.withdraw, name="withdraw_task"),
    path("help/<int:pk>/answer/", help.answer, name="answer"),
    path("help/<int:pk>/withdraw/", help.let_go, name="withdraw_help"),
]
