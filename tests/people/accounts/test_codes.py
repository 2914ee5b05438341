"""A code opens the account it is printed for, so a code printed before an office does not open the office."""

import datetime as dt
import re
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.orders import services as orders
from mentorship.people.accounts import rules
from mentorship.people.accounts.services import confirm_code, edit_office, grant_office, invite, use_invitation
from mentorship.people.models import Invitation, OfficeTerm, Person, User
from mentorship.reminders.services.outbox import deliver
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
NOW = timezone.make_aware(dt.datetime(2026, 9, 20, 12))
TODAY, TOMORROW = dt.date(2026, 9, 20), dt.date(2026, 9, 21)


def printed(person, by):
    return invite(person, username="novaya", by=by, now=NOW)


def used(code):
    return use_invitation(code, password="dve vorony 7", now=timezone.now() + dt.timedelta(seconds=1))


def given(edition, person, office, starts_on=TODAY):
    return grant_office(person, office=office, starts_on=starts_on, basis="приказ", limits=edition.limits(), by=None)


@pytest.mark.parametrize("office", [Office.DIRECTOR, Office.ADMIN])
def test_a_curator_prints_no_code_for_whoever_is_to_be_the_head(edition, curator, office):
    person = PersonFactory()
    OfficeTermFactory(person=person, office=office, starts_on=TOMORROW)

    with pytest.raises(RuleBroken, match="только администратор"):
        printed(person, curator)
    assert used(printed(person, UserFactory(office=Office.ADMIN)))


@pytest.mark.parametrize("office", [Office.DIRECTOR, Office.CURATOR])
@pytest.mark.parametrize("starts_on", [TODAY, TOMORROW])
def test_an_office_voids_the_code_that_was_printed_before_it(edition, curator, office, starts_on):
    person = PersonFactory()
    code = printed(person, curator)
    OfficeTerm.objects.filter(office=office).delete()
    given(edition, person, office, starts_on)

    with pytest.raises(ValidationError, match="Код не подходит"):
        used(code)


def test_a_longer_term_voids_the_code_that_was_printed_while_there_was_none(edition, curator):
    person, admin = PersonFactory(), UserFactory(office=Office.ADMIN)
    term = OfficeTermFactory(
        person=person, office=Office.DIRECTOR, starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2026, 9, 10)
    )
    code = printed(person, curator)
    edit_office(term, fields={"ends_on": None}, by=admin)

    with pytest.raises(ValidationError, match="Код не подходит"):
        used(code)


def test_a_code_of_a_curator_opens_no_head_however_the_office_has_come(edition, curator):
    person = PersonFactory()
    code = printed(person, curator)
    OfficeTermFactory(person=person, office=Office.DIRECTOR, starts_on=TOMORROW)

    with pytest.raises(ValidationError, match="Попросите новый у администратора"):
        used(code)


def opened(person, office=None):
    """A login whose owner has made a password."""
    return UserFactory(person=person, username="vladelets", office=office)


def refused(code):
    with pytest.raises(ValidationError) as refusal:
        used(code)
    return " ".join(refusal.value.messages)


def test_a_code_is_kept_with_a_salt_of_its_own_and_works_with_spaces_at_the_ends_of_the_password(curator):
    code, other = printed(PersonFactory(), curator), rules.code_hash("K7PM-3XWQ-9ABD", salt="00000000")
    (kept,) = Invitation.objects.values_list("code_hash", flat=True)
    typed = {"code": f" {code.lower()} ", "password": " dve vorony 7 ", "again": " dve vorony 7 "}

    assert rules.code_hash(code, salt="00000000") != kept
    assert rules.is_code("k7pm 3xwq 9abd", other)
    assert Client().post(reverse("people:accept_invitation"), typed).status_code == 302
    assert User.objects.get(username="novaya").check_password(" dve vorony 7 ")


@pytest.mark.parametrize("loss", ["office", "door", "job"])
def test_a_code_is_worth_what_its_printer_may_still_do(edition, curator, loss):
    code = printed(PersonFactory(), curator)
    if loss == "office":
        OfficeTerm.objects.filter(person=curator.person).update(ends_on=dt.date(2026, 9, 19))
    elif loss == "door":
        User.objects.filter(pk=curator.pk).update(is_active=False)
    else:
        Person.objects.filter(pk=curator.person_id).update(left_on=dt.date(2026, 9, 19), left_reason="переезд")

    assert f"у того, кто его напечатал ({curator}), уже нет права" in refused(code)


