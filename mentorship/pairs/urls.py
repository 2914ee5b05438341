from django.urls import path

from mentorship.pairs import agreements_views, views

app_name = "pairs"
urlpatterns = [
    path("", views.pair_list, name="list"),
    path("propose/", views.propose, name="propose"),
    path("order/", views.draft_appointment, name="draft_appointment"),
    path("closing/", views.draft_closing, name="draft_closing"),
    path("agreements/", agreements_views.agreement_list, name="agreements"),
    path("agreements/<int:pk>/", agreements_views.card, name="agreement"),
    path("agreements/<int:pk>/edit/", agreements_views.edit, name="edit_agreement"),
    path("agreements/<int:pk>/sign/", agreements_views.sign, name="sign_agreement"),
    path("agreements/<int:pk>/copy/", agreements_views.hand_copy, name="agreement_copy"),
    path("agreements/<int:pk>/drop/", agreements_views.drop, name="drop_agreement"),
    path("agreements/<int:pk>/payment/", agreements_views.pay, name="agreement_payment"),
    path("notices/<int:pk>/received/", agreements_views.receive_notice, name="receive_notice"),
    path("notices/<int:pk>/withdraw/", agreements_views.withdraw_notice, name="withdraw_notice"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/agreement/", agreements_views.new, name="new_agreement"),
    path("<int:pk>/agreement/skip/", agreements_views.skip, name="skip_agreement"),
    path("<int:pk>/notice/", agreements_views.give_notice, name="give_notice"),
    path("<int:pk>/refusal/", agreements_views.refuse, name="refuse"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/gate/", views.gate, name="gate"),
    path("<int:pk>/gate/<slug:rule>/<int:subject>/", views.waive, name="waive"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/consent/", views.give_consent, name="give_consent"),
    path("<int:pk>/consent/record/", views.record_mentor_consent, name="record_mentor_consent"),
    path("mentees/<int:pk>/consent/record/", views.record_mentee_consent, name="record_mentee_consent"),
]
