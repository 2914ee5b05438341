"""By what a programme is approved: the curator, an order of the head, the council's minutes."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.desk.duties import collect, url_of
from mentorship.documents.catalogue import PAPERS
from mentorship.orders.models import Order
from mentorship.orders.papers import paper
from mentorship.programs.models import Program
from mentorship.programs.registers import program_rows
from mentorship.regulation.duties import Scope
from mentorship.regulation.models import Edition
from tests.factories.programs import submitted_program
from tests.papers import text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
TODAY = dt.date(2026, 9, 20)


def by_way(way):
    Edition.objects.update(program_approval=way)


def duty():
    edition = Edition.objects.get()
    return [row for row in collect(edition.limits(), Scope(everything=True)) if row.rule == "program_approval"]


def drafted(client, *programs, **more):
    data = {"programs": [program.pk for program in programs], "period": "2026/2027 учебный год", **more}
    answer = client.post(reverse("programs:draft_approval"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    return Order.objects.get(kind="approve_programs")


def sign(client, order):
    data = {"signed_on": "20.09.2026", "number": "", "proposed": ""}
    assert client.post(reverse("orders:sign", args=[order.pk]), data).status_code == 302


def test_one_order_approves_several_programmes_with_them_appended(as_user, edition, curator, director):
    by_way("order")
    first, second = submitted_program(), submitted_program()
    client = as_user(curator)
    page = client.get(first.get_absolute_url()).content.decode()
    assert "Подготовить приказ об утверждении" in page
    (one, _) = duty()
    assert one.what == "Подготовить приказ об утверждении программ"
    assert client.get(url_of(one)).context["form"].initial["programs"] == [first.pk]

    order = drafted(client, first, second)

    assert duty() == []  # the draft waits for the director now
    assert "Проект приказа об утверждении" in client.get(first.get_absolute_url()).content.decode()
    sign(as_user(director), order)
    order.refresh_from_db()
    for program in Program.objects.all():
        assert (program.status, program.order, program.approved_on) == ("approved", order, TODAY)
        assert program.approved_by == director
    said = text(paper(order))
    assert "на 2026/2027 учебный год" in said
    assert said.count("Персонализированная программа наставничества") == 2
    assert "Программы прилагаются." in said
    assert "протокол" not in said
    assert {row.person for row in order.acquaintances.all()} == {first.pair.mentor, second.pair.mentor}
    printed = text(PAPERS["D30"].document(Program.objects.first(), TODAY))
    assert f"УТВЕРЖДЕНА приказом заведующего от 20.09.2026 № {order.number}" in printed
    assert f"приказ № {order.number} от 20.09.2026" in next(program_rows(TODAY))[5]


def test_the_minutes_are_named_in_the_order_when_there_are_any(as_user, edition, curator):
    by_way("order")
    order = drafted(as_user(curator), submitted_program(), minutes="от 18.09.2026 № 2")

    assert "протокол от 18.09.2026 № 2" in text(paper(order))


def test_a_draft_holds_its_programmes_and_frees_them_when_discarded(as_user, edition, curator, director):
    by_way("order")
    program = submitted_program()
    client = as_user(curator)
    order = drafted(client, program)
    send_back = reverse("programs:send_back", args=[program.pk])
    assert "уже в проекте приказа" in client.post(send_back, {"reason": "Нет"}).content.decode()
    assert (
        client.post(reverse("programs:draft_approval"), {"programs": [program.pk], "period": "год"}).status_code == 422
    )

    as_user(director).post(reverse("orders:discard", args=[order.pk]), {"reason": "Рано"})

    program.refresh_from_db()
    assert (program.status, program.order) == ("submitted", None)
    assert as_user(curator).post(send_back, {"reason": "Допишите"}).status_code == 302


def test_a_revoked_order_returns_its_programmes(as_user, edition, curator, director):
    by_way("order")
    program = submitted_program()
    order = drafted(as_user(curator), program)
    sign(as_user(director), order)
    as_user(curator).post(reverse("orders:revoke", args=[order.pk]), {"reason": "Ошибка"})

    sign(as_user(director), Order.objects.drafts().get())

    program.refresh_from_db()
    assert (program.status, program.order, program.approved_on, program.approved_by) == ("submitted", None, None, None)
    assert len(duty()) == 1


def test_the_curator_does_not_approve_what_an_order_approves(as_user, edition, curator):
    by_way("order")
    program = submitted_program()

    page = as_user(curator).post(reverse("programs:approve", args=[program.pk]), follow=True).content.decode()

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

    client.post(reverse("programs:approve", args=[program.pk]))

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
    late = client.post(address, {"minutes_number": "2", "minutes_on": "21.09.2026"})
    assert "minutes_on" in late.context["form"].errors

    client.post(address, {"minutes_number": "2", "minutes_on": "18.09.2026"})

    program.refresh_from_db()
    assert (program.status, program.minutes_number, program.minutes_on) == ("approved", "2", dt.date(2026, 9, 18))
    assert "протокол от 18.09.2026 № 2" in text(PAPERS["D30"].document(program, TODAY))
    assert "протокол от 18.09.2026 № 2" in next(program_rows(TODAY))[5]
    assert "протокол от 18.09.2026 № 2" in client.get(program.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("way", "said"),
    [("curator", "УТВЕРЖДАЮ Куратор"), ("order", "УТВЕРЖДЕНА приказом"), ("minutes", "УТВЕРЖДЕНА решением")],
)
def test_the_empty_form_has_the_mark_of_the_edition(edition, way, said):
    by_way(way)

    assert said in text(PAPERS["D30"].document(None, TODAY))
