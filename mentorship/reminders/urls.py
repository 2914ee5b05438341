from django.urls import path

from mentorship.reminders import views

app_name = "reminders"
urlpatterns = [
    path("", views.settings_page, name="settings"),
    path("feed/make/", views.make_feed, name="make_feed"),
    path("feed/revoke/", views.revoke_feed, name="revoke_feed"),
    path("feed/<str:token>.ics", views.feed, name="feed"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("letters/", views.letters, name="letters"),
    path("letters/send/", views.send_all, name="send_all"),
    path("letters/<int:pk>/send/", views.send, name="send"),
    path("slips/", views.slips, name="slips"),
    path("slips/<str:format>/", views.slips_file, name="slips_file"),
]
