"""The order that extends or changes a programme (D08)."""

import datetime as dt

import pytest

from mentorship.core.refusal import RuleBroken
from mentorship.orders import services as orders
from mentorship.orders.papers import paper
from mentorship.programs import services
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.models import Program
from mentorship.regulation.models import Edition
from tests.factories.pairs import option
from tests.factories.people import MentorEntryFactory, PersonFactory
from tests.factories.programs import approved_program
from tests.pages import text as said
from tests.papers import text
from tests.programs.amendments.making import OLD_END, TODAY, agreed, drafted, ends, extended, longer, sign
from tests.programs.amendments.meanwhile import MEANWHILE

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


def test_the_order_says_the_old_and_the_new_days_in_the_right_cases(curator, director):
    mentor = MentorEntryFactory(person=PersonFactory(last_name="Громова")).person
    program = approved_program(curator, mentor=mentor)
    pair = program.pair
    order = decision.grant(extended(program, curator), on=TODAY, by=curator)

    assert order.heading == "О продлении персонализированной программы наставничества"
    words = text(paper(order))
    assert "наставника — воспитателя Громовой Анны Петровны, наставляемого — воспитателя" in words
    assert "Наставнику А.П. Громовой, воспитателю, ознакомить наставляемого с изменениями" in words
    assert "прежний срок — по 31.05.2027, новый срок — по 31.08.2027" in words
    assert f"установленный приказом от 15.09.2026 № {pair.order.number}" in words
    assert "соглашение участников программы от 01.03.2027. Причина: Болезнь." in words
    assert "Приложение" not in words
    signed = text(paper(sign(order, director)))
    assert "прежний срок — по 31.05.2027" in signed


def test_the_order_of_a_correction_has_the_changes_appended(curator, program):
    amendment = drafting.start(program, fields=longer(corrects=True), on=TODAY, by=curator)
    drafting.edit_text(amendment, fields={"kind": option("kind", "reverse"), "goal": "Вести кружок"}, by=curator)
    assents.ask(amendment, on=TODAY, by=curator)

    order = decision.grant(agreed(amendment, curator), on=TODAY, by=curator)

    assert order.heading == "О продлении и изменении персонализированной программы наставничества"
    words = text(paper(order))
    assert "изменения (Приложение): вид наставничества, цель." in words
    assert "Вести кружок" in words
    assert "Помочь освоиться в группе" in words


def test_a_pair_that_already_lasts_longer_stays(curator, director):
    program = approved_program(curator)
    Program.objects.update(ends_on=dt.date(2027, 4, 30))
    program.refresh_from_db()
    amendment = extended(program, curator, until=dt.date(2027, 5, 15))

    order = decision.grant(amendment, on=TODAY, by=curator)
    assert "Продлить срок наставничества" not in text(paper(order))
    sign(order, director)

    assert ends(program) == (OLD_END, dt.date(2027, 5, 15))


@pytest.mark.parametrize(("change", "words"), MEANWHILE)
def test_what_has_changed_meanwhile_is_seen_at_the_signature(curator, director, program, change, words):
    order = decision.grant(extended(program, curator), on=TODAY, by=curator)
    change(program)

    with pytest.raises(RuleBroken, match=words):
        sign(order, director)
    assert ends(program) == (OLD_END, OLD_END)


def test_a_discarded_draft_frees_it_and_a_signed_order_is_not_revoked(as_user, curator, director, program):
    amendment = extended(program, curator)
    order = decision.grant(amendment, on=TODAY, by=curator)

    orders.discard(order, reason="Ошибка", by=director)

    amendment.refresh_from_db()
    assert (amendment.status, amendment.order) == ("agreed", None)
    signed = sign(decision.grant(amendment, on=TODAY, by=curator), director)
    with pytest.raises(RuleBroken, match="не отменяют"):
        orders.draft_revocation(signed, reason="Ошибка", by=curator)


def test_when_every_change_has_fallen_away_there_is_nothing_to_sign(as_user, curator, director, program):
    Edition.objects.update(program_approval="order")
    activity = program.activities.first()
    amendment = drafted(program, curator)
    drafting.change_item(amendment, activity, fields={"title": "Иначе"}, by=curator)
    order = decision.grant(agreed(assents.ask(amendment, on=TODAY, by=curator), curator), on=TODAY, by=curator)
    services.perform(activity, done_on=TODAY, result="Провели", evidence=None, today=TODAY, by=curator)
    assert "уже выполнено или отменено" in said(as_user(curator).get(amendment.get_absolute_url()))

    with pytest.raises(RuleBroken, match="Ничего не меняется"):
        sign(order, director)


def test_a_new_kind_goes_to_the_pair_by_an_order(curator, director, program):
    amendment = drafted(program, curator)
    drafting.edit_text(amendment, fields={"kind": option("kind", "reverse")}, by=curator)
    order = decision.grant(agreed(assents.ask(amendment, on=TODAY, by=curator), curator), on=TODAY, by=curator)
    assert order.heading == "Об изменении персонализированной программы наставничества"

    sign(order, director)

    program.pair.refresh_from_db()
    assert program.pair.kind.code == "reverse"
