"""Orders: drafting, signing, numbers, the text that never changes, revoking, reading."""

import datetime as dt
import hashlib
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader

from mentorship.orders.models import Order, OrderFile
from mentorship.pairs import services as pairs
from mentorship.pairs.models import Pair
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
TODAY = dt.date(2026, 9, 20)


def sign(client, order, **changes):
    data = {"signed_on": "20.09.2026", "number": "1", "proposed": "1", **changes}
    return client.post(reverse("orders:sign", args=[order.pk]), data)


def text_of(order):
    pages = PdfReader(BytesIO(bytes(order.files.get(format="pdf").content))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_signed_order_makes_the_pair_active_and_is_kept(as_user, director, order, pair):
    sign(as_user(director), order)

    order.refresh_from_db()
    pair.refresh_from_db()
    assert (order.status, order.number, order.signed_on, order.signed_by) == ("signed", "1", TODAY, director.person)
    assert pair.status == Pair.Status.ACTIVE
    for file in order.files.all():
        assert file.sha256 == hashlib.sha256(bytes(file.content)).hexdigest()
    named = {pair.mentor, *pair.mentees, order.created_by.person}  # the order obliges the curator too
    assert {row.person for row in order.acquaintances.all()} == named


def test_the_paper_speaks_right_russian(as_user, director, order):
    sign(as_user(director), order)

    text = text_of(order)
    assert (
        "1. Назначить наставником учителя математики Петрову Анну Сергеевну для учителя физики Иванова Ивана Ивановича"
        in text
    )
    assert "Срок наставничества — с 15.09.2026 по 31.05.2027 (8 месяцев)" in text
    assert "2. Наставнику А.С. Петровой, учителю математики, составить" in text
    assert "в срок до 30.09.2026" in text
    assert "20.09.2026 № 1" in text


def test_numbers_go_on_by_the_mask_and_a_taken_one_is_refused(as_user, director, curator, order):
    client = as_user(director)
    sign(client, order, number="15")
    second = pairs.draft_appointment([PairFactory()], on=TODAY, by=curator)
    assert client.get(reverse("orders:sign", args=[second.pk])).context["form"].initial["number"] == "16"

    refused = sign(client, second, number="15", proposed="16")

    assert "Номер 15 уже занят" in refused.content.decode()
    assert "свободный номер, например 16" in refused.content.decode()
    sign(client, second, number="16", proposed="16")
    second.refresh_from_db()
    assert second.number == "16"


def test_a_proposal_that_somebody_took_meanwhile_moves_to_the_next(as_user, director, curator, order):
    client = as_user(director)
    second = pairs.draft_appointment([PairFactory()], on=TODAY, by=curator)

    sign(client, order)
    sign(client, second)  # both pages had proposed number 1

    assert sorted(Order.objects.signed().values_list("number", flat=True)) == ["1", "2"]


def test_signing_twice_changes_nothing(as_user, director, order):
    client = as_user(director)
    sign(client, order)
    before = OrderFile.objects.values_list("sha256", flat=True)

    second = sign(client, order, number="2")

    assert "уже не проект" in second.content.decode()
    assert list(OrderFile.objects.values_list("sha256", flat=True)) == list(before)


def test_every_rule_is_checked_again_at_the_signature(as_user, director, order, pair):
    pair.mentor_consent.withdrawn_on = TODAY
    pair.mentor_consent.save()

    refused = sign(as_user(director), order)

    assert "Нет письменного согласия наставника" in refused.content.decode()
    order.refresh_from_db()
    assert (order.status, order.number, OrderFile.objects.count()) == ("draft", "", 0)


def test_an_order_is_not_signed_in_the_future(as_user, director, order):
    assert "ещё не наступила" in sign(as_user(director), order, signed_on="21.09.2026").content.decode()


def test_only_the_director_signs(as_user, curator, order):
    assert sign(as_user(curator), order).status_code == 403


def test_the_database_itself_keeps_a_signed_order(as_user, director, order):
    sign(as_user(director), order)

    for change in ({"heading": "О другом"}, {"number": "99"}, {"snapshot": {}}, {"signed_on": "2026-01-01"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Order.objects.filter(pk=order.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        OrderFile.objects.update(content=b"x")


def test_later_changes_of_people_do_not_change_the_paper(as_user, director, order, pair):
    client = as_user(director)
    sign(client, order)
    before = client.get(reverse("orders:pdf", args=[order.pk])).content
    pair.mentor.last_name = "Новосёлова"
    pair.mentor.save()

    page = client.get(order.get_absolute_url()).content.decode()

    assert "Петрову Анну Сергеевну" in page
    assert client.get(reverse("orders:pdf", args=[order.pk])).content == before


def test_a_signed_order_is_revoked_only_by_another_order(as_user, curator, director, order, pair):
    sign(as_user(director), order)
    as_user(curator).post(reverse("orders:revoke", args=[order.pk]), {"reason": "Ошибка в составе пары"})
    revocation = Order.objects.get(revokes=order)

    sign(as_user(director), revocation, number="2", proposed="2")

    order.refresh_from_db()
    pair.refresh_from_db()
    assert (order.status, pair.status) == ("revoked", "cancelled")
    assert "Признать утратившим силу приказ № 1 от 20.09.2026" in text_of(revocation)
    page = as_user(curator).post(reverse("orders:revoke", args=[order.pk]), {"reason": "Ещё раз"})
    assert "Отменить можно только действующий приказ" in page.content.decode()


def test_a_discarded_draft_frees_its_pairs(as_user, director, order, pair):
    as_user(director).post(reverse("orders:discard", args=[order.pk]), {"reason": "Другой наставник"})

    pair.refresh_from_db()
    order.refresh_from_db()
    assert (order.status, pair.order) == ("discarded", None)


def test_the_words_of_a_draft_may_be_changed_and_of_a_signed_order_not(as_user, curator, director, order):
    words = {
        "heading": "О закреплении",
        "preamble": "На основании решения совета,",
        "items": "1. Закрепить пару.\n1.1. С понедельника.",
        "control": "Контроль оставляю за собой.",
    }
    as_user(curator).post(reverse("orders:edit", args=[order.pk]), words)
    sign(as_user(director), order)

    refused = as_user(curator).post(reverse("orders:edit", args=[order.pk]), words)

    assert "уже не проект" in refused.content.decode()
    assert "На основании решения совета, ПРИКАЗЫВАЮ:" in text_of(order)
    assert "1. Закрепить пару. 1.1. С понедельника. 2. Контроль" in text_of(order)


def test_a_named_person_reads_and_confirms_and_a_stranger_sees_nothing(as_user, director, order, pair):
    reader, stranger = UserFactory(person=pair.mentor), UserFactory()
    draft_page = as_user(reader).get(order.get_absolute_url()).status_code
    sign(as_user(director), order)

    as_user(reader).post(reverse("orders:acknowledge", args=[order.pk]))

    assert draft_page == 404
    assert [(row.acknowledged_on, row.method) for row in order.acquaintances.filter(person=pair.mentor)] == [
        (TODAY, "online")
    ]
    assert as_user(stranger).get(order.get_absolute_url()).status_code == 404
    assert as_user(stranger).post(reverse("orders:acknowledge", args=[order.pk])).status_code == 404


def test_the_clerk_marks_a_signature_on_paper_once(as_user, director, order):
    sign(as_user(director), order)
    clerk = UserFactory(office="clerk")
    row = order.acquaintances.first()

    for _ in range(2):
        as_user(clerk).post(reverse("orders:acquaint", args=[row.pk]))

    row.refresh_from_db()
    assert row.method == "paper"
    assert row.history.filter(history_change_reason__startswith="Ознакомление с приказом").count() == 1


def test_the_register_finds_by_number_and_word(as_user, curator, director, order):
    sign(as_user(director), order, number="15")
    client = as_user(curator)

    found = [
        list(client.get(reverse("orders:list"), {"q": text}).context["listing"].page)
        for text in ("15", "НАЗНАЧ", "нет такого")
    ]

    assert found == [[order], [order], []]


def test_one_order_names_several_pairs(as_user, director, curator):
    both = [PairFactory(), PairFactory()]
    order = pairs.draft_appointment(both, on=TODAY, by=curator)
    sign(as_user(director), order)

    assert set(Pair.objects.active()) == set(both)
    assert "О назначении наставников и закреплении наставнических пар и групп" in text_of(order)


def test_completion_closes_the_pair_and_frees_the_mentor(as_user, director, curator):
    pair = PairFactory(active=True)
    case = option("completion", "initiative")
    pairs.request_ending(pair, case=case, on=TODAY, reason="Переезд", plan_left=None, by=curator)
    order = pairs.draft_closing([pair], by=curator)

    sign(as_user(director), order)

    pair.refresh_from_db()
    assert (pair.status, pair.ended_on, pair.participations.get().closed_on) == ("ended", TODAY, TODAY)
    assert "Считать завершённой с 20.09.2026" in text_of(order)
    assert "(Переезд)" in text_of(order)
    assert "в срок до 30.09.2026" in text_of(order)