def test_an_order_that_appoints_voids_the_code_printed_before_it(edition, curator, director):
    person = PersonFactory(position=None)
    person.positions.update(title="заместитель заведующего", is_deputy=True)
    code = printed(person, curator)
    values = {"начало": "25.09.2026"}
    order = orders.draft_worded("appoint_curator", values=values, people={"новый куратор": [person]}, by=curator)
    orders.sign(order, signed_on=TODAY, number="", proposed="", by=director, now=NOW, confirmed=True)

    assert "Код не подходит" in refused(code)


@pytest.mark.parametrize("office", [None, *Office])
def test_a_code_for_somebody_with_a_password_takes_a_second_person(as_user, edition, office):
    owner = opened(PersonFactory(), office)
    admin, other = UserFactory(office=Office.ADMIN), UserFactory(office=Office.ADMIN)
    code = printed(owner.person, admin)
    page, confirm = (reverse(f"people:{name}", args=[owner.pk]) for name in ("account", "confirm_code"))
    assert "Код ещё не подтверждён" in refused(code)

    assert "Подтвердить код" not in as_user(admin).get(page).content.decode()
    assert "не тот, кто его напечатал" in as_user(admin).post(confirm, follow=True).content.decode()
    assert "Код ещё не подтверждён" in refused(code)
    assert page in as_user(other).get("/").content.decode()  # the first page asks for it
    assert "Подтвердить код" in as_user(other).get(page).content.decode()
    as_user(other).post(confirm)

    assert page not in as_user(other).get("/").content.decode()  # nobody is asked any more
    assert used(code) == owner


@pytest.mark.parametrize("through", [False, True])
@pytest.mark.parametrize("made", ["code", "office"])
def test_whom_the_printer_has_just_made_is_no_second_person(edition, director, made, through):
    """An administrator would confirm with a puppet, or with the puppet of a puppet, a code for the head."""
    admin, puppet = UserFactory(office=Office.ADMIN), UserFactory(office=Office.ADMIN if made == "code" else None)
    maker = admin
    if through:
        maker = UserFactory(office=Office.ADMIN)
        Invitation.objects.create(user=maker, created_by=admin, code_hash="m", expires_at=NOW, used_at=NOW)
    if made == "code":
        Invitation.objects.create(user=puppet, created_by=maker, code_hash="p", expires_at=NOW, used_at=NOW)
    else:
        terms = {"starts_on": TODAY, "basis": "приказ", "limits": edition.limits()}
        grant_office(puppet.person, office=Office.ADMIN, by=maker, **terms)
    printed(director.person, admin)

    with pytest.raises(RuleBroken, match="вторым человеком вы не считаетесь"):
        confirm_code(director, by=puppet, now=NOW)
    assert confirm_code(director, by=UserFactory(office=Office.ADMIN), now=NOW).confirmed_by
    with time_machine.travel("2026-10-05 12:00:00+03:00"):
        invite(director.person, username="", by=admin, now=timezone.now())
        assert confirm_code(director, by=puppet, now=timezone.now()).confirmed_by == puppet


@pytest.mark.parametrize("office", [None, Office.COUNCIL])
def test_where_everybody_has_the_way_in_from_one_hand_a_forgotten_password_needs_no_office(edition, director, office):
    """The first weeks of the program: the administrator has printed the code of the head and of everybody else."""
    admin, owner = UserFactory(office=Office.ADMIN), opened(PersonFactory(), office)
    Invitation.objects.create(user=director, created_by=admin, code_hash="d", expires_at=NOW, used_at=NOW)
    code = printed(owner.person, admin)

    if office:
        with pytest.raises(RuleBroken, match="вторым человеком вы не считаетесь"):
            confirm_code(owner, by=director, now=NOW)
    else:
        confirm_code(owner, by=director, now=NOW)
        assert used(code) == owner


def test_whoever_has_made_the_printer_or_was_made_by_the_same_hand_is_no_second_person(edition, director):
    """A puppet prints, and its master or another puppet would confirm."""
    master, one, two = (UserFactory(office=Office.ADMIN) for _ in range(3))
    for puppet in (one, two):
        Invitation.objects.create(user=puppet, created_by=master, code_hash=str(puppet.pk), expires_at=NOW, used_at=NOW)
    printed(director.person, one)

    for confirmer in (master, two):
        with pytest.raises(RuleBroken, match="из одних рук"):
            confirm_code(director, by=confirmer, now=NOW)
    assert confirm_code(director, by=UserFactory(office=Office.ADMIN), now=NOW).confirmed_by


