"""Extension and correction through their pages, from the wish to the changed programme (п. 7.2)."""

import pytest
from django.urls import reverse

from mentorship.desk.duties import url_of
from mentorship.orders.models import Order
from mentorship.programs import services
from mentorship.programs.amendments.services import assents, drafting
from mentorship.programs.models import Activity, Amendment, Program
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory
from tests.factories.programs import approved_program
from tests.pages import confirm, shown
from tests.pages import text as said
from tests.programs.amendments.making import (
    LAST,
    NEW_END,
    OLD_END,
    TODAY,
    agreed,
    drafted,
    duties,
    ends,
    item,
    longer,
    participants,
    url,
    wishes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


def test_what_one_is_preparing_another_learns_of_and_does_not_read(as_user, curator, program):
    mentor, mentee = participants(program)
    amendment = drafting.start(program, fields=wishes(corrects=True, reason="ЧЕРНОВИК"), on=TODAY, by=mentor)
    client, form = as_user(mentee), {"what": ["correction"], "reason": "Хочу иначе"}

    page, refused = client.get(url("amend", program.pk)), client.post(url("amend", program.pk), form)

    for answer in (page, refused):
        assert "Изменение этой программы уже готовится" in said(answer)
        assert "ЧЕРНОВИК" not in said(answer)
    assert amendment.get_absolute_url() not in said(client.get(program.get_absolute_url()))
    assert client.get(amendment.get_absolute_url()).status_code == 404
    drafting.edit_text(amendment, fields={"goal": "Новая цель"}, by=mentor)
    assents.ask(amendment, on=TODAY, by=mentor)
    assert client.get(url("amend", program.pk)).url == amendment.get_absolute_url()


def test_the_whole_way_of_an_extension(as_user, curator, director, program):
    mentor, mentee = participants(program)
    client = as_user(mentee)
    assert url("amend", program.pk) in said(client.get(program.get_absolute_url()))
    form = {"what": ["extension"], "program_ends_on": "31.08.2027", "reason": "Долго болела"}
    address = client.post(url("amend", program.pk) + "?kind=extension", form).url
    amendment = Amendment.objects.get()
    assert (address, amendment.status, amendment.pair_ends_on) == (amendment.get_absolute_url(), "asked", NEW_END)
    (duty,) = duties()
    assert (duty.owner, duty.clause, url_of(duty)) == (mentor.person_id, "7.2", address)
    assert client.get(url("amend", program.pk)).url == address  # a second one is not begun

    confirm(as_user(mentor), url("agree", amendment.pk))

    (duty,) = duties()
    assert (duty.office, duty.what) == ("curator", "Решить: продление программы")
    client = as_user(curator)
    assert "Разрешить и подготовить приказ" in said(client.get(address))
    order = Order.objects.get(pk=confirm(client, url("grant", amendment.pk)).url.rstrip("/").split("/")[-1])
    assert duties() == []
    assert ends(program) == (OLD_END, OLD_END)
    answer = confirm(
        as_user(director),
        reverse("orders:sign", args=[order.pk]),
        {"signed_on": "01.03.2027", "number": "", "proposed": ""},
    )
    assert answer.status_code == 302
    assert ends(program) == (NEW_END, NEW_END)
    amendment.refresh_from_db()
    assert (amendment.status, amendment.closed_on) == ("applied", TODAY)
    assert {row.person_id for row in order.acquaintances.all()} >= {mentor.person_id, mentee.person_id}


def test_the_whole_way_of_a_correction(as_user, curator, program):
    mentor, mentee = participants(program)
    client = as_user(mentor)
    form = {"what": ["correction"], "reason": "Больше практики"}
    assert client.post(url("amend", program.pk) + "?kind=correction", form).status_code == 302
    amendment = Amendment.objects.get()
    assert "Ничего не меняется" in said(client.get(amendment.get_absolute_url()))
    changed, dropped, *_ = program.activities.order_by("-due_on")
    client.post(url("amend_activity", changed.pk), item(program, title="Открытый урок"))
    client.post(url("drop_activity", dropped.pk))
    client.post(url("amend_add", amendment.pk), item(program))
    answer = client.post(
        url("amend_text", amendment.pk),
        {
            "goal": "Вести кружок",
            "kind": option("kind", "traditional").pk,
            "form": option("form", "teacher-teacher").pk,
            "initial_level": "Без опыта",
            "tasks": "Задачи",
            "expected": "Итог",
            "control": "",
            "forms_note": "Один на один",
        },
    )
    assert answer.status_code == 302
    client.post(url("ask_assent", amendment.pk))
    amendment.refresh_from_db()
    assert (amendment.status, amendment.kind, amendment.form) == ("asked", None, None)
    assert "Вести кружок" not in said(client.get(program.get_absolute_url()))  # runs on unchanged

    confirm(as_user(mentee), url("agree", amendment.pk))
    confirm(as_user(curator), url("grant", amendment.pk))

    program.refresh_from_db()
    titles = set(program.activities.filter(cancelled_on=None).values_list("title", flat=True))
    assert program.goal == "Вести кружок"
    assert {"Открытый урок", "Экскурсия"} <= titles
    assert dropped.title not in titles
    assert Activity.objects.get(pk=dropped.pk).cancel_reason == "Исключено: Больше практики"
    assert not Order.objects.filter(kind="extension").exists()
    assert program.versions.count() == 2


def test_the_maximum_counts_from_the_beginning(as_user, curator, program):
    form = {"what": ["extension"], "program_ends_on": "15.09.2027", "reason": "Болезнь"}
    client = as_user(curator)

    refused = said(client.post(url("amend", program.pk), form))

    assert "Срок программы станет длиннее 12 месяцев: с 15.09.2026 по 15.09.2027 (п. 1.2)" in refused
    assert "Срок наставничества станет длиннее 12 месяцев" in refused
    assert "Окончание — не позже 14.09.2027." in refused
    assert not Amendment.objects.exists()
    assert client.post(url("amend", program.pk), {**form, "program_ends_on": f"{LAST:%d.%m.%Y}"}).status_code == 302


def test_an_item_outside_the_term_is_refused(as_user, curator, program):
    amendment = drafted(program, curator)
    client = as_user(curator)
    client.post(url("amend_add", amendment.pk), item(program, due_on="01.06.2027"))

    assert "Срок вне программы: Экскурсия" in said(client.get(amendment.get_absolute_url()))
    change = amendment.plan.get()
    client.post(url("edit_planned", change.pk), item(program, due_on="31.05.2027"))
    assert "Срок вне программы" not in said(client.get(amendment.get_absolute_url()))
    client.post(url("undo_planned", change.pk))
    assert not amendment.plan.exists()


def test_an_unapproved_programme_is_not_amended(as_user, curator):
    pair = PairFactory(active=True)
    program = services.start(pair, by=curator)
    form = {"what": ["extension"], "program_ends_on": "31.08.2027", "reason": "Болезнь"}

    page = said(as_user(curator).post(url("amend", program.pk), form))

    assert "Программа не утверждена: она составляется" in page


def test_a_second_amendment_waits_for_the_first(as_user, curator, program):
    drafting.start(program, fields=longer(), on=TODAY, by=curator)
    form = {"what": ["correction"], "reason": "Ещё"}

    assert "уже готовится" in said(as_user(curator).post(url("amend", program.pk), form))


def test_a_stranger_and_a_mentee_of_another_pair_see_nothing_the_council_looks(as_user, curator, program):
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=curator)
    _, other = participants(approved_program(curator))
    assert as_user(other).get(amendment.get_absolute_url()).status_code == 404
    assert confirm(as_user(other), url("agree", amendment.pk)).status_code == 404
    council = as_user(UserFactory(office="council"))
    assert council.get(amendment.get_absolute_url()).status_code == 200
    assert council.get(url("versions", program.pk)).status_code == 200
    assert confirm(council, url("agree", amendment.pk)).status_code == 403


