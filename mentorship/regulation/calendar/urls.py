from django.urls import path

from mentorship.regulation.calendar import views

urlpatterns = [
    path("", views.workdays, name="workdays"),
    path("week/", views.week, name="week"),
    path("<int:year>/", views.year, name="workdays_year"),
]