def test_an_address_that_others_wrote_before_the_first_password_waits_for_its_owner(as_user, edition, curator):
    user = used(printed(PersonFactory(email="chuzhoi@sad.example"), curator))

    assert not user.mail_confirmed
    assert "chuzhoi@sad.example" in user.person.alerts.get().text
    assert "подтвердите" in as_user(user).get(reverse("people:own")).content.decode()
    again = printed(user.person, curator)
    confirm_code(user, by=UserFactory(office=Office.ADMIN), now=NOW)
    assert not User.objects.get(pk=used(again).pk).mail_confirmed


def test_a_term_that_was_only_corrected_leaves_its_holder_a_second_person(edition, curator):
    with time_machine.travel("2026-09-01 12:00:00+03:00"):
        head, admin = (UserFactory(office=office) for office in (Office.DIRECTOR, Office.ADMIN))
    edit_office(head.person.office_terms.get(), fields={"basis": "приказ № 1"}, by=admin)
    opened(PersonFactory(), Office.CLERK)
    owner = User.objects.get(username="vladelets")
    printed(owner.person, admin)

    assert confirm_code(owner, by=head, now=NOW).confirmed_by == head


@pytest.mark.parametrize("loss", ["office", "door"])
def test_a_code_is_worth_what_its_confirmer_may_still_do(edition, loss):
    owner, admin, second = opened(PersonFactory(), Office.CLERK), *(UserFactory(office=Office.ADMIN) for _ in range(2))
    code = printed(owner.person, admin)
    confirm_code(owner, by=second, now=NOW)
    if loss == "office":
        OfficeTerm.objects.filter(person=second.person).update(ends_on=dt.date(2026, 9, 19))
    else:
        User.objects.filter(pk=second.pk).update(is_active=False)

    assert f"у того, кто его подтвердил ({second}), уже нет права" in refused(code)


def test_a_door_never_opened_takes_no_second_person(edition, curator):
    new = PersonFactory()
    OfficeTermFactory(person=new, office=Office.CLERK, starts_on=TODAY)
    assert used(printed(new, curator))


def test_a_curator_confirms_no_code(as_user, edition, curator):
    owner = opened(PersonFactory(), Office.CLERK)
    printed(owner.person, UserFactory(office=Office.ADMIN))

    assert as_user(curator).post(reverse("people:confirm_code", args=[owner.pk])).status_code == 403


def test_where_nobody_else_is_the_computer_with_the_program_prints_a_code_that_works(edition):
    owner, out = opened(PersonFactory(), Office.ADMIN), StringIO()
    call_command("code", "vladelets", stdout=out)

    assert used(re.search(r"(?:\w{4}-){2}\w{4}", out.getvalue())[0]) == owner
    assert owner.history.first().history_change_reason == "Вход по коду из командной строки; пароль задан по нему"
    with pytest.raises(CommandError, match="Нет такого логина"):
        call_command("code", "nobody")


def test_the_owner_is_told_who_printed_a_code_until_it_is_seen_and_the_history_says_by_whose_code(as_user, curator):
    owner = opened(PersonFactory(email="anna@sad.example"))
    told = f"{curator} напечатала код для входа под вашим логином vladelets"
    code = printed(owner.person, curator)

    deliver(timezone.now())
    assert mail.outbox[0].to == ["anna@sad.example"]
    assert told in mail.outbox[0].body
    assert code not in mail.outbox[0].body
    client = as_user(owner)
    assert told in client.get("/").content.decode()
    client.post(reverse("people:alert_seen", args=[owner.person.alerts.get().pk]))
    assert told not in client.get("/").content.decode()

    confirm_code(owner, by=UserFactory(office=Office.ADMIN), now=NOW)
    used(code)
    words = f"Вход по коду, который напечатала {curator}, а подтвердила"
    for reader in (owner, curator):
        assert (
            words
            in as_user(User.objects.get(pk=reader.pk)).get(reverse("people:account", args=[owner.pk])).content.decode()
        )


def test_nobody_reads_the_login_or_the_notices_of_another(as_user, curator):
    owner, colleague = opened(PersonFactory()), UserFactory()
    printed(owner.person, curator)
    alert = owner.person.alerts.get()

    assert as_user(colleague).get(reverse("people:account", args=[owner.pk])).status_code in (403, 404)
    assert as_user(colleague).post(reverse("people:alert_seen", args=[alert.pk])).status_code == 404
    alert.refresh_from_db()
    assert alert.seen_at is None


def test_a_first_code_tells_of_the_address_alone_and_writes_to_nobody(edition, curator):
    person, other = PersonFactory(email="anna@sad.example"), PersonFactory()
    used(printed(person, curator))
    used(invite(other, username="drugaya", by=curator, now=NOW))

    assert "адрес почты" in person.alerts.get().text
    assert not other.alerts.exists()
    assert not person.letters.exists()
