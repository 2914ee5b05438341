"""A programme is approved by the curator alone or by minutes, or comes back."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.desk.duties import url_of
from mentorship.documents.catalogue import PAPERS
from mentorship.programs.models import Program
from mentorship.programs.registers import program_rows
from tests.factories.programs import submitted_program
from tests.pages import confirm, shown
from tests.papers import text
from tests.programs.approving import TODAY, by_way, duty
from tests.programs.writing import ready, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


def test_the_whole_way_to_approval(as_user, mentor, mentee, curator, program):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))

    confirm(as_user(curator), url("approve", program.pk))

    program.refresh_from_db()
    assert (program.status, program.approved_on, program.approved_by) == ("approved", TODAY, curator)


def test_two_tabs_approve_once_and_the_second_is_told(as_user, mentor, mentee, curator, program):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))
    client = as_user(curator)
    confirm(client, url("approve", program.pk))

    page = confirm(client, url("approve", program.pk), follow=True).content.decode()

    assert "не ждёт утверждения: она утверждена" in page
    assert program.history.filter(history_change_reason="Программа утверждена").count() == 1


def test_a_returned_programme_comes_back_with_the_reason_and_keeps_its_reader(
    as_user, mentor, mentee, curator, program
):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))
    as_user(curator).post(url("send_back", program.pk), {"reason": "Мало практики"})

    page = as_user(mentor).get(program.get_absolute_url()).content.decode()
    assert "Мало практики" in page
    as_user(mentor).post(url("submit", program.pk))
    program.refresh_from_db()
    assert program.status == "submitted"


def test_the_curator_does_not_approve_what_an_order_approves(as_user, edition, curator):
    by_way("order")
    program = submitted_program()

    page = confirm(as_user(curator), reverse("programs:approve", args=[program.pk]), follow=True).content.decode()

    program.refresh_from_db()
    assert program.status == "submitted"
    assert "подготовьте приказ об утверждении" in page
    assert as_user(curator).get(reverse("orders:new_worded", args=["approve_programs"])).status_code == 404


def test_the_same_order_in_words_stays_where_the_curator_approves(as_user, edition, curator):
    program = submitted_program()
    client = as_user(curator)
    assert client.get(reverse("orders:new_worded", args=["approve_programs"])).status_code == 200
    asked = client.get(reverse("programs:draft_approval")).content.decode()
    assert "Сейчас нет программ, которые ждут приказа об утверждении." in asked

    confirm(client, reverse("programs:approve", args=[program.pk]))

    program.refresh_from_db()
    assert (program.status, program.approved_how) == ("approved", "")
    assert "УТВЕРЖДАЮ Куратор" in text(PAPERS["D30"].document(program, TODAY))


def test_minutes_are_asked_for_kept_and_printed(as_user, edition, curator):
    by_way("minutes")
    program = submitted_program()
    client, address = as_user(curator), reverse("programs:approve", args=[program.pk])
    (one,) = duty()
    assert one.what == "Утвердить программу по протоколу или вернуть"
    assert "Утвердить по протоколу" in client.get(url_of(one)).content.decode()
    assert client.post(address).status_code == 422
    late = confirm(client, address, {"minutes_number": "2", "minutes_on": "21.09.2026"})
    assert "minutes_on" in late.context["form"].errors

    confirm(client, address, {"minutes_number": "2", "minutes_on": "18.09.2026"})

    program.refresh_from_db()
    assert (program.status, program.minutes_number, program.minutes_on) == ("approved", "2", dt.date(2026, 9, 18))
    assert "протокол от 18.09.2026 № 2" in text(PAPERS["D30"].document(program, TODAY))
    assert "протокол от 18.09.2026 № 2" in next(program_rows(TODAY))[5]
    assert "протокол от 18.09.2026 № 2" in client.get(program.get_absolute_url()).content.decode()


@pytest.mark.parametrize("way", ["curator", "minutes"])
def test_a_programme_changed_since_it_was_shown_is_asked_about_again(as_user, edition, curator, way):
    by_way(way)
    program = submitted_program()
    client, address = as_user(curator), url("approve", program.pk)
    minutes = {"minutes_number": "2", "minutes_on": "18.09.2026"} if way == "minutes" else {}
    seen = shown(client, address)

    Program.objects.update(goal="Совсем другая цель")
    asked = client.post(address, {**seen, **minutes})

    page = asked.content.decode()
    assert asked.status_code == 422
    assert "− Было, строка" in page
    assert "Совсем другая цель" in page
    assert all(asked.context["form"][name].value() == value for name, value in minutes.items())
    program.refresh_from_db()
    assert program.status == "submitted"
    assert client.post(address, {"_shown": asked.context["shown"], **minutes}).status_code == 302
    program.refresh_from_db()
    assert program.status == "approved"
