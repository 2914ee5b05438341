"""Signing, discarding, revoking: what changes, what is kept, what is refused."""

import datetime as dt
import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from mentorship.documents.models import KeptPaper
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair
from mentorship.regulation.models import Institution
from tests.factories.pairs import PairFactory, SignedOrderFactory, option
from tests.orders.signing import TODAY, sign, text_of
from tests.papers import kept_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]


def test_an_institution_without_a_letterhead_is_told_what_to_fill(as_user, director, order):
    Institution.objects.update(letterhead="  ")

    refused = sign(as_user(director), order)

    assert "не хватает сведений об учреждении: строки бланка" in refused.content.decode()
    assert not Order.objects.signed().exists()


def test_a_signed_order_makes_the_pair_active_and_is_kept(as_user, director, order, pair):
    sign(as_user(director), order)

    order.refresh_from_db()
    pair.refresh_from_db()
    assert (order.status, order.number, order.signed_on, order.signed_by) == ("signed", "1", TODAY, director.person)
    assert pair.status == Pair.Status.APPOINTED
    kept = kept_of(order)
    assert (kept.kept_on, kept.signers) == (TODAY, [f"{director.person.full_name}, Заведующий"])
    assert kept.pdf_sha256 == hashlib.sha256(bytes(kept.pdf)).hexdigest()
    assert kept.docx_sha256 == hashlib.sha256(bytes(kept.docx)).hexdigest()
    named = {pair.mentor, *pair.mentees, order.created_by.person}  # the order obliges the curator too
    assert {row.person for row in order.acquaintances.all()} == named


def test_signing_twice_changes_nothing(as_user, director, order):
    client = as_user(director)
    sign(client, order)
    before = list(KeptPaper.objects.values_list("pdf_sha256", "docx_sha256"))

    second = sign(client, order, number="2")

    assert "уже не проект" in second.content.decode()
    assert list(KeptPaper.objects.values_list("pdf_sha256", "docx_sha256")) == before


def test_every_rule_is_checked_again_at_the_signature(as_user, director, order, pair):
    pair.mentor_consent.withdrawn_on = TODAY
    pair.mentor_consent.save()

    refused = sign(as_user(director), order)

    assert "Нет письменного согласия наставника" in refused.content.decode()
    order.refresh_from_db()
    assert (order.status, order.number, KeptPaper.objects.count()) == ("draft", "", 0)


def test_an_order_is_not_signed_in_the_future(as_user, director, order):
    assert "ещё не наступила" in sign(as_user(director), order, signed_on="21.09.2026").content.decode()


def test_only_the_director_signs(as_user, curator, order):
    assert sign(as_user(curator), order).status_code == 403


# What a signed order may still come to: another order revokes it; the search finds it anew.
CHANGES_LATER = {"id", "status", "search_key"}
OTHER = {
    "CharField": "иначе",
    "TextField": "иначе",
    "JSONField": {"иначе": True},
    "DateField": "2020-01-01",
    "DateTimeField": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    "PositiveSmallIntegerField": 1,
}


@pytest.mark.parametrize(
    "field", [field for field in Order._meta.concrete_fields if field.name not in CHANGES_LATER], ids=str
)
def test_the_database_itself_keeps_every_word_of_a_signed_order(as_user, director, order, field):
    sign(as_user(director), order)
    order.refresh_from_db()
    others = {"signed_by": order.created_by.person_id, "created_by": director.pk, "recorded_by": director.pk}
    other = OTHER.get(field.get_internal_type(), others.get(field.name, order.pk))

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(**{field.attname: other})


def test_the_database_itself_keeps_a_signed_order_and_its_paper(as_user, director, order):
    sign(as_user(director), order)

    with pytest.raises(DatabaseError), transaction.atomic():
        KeptPaper.objects.update(pdf=b"x")
    for kept in (KeptPaper.objects.all(), Order.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            kept._raw_delete(kept.db)


@pytest.mark.parametrize("same", ["id", "journal, year, number", "revokes_id"])
def test_the_database_itself_lets_nobody_write_over_a_signed_order(same):
    """SQLite deletes for `REPLACE` without asking the triggers of deletion; PostgreSQL knows no such word."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite writes over a row")
    order = SignedOrderFactory(revokes=SignedOrderFactory())
    columns = [field.column for field in Order._meta.concrete_fields]
    other = {"id": "7777", "number": "'7777'", "revokes_id": "NULL", "heading": "'О другом'"}
    values = ", ".join(f'"{name}"' if name in same.split(", ") else other.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO orders_order ({names}) SELECT {values} FROM orders_order WHERE id = {order.pk}"
        )

    assert Order.objects.get(pk=order.pk).heading == order.heading


def test_one_order_names_several_pairs(as_user, director, curator):
    both = [PairFactory(), PairFactory()]
    order = pairs.draft_appointment(both, on=TODAY, by=curator)
    sign(as_user(director), order)

    assert set(Pair.objects.appointed()) == set(both)
    assert "О назначении наставников и закреплении наставнических пар и групп" in text_of(order)


def test_completion_closes_the_pair_and_frees_the_mentor(as_user, director, curator):
    pair = PairFactory(active=True)
    case = option("completion", "initiative")
    ending.request_ending(pair, case=case, on=TODAY, reason="Переезд", plan_left=None, by=curator)
    order = ending.draft_closing([pair], by=curator)

    sign(as_user(director), order)

    pair.refresh_from_db()
    assert (pair.status, pair.ended_on, pair.participations.get().closed_on) == ("ended", TODAY, TODAY)
    assert "Завершить 20.09.2026 (последний день)" in text_of(order)
    assert "(Переезд)" in text_of(order)
    assert "в срок до 30.09.2026" in text_of(order)


def test_the_history_of_who_reads_an_order_begins_with_its_signature(as_user, director, order):
    sign(as_user(director), order)

    begun = [
        (entry.history_type, entry.history_user) for row in order.acquaintances.all() for entry in row.history.all()
    ]
    assert set(begun) == {("+", director)}
