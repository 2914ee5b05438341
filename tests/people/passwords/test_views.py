"""A forgotten password: the same answer for everybody, a letter by the outbox, a link from SITE_URL; and a change."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.people.accounts.services import invite, use_invitation
from mentorship.people.models import ForgottenPassword, Person, User
from mentorship.people.passwords.services import answer
from mentorship.people.services import edit_person
from mentorship.reminders.feed import user_of
from mentorship.reminders.services import outbox, preferences
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
OLD, NEW = "dve vorony 7", "сова якорь тумба"
DAYS = {"birth_date": "14.05.1990", "hired_on": "01.09.2026", "admitted_on": "01.09.2026"}
ASK = reverse("people:password_reset")


@pytest.fixture
def owner():
    user = UserFactory(username="poteryashka", email="p@sad.example")
    user.set_password(OLD)
    user.save()
    return user


def ask(client, address="p@sad.example", source="10.0.0.1", **headers):
    return client.post(ASK, {"email": address}, REMOTE_ADDR=source, **headers)


def letters():
    """What has left after the next look of the process that sends."""
    answer(timezone.now())
    outbox.deliver(timezone.now())
    return mail.outbox


def link(letter):
    return re.search(r"http://127\.0\.0\.1:8000(\S+)", letter.body).group(1)


def test_the_letter_leads_to_a_new_password_from_our_own_address_and_signs_nobody_in(client, owner):
    ask(client, HTTP_HOST="evil.example")
    (letter,) = letters()
    assert letter.to == ["p@sad.example"]
    assert "evil.example" not in letter.body

    page = client.get(link(letter), follow=True)
    assert "Новый пароль" in page.content.decode()
    done = client.post(page.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})

    assert done.url == reverse("people:login")
    assert "_auth_user_id" not in client.session
    assert User.objects.get(pk=owner.pk).check_password(NEW)
    assert "Пароль задан по ссылке из письма" in letters()[-1].body
    assert "устарела" in client.get(link(letter), follow=True).content.decode()


def test_known_and_unknown_addresses_are_answered_alike_by_the_same_questions(client, owner):
    ask(client, "warm@sad.example")
    with CaptureQueriesContext(connection) as known:
        first = ask(client, "p@sad.example", source="10.0.0.2")
    with CaptureQueriesContext(connection) as unknown:
        second = ask(client, "nobody@sad.example", source="10.0.0.3")

    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert len(known) == len(unknown)
    assert not any("people_person" in query["sql"] for query in known)  # whose it is is looked up later, elsewhere
    assert [letter.to for letter in letters()] == [["p@sad.example"]]
    assert not ForgottenPassword.objects.exists()


def test_three_letters_an_hour_go_to_one_address_and_the_answer_stays_the_same(client, owner):
    with time_machine.travel("2026-09-20 12:00:00+03:00", tick=False) as clock:
        answers = {ask(client, source=f"10.0.0.{number}").status_code for number in range(6)}
        assert answers == {302}
        assert len(letters()) == 3
        clock.shift(3601)
        ask(client)
        assert len(letters()) == 4


def test_one_source_asks_about_twenty_addresses_and_then_waits(client):
    with time_machine.travel("2026-09-20 12:00:00+03:00", tick=False):
        answers = [ask(client, f"n{number}@sad.example").status_code for number in range(21)]

    assert answers == [302] * 20 + [429]


@pytest.mark.parametrize("change", ["blocked", "left", "unopened"])
def test_whose_door_is_shut_or_was_never_opened_gets_no_link(client, owner, change):
    if change == "left":
        Person.objects.filter(pk=owner.person_id).update(left_on=dt.date(2026, 9, 5), left_reason="переезд")
    else:
        owner.is_active = change != "blocked"
        owner.password = owner.password if change == "blocked" else "!"
        owner.save()
    ask(client)

    assert letters() == []


def test_the_link_follows_the_card_and_one_sent_before_a_change_of_the_address_is_void(client, owner):
    ask(client)
    (letter,) = letters()
    Person.objects.filter(pk=owner.person_id).update(email="new@sad.example")

    assert "устарела" in client.get(link(letter), follow=True).content.decode()
    ask(client)
    ask(client, "new@sad.example")
    assert [sent.to for sent in letters()[1:]] == [["new@sad.example"]]


@pytest.mark.today("2026-09-20")
def test_an_address_changed_by_another_gets_no_link_until_its_owner_has_confirmed_it(as_user, client, owner):
    clerk, today = UserFactory(office=Office.CLERK), dt.date(2026, 9, 20)
    edit_person(owner.person, card={"email": "new@sad.example"}, by=clerk, today=today)
    mail.outbox.clear()
    ask(client, "new@sad.example")
    assert [sent.to for sent in letters()] == [["p@sad.example"]]  # what has changed, and no link
    assert owner.history.first().history_user == clerk

    page, own = reverse("people:confirm_address"), as_user(User.objects.get(pk=owner.pk))
    assert "Адрес new@sad.example не подтверждён" in own.get(reverse("people:own")).content.decode()
    own.post(page, {"address": "p@sad.example"})  # of a page that has grown old
    assert not User.objects.get(pk=owner.pk).mail_confirmed
    own.post(page, {"address": "new@sad.example"})
    ask(client, "new@sad.example", source="10.0.0.2")
    assert letters()[-1].to == ["new@sad.example"]
    assert link(letters()[-1])


@pytest.mark.today("2026-09-20")
@pytest.mark.parametrize("office", [Office.ADMIN, Office.CLERK, Office.CURATOR])
def test_a_session_left_open_changes_the_own_address_and_gets_no_link_without_the_password(edition, office):
    """Whoever sits down at it would have a new password, and so the answer to «кто это» before weighty acts."""
    owner, left_open = UserFactory(office=office, person__last_name="Белова", email="p@sad.example"), Client()
    owner.set_password(OLD)
    owner.save()
    left_open.force_login(owner)
    session = left_open.session
    session["confirmed_at"] = 0
    session.save()
    card, confirm = reverse("people:edit", args=[owner.person_id]), reverse("people:confirm_address")
    fields = ("last_name", "first_name", "patronymic", "sex", "experience_years")
    typed = {name: getattr(owner.person, name) for name in fields} | DAYS | {"email": "evil@sad.example"}
    assert left_open.post(card, typed).status_code == 302
    ask(Client(), "evil@sad.example")
    assert [letter.to for letter in letters()] == [["p@sad.example"]]  # what has changed, and no link
    assert left_open.post(confirm, {"address": "evil@sad.example"}).url.startswith("/confirm/?next=")
    assert "Адрес evil@sad.example не подтверждён" in left_open.get(reverse("people:own")).content.decode()
    assert left_open.post(card, {**typed, "email": "p@sad.example"}).status_code == 302
    ask(Client(), "p@sad.example", source="10.0.0.2")
    assert len(letters()) == 1  # nor is the unconfirmed address told of anything

    assert left_open.post("/confirm/", {"password": OLD, "next": confirm}).url == confirm
    left_open.post(confirm, {"address": "p@sad.example"})
    ask(Client(), "p@sad.example", source="10.0.0.3")
    assert link(letters()[-1])


def test_such_letters_leave_though_the_person_wants_no_reminders(client, owner):
    preferences.choose(owner.person, letters=False, digest=False, address="", by=owner)
    ask(client)
    answer(timezone.now())
    preferences.unsubscribe(owner.person)

    (letter,) = letters()
    assert "List-Unsubscribe" not in letter.extra_headers


def test_the_owner_learns_of_a_changed_password_by_a_letter_without_it(as_user, owner):
    client = as_user(owner)
    typed = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}

    assert client.post(reverse("people:password_change"), typed).url == "/"
    assert client.get("/").status_code == 200  # one's own session goes on
    (letter,) = letters()
    assert "Пароль сменён" in letter.body
    assert NEW not in letter.body


def test_the_present_password_is_not_guessed_on_the_page_that_changes_it(as_user, owner):
    client = as_user(owner)
    wrong = {"old_password": "не тот", "new_password1": NEW, "new_password2": NEW}
    with time_machine.travel("2026-09-20 12:00:00+03:00", tick=False) as clock:
        for _ in range(6):
            last = client.post(reverse("people:password_change"), wrong)
        assert "Слишком много неудачных попыток. Подождите" in last.content.decode()
        assert client.post(reverse("people:password_change"), {**wrong, "old_password": OLD}).status_code == 200
        clock.shift(120)
        for _ in range(6):  # the right one costs nothing, whatever is wrong with the new one
            last = client.post(reverse("people:password_change"), {**wrong, "old_password": OLD, "new_password2": "x"})
        assert "Слишком много" not in last.content.decode()
        assert client.post(reverse("people:password_change"), {**wrong, "old_password": OLD}).url == "/"


@pytest.mark.parametrize("change", ["blocked", "left"])
def test_a_link_of_somebody_whose_door_was_shut_meanwhile_sets_nothing(client, owner, change):
    ask(client)
    opened = client.get(link(letters()[0]), follow=True).redirect_chain[-1][0]
    if change == "left":
        Person.objects.filter(pk=owner.person_id).update(left_on=dt.date(2026, 9, 5), left_reason="переезд")
    else:
        User.objects.filter(pk=owner.pk).update(is_active=False)

    answer = client.post(opened, {"new_password1": NEW, "new_password2": NEW}, follow=True)
    assert "устарела" in answer.content.decode()
    assert User.objects.get(pk=owner.pk).check_password(OLD)


@pytest.mark.parametrize("how", ["change", "letter", "code"])
def test_the_secret_of_the_calendar_ends_with_the_password(as_user, owner, how):
    secret = preferences.make_feed(owner.person, now=timezone.now(), by=owner)
    today = timezone.localdate()
    assert user_of(secret, today) == owner

    if how == "change":
        typed = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
        as_user(owner).post(reverse("people:password_change"), typed)
    elif how == "letter":
        client = Client()
        ask(client)
        page = client.get(link(letters()[0]), follow=True)
        client.post(page.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})
    else:
        code = invite(owner.person, username="poteryashka", by=None, now=timezone.now())
        use_invitation(code, password=NEW, now=timezone.now())

    assert User.objects.get(pk=owner.pk).check_password(NEW)
    assert user_of(secret, today) is None