def test_the_card_of_a_drafted_correction_asks_once_what_stands_in_its_way(
    as_user, curator, program, django_assert_num_queries
):
    amendment = drafting.start(program, fields=wishes(corrects=True), on=TODAY, by=curator)
    drafting.edit_text(amendment, fields={"goal": "Новая цель"}, by=curator)
    client = as_user(curator)
    client.get("/")

    with django_assert_num_queries(30):
        page = client.get(amendment.get_absolute_url())

    assert "Отправить участникам на согласование" in page.content.decode()


@pytest.mark.parametrize("act", ["agree", "grant"])
def test_changes_that_are_not_those_shown_are_asked_about_again(as_user, curator, program, act):
    mentor, mentee = participants(program)
    amendment = drafting.start(program, fields=wishes(corrects=True), on=TODAY, by=mentor)
    drafting.edit_text(amendment, fields={"goal": "Новая цель"}, by=mentor)
    assents.ask(amendment, on=TODAY, by=mentor)
    if act == "grant":
        agreed(amendment, mentor)
    client, address = as_user(mentee if act == "agree" else curator), url(act, amendment.pk)
    seen = shown(client, address)
    assert "Новая цель" in said(client.get(address))

    Amendment.objects.update(texts={"goal": "Подменённая цель"})
    asked = client.post(address, seen)

    page = said(asked)
    assert asked.status_code == 422
    assert "− Было, строка" in page
    assert "Подменённая цель" in page
    assert not Program.objects.filter(goal="Подменённая цель").exists()
    assert amendment.assents.filter(person=mentee.person, agreed_on=None).exists() == (act == "agree")
    assert client.post(address, {"_shown": asked.context["shown"]}).status_code == 302
