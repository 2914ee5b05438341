"""Pages of orders: the register, the card, reading and marking."""

import pytest
from django.urls import reverse

from mentorship.orders import services
from mentorship.orders.models import Acquaintance
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, OfficeTermFactory, UserFactory
from tests.orders.signing import TODAY, sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]


def test_a_new_order_is_prepared_by_the_clerk_and_not_by_a_mentor(as_user):
    mentor = MentorEntryFactory().person
    MenteeEntryFactory()

    assert as_user(UserFactory(office="clerk")).get(reverse("orders:new")).status_code == 200
    assert as_user(UserFactory(person=mentor)).get(reverse("orders:new")).status_code == 403


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


def test_whom_the_order_names_is_told_nothing_of_its_drafts(as_user, curator, director, order, pair):
    reader = UserFactory(person=pair.mentor)
    words = {"preamble": "по просьбе соседки", "items": "", "control": order.control}
    services.edit_draft(order, heading="Черновой", by=curator, **words)
    services.edit_draft(order, heading="О назначении", by=curator, **{**words, "preamble": ""})
    sign(as_user(director), order)
    as_user(reader).post(reverse("orders:acknowledge", args=[order.pk]))
    sign(as_user(director), services.draft_revocation(order, reason="Ошибка", by=curator), number="2", proposed="2")

    theirs, whole = (
        [(row.reason, row.changes) for row in as_user(user).get(order.get_absolute_url()).context["timeline"]]
        for user in (reader, curator)
    )

    reasons = [reason for reason, _ in theirs]
    assert sorted(reason.split(":")[0] for reason in reasons) == [
        "Запись создана",
        "Ознакомление с приказом",
        "Отменён приказом № 2",
        "Приказ подписан",
    ]
    assert "соседки" not in str(theirs)
    assert "соседки" in str(whole)


def test_the_clerk_marks_a_signature_on_paper_once(as_user, director, order):
    sign(as_user(director), order)
    clerk = UserFactory(office="clerk")
    row = order.acquaintances.first()

    for _ in range(2):
        as_user(clerk).post(reverse("orders:acquaint", args=[row.pk]), {"on": "20.09.2026"})

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


@pytest.mark.parametrize("office", ["curator", "clerk"])
def test_an_office_of_the_pair_acquaints_nobody_else_of_it_on_paper(as_user, director, order, pair, office):
    user = UserFactory(person=pair.mentor)
    OfficeTermFactory(person=pair.mentor, office=office)
    sign(as_user(director), order)
    row = order.acquaintances.get(person=pair.mentees[0])
    client, address = as_user(user), reverse("orders:acquaint", args=[row.pk])
    assert address not in client.get(order.get_absolute_url()).content.decode()

    answer = client.post(address, {"on": "20.09.2026"})

    assert "сами участник этой пары" in answer.content.decode()
    row.refresh_from_db()
    assert row.acknowledged_on is None


def test_a_pair_that_is_over_bars_it_too_and_another_order_does_not(as_user, edition):
    user, ended = UserFactory(office="curator"), SignedOrderFactory(kind="completion")
    pair = PairFactory(ended=True, mentor=user.person)
    [other] = pair.mentees
    named = {"both": ended, "one": SignedOrderFactory()}
    rows = {what: Acquaintance.objects.create(order=row, person=other) for what, row in named.items()}
    Acquaintance.objects.create(order=ended, person=user.person)

    for row in rows.values():
        as_user(user).post(reverse("orders:acquaint", args=[row.pk]), {"on": "20.09.2026"})
        row.refresh_from_db()

    assert (rows["both"].acknowledged_on, rows["one"].acknowledged_on) == (None, TODAY)
