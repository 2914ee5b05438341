from django.urls import include, path

from mentorship.people.accounts import views as accounts
from mentorship.people.admissions import views as admissions
from mentorship.people.alerts import views as alerts
from mentorship.people.imports import views as imports
from mentorship.people.passwords import views as passwords
from mentorship.people.renaming import views as renaming
from mentorship.people.views import banks, staff

app_name = "people"
urlpatterns = [
    path("login/", accounts.login, name="login"),
    path("login/as/<str:username>/", accounts.enter_as_persona, name="enter_as_persona"),
    path("login/code/", accounts.accept_invitation, name="accept_invitation"),
    path("logout/", accounts.logout, name="logout"),
    path("password/change/", passwords.change, name="password_change"),
    path("password/address/", passwords.confirm_address, name="confirm_address"),
    path("password/reset/", passwords.forgotten, name="password_reset"),
    path("password/reset/sent/", passwords.sent, name="password_reset_sent"),
    path("password/reset/<uidb64>/<token>/", passwords.new, name="password_reset_confirm"),
    path("alerts/<int:pk>/seen/", alerts.seen, name="alert_seen"),
    path("", include("mentorship.people.factors.urls")),
    path("", include("mentorship.people.dissemination.urls")),
    path("me/", include("mentorship.people.sessions.urls")),
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/confirm/", accounts.confirm_code, name="confirm_code"),
    path("accounts/<int:pk>/block/", accounts.block, name="block_account"),
    path("accounts/<int:pk>/open/", accounts.open_account, name="open_account"),
    path("offices/<int:pk>/end/", accounts.end_office, name="end_office"),
    path("offices/<int:pk>/edit/", accounts.edit_office, name="edit_office"),
    path("people/", staff.staff_list, name="list"),
    path("people/add/", staff.add, name="add"),
    path("people/admissions/", admissions.admissions, name="admissions"),
    path("people/import/", imports.start, name="import"),
    path("people/import/sample/", imports.sample, name="import_sample"),
    path("people/import/<int:pk>/", imports.card, name="import_card"),
    path("people/import/<int:pk>/columns/", imports.choose_columns, name="import_columns"),
    path("people/import/<int:pk>/apply/", imports.apply, name="import_apply"),
    path("people/import/<int:pk>/drop/", imports.drop, name="import_drop"),
    path("people/import/<int:pk>/wrong/", imports.wrong, name="import_wrong"),
    path("people/<int:pk>/", staff.card, name="card"),
    path("people/<int:pk>/edit/", staff.edit, name="edit"),
    path("people/<int:pk>/cases/", staff.cases, name="cases"),
    path("people/<int:pk>/rename/", renaming.rename, name="rename"),
    path("people/<int:pk>/rename/undo/", renaming.undo, name="undo_renaming"),
    path("people/<int:pk>/leave/", staff.leave, name="leave"),
    path("people/<int:pk>/invite/", accounts.invite, name="invite"),
    path("people/<int:pk>/office/", accounts.grant_office, name="grant_office"),
    path("people/<int:pk>/positions/add/", staff.add_position, name="add_position"),
    path("people/<int:pk>/positions/<int:position>/end/", staff.end_position, name="end_position"),
    path("people/<int:pk>/consents/record/", staff.record_consent, name="record_consent"),
    path("people/<int:pk>/consents/give/", staff.give_data_consent, name="give_data_consent"),
    path("people/<int:pk>/mentor/", banks.keep_mentor, name="keep_mentor"),
    path("people/<int:pk>/mentee/", banks.keep_mentee, name="keep_mentee"),
    path("people/<int:pk>/mentee/confirm/", banks.confirm_mentee, name="confirm_mentee"),
    path("people/<int:pk>/mentor/leave/", banks.leave_bank, {"bank": "mentor"}, name="leave_mentor_bank"),
    path("people/<int:pk>/mentee/leave/", banks.leave_bank, {"bank": "mentee"}, name="leave_mentee_bank"),
    path("people/<int:pk>/needs/add/", banks.add_need, name="add_need"),
    path("needs/<int:pk>/close/", banks.close_need, name="close_need"),
    path("consents/<int:pk>/withdraw/", staff.withdraw_consent, name="withdraw_consent"),
    path("mentors/", banks.mentors, name="mentors"),
    path("mentees/", banks.mentees, name="mentees"),
]
