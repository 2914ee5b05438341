"""One order approves programmes (PRG-18)."""

import pytest
from django.urls import reverse

from mentorship.desk.duties import url_of
from mentorship.documents.catalogue import PAPERS
from mentorship.orders.models import Order
from mentorship.orders.papers import paper
from mentorship.programs.models import Program
from mentorship.programs.registers import program_rows
from tests.factories.programs import submitted_program
from tests.papers import text
from tests.programs.approving import TODAY, by_way, drafted, duty, sign

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


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
