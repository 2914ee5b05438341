from django.urls import path

from mentorship.pairs.agreements import views

urlpatterns = [
    path("agreements/", views.agreement_list, name="agreements"),
    path("agreements/<int:pk>/", views.card, name="agreement"),
    path("agreements/<int:pk>/edit/", views.edit, name="edit_agreement"),
    path("agreements/<int:pk>/sign/", views.sign, name="sign_agreement"),
    path("agreements/<int:pk>/copy/", views.hand_copy, name="agreement_copy"),
    path("agreements/<int:pk>/drop/", views.drop, name="drop_agreement"),
    path("agreements/<int:pk>/payment/", views.pay, name="agreement_payment"),
    path("notices/<int:pk>/received/", views.receive_notice, name="receive_notice"),
    path("notices/<int:pk>/withdraw/", views.withdraw_notice, name="withdraw_notice"),
    path("<int:pk>/agreement/", views.new, name="new_agreement"),
    path("<int:pk>/agreement/skip/", views.skip, name="skip_agreement"),
    path("<int:pk>/notice/", views.give_notice, name="give_notice"),
    path("<int:pk>/refusal/", views.refuse, name="refuse"),
]
