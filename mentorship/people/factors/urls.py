from django.urls import path

from mentorship.people.factors import views

urlpatterns = [
    path("login/second/", views.second_step, name="second_step"),
    path("confirm/", views.confirm, name="confirm"),
    path("me/factor/", views.factor, name="factor"),
    path("me/factor/app/", views.connect_app, name="factor_app"),
    path("me/factor/sheet/", views.new_sheet, name="factor_sheet"),
    path("me/factor/drop/", views.drop_own, name="drop_own_factor"),
    path("accounts/second-step/", views.policy, name="factor_policy"),
    path("accounts/<int:pk>/factor/drop/", views.drop_for, name="drop_factor"),
]
