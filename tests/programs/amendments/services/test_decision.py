"""The curator grants or refuses, whoever proposed it takes it back; it takes effect."""

import pytest

from mentorship.core.refusal import RuleBroken
from mentorship.programs import services
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.regulation.models import Edition
from tests.factories.people import UserFactory
from tests.factories.programs import approved_program
from tests.pages import confirm
from tests.pages import text as said
from tests.programs.amendments.making import TODAY, agreed, corrected, drafted, extended, longer, participants, url
from tests.programs.amendments.meanwhile import MEANWHILE
from tests.threads import in_threads

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


@pytest.mark.parametrize(("change", "words"), MEANWHILE)
def test_what_has_changed_meanwhile_is_seen_at_the_decision(curator, program, change, words):
    amendment = extended(program, curator)
    change(program)

    with pytest.raises(RuleBroken, match=words):
        decision.grant(amendment, on=TODAY, by=curator)
    amendment.refresh_from_db()
    assert (amendment.status, amendment.order) == ("agreed", None)


def test_the_curator_refuses_with_a_reason(as_user, curator, program):
    amendment = extended(program, curator)
    client = as_user(curator)
    assert client.post(url("refuse", amendment.pk), {"reason": ""}).status_code == 422

    client.post(url("refuse", amendment.pk), {"reason": "План почти выполнен"})

    amendment.refresh_from_db()
    assert (amendment.status, amendment.closing_reason) == ("refused", "План почти выполнен")
    assert amendment.changes[0] == ["Срок программы", "по 31.05.2027", "по 31.08.2027"]
    assert "уже отклонено куратором" in said(confirm(client, url("grant", amendment.pk), follow=True))


def test_only_whoever_proposed_it_or_the_curator_takes_it_back(as_user, curator, program):
    mentor, mentee = participants(program)
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=mentor)
    refused = as_user(mentee).post(url("withdraw", amendment.pk), {"reason": "Передумала"})
    assert "может тот, кто его предложил, или куратор" in said(refused)

    as_user(mentor).post(url("withdraw", amendment.pk), {"reason": "Передумала"})

    amendment.refresh_from_db()
    assert amendment.status == "withdrawn"


def test_marks_made_meanwhile_are_kept_and_what_is_done_is_not_changed(curator, program):
    first, second, third, *_ = program.activities.order_by("due_on")
    amendment = drafted(program, curator)
    drafting.change_item(amendment, first, fields={"title": "Иначе"}, by=curator)
    drafting.change_item(amendment, second, fields={}, drops=True, by=curator)
    drafting.edit_text(amendment, fields={"goal": "Новая цель"}, by=curator)
    agreed(assents.ask(amendment, on=TODAY, by=curator), curator)
    for activity in (first, second, third):
        services.perform(activity, done_on=TODAY, result="Провели", evidence=None, today=TODAY, by=curator)

    decision.grant(amendment, on=TODAY, by=curator)

    for activity, title in ((first, first.title), (second, second.title), (third, third.title)):
        activity.refresh_from_db()
        assert (activity.done_on, activity.result, activity.title, activity.cancelled_on) == (
            TODAY,
            "Провели",
            title,
            None,
        )
    program.refresh_from_db()
    assert program.goal == "Новая цель"


def test_where_the_council_decides_its_minutes_are_asked_for(as_user, curator, program):
    amendment = corrected(program, curator)
    Edition.objects.update(program_approval="minutes")
    client = as_user(curator)
    assert confirm(client, url("grant", amendment.pk), {}).status_code == 422
    late = confirm(client, url("grant", amendment.pk), {"minutes_number": "3", "minutes_on": "02.03.2027"})
    assert "minutes_on" in late.context["form"].errors

    confirm(client, url("grant", amendment.pk), {"minutes_number": "3", "minutes_on": "26.02.2027"})

    amendment.refresh_from_db()
    assert (amendment.status, amendment.version.approved_how) == ("applied", "протокол от 26.02.2027 № 3")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once():
    curator = UserFactory(office="curator")
    program = approved_program(curator)
    amendment = corrected(program, curator)

    refused = in_threads(
        [
            lambda: decision.grant(amendment, on=TODAY, by=curator),
            lambda: decision.refuse(amendment, reason="Нет", on=TODAY, by=curator),
        ]
    )

    amendment.refresh_from_db()
    assert refused == 1
    assert program.versions.count() == (2 if amendment.status == "applied" else 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_mark_and_a_change_of_the_same_item_at_once_never_meet():
    curator = UserFactory(office="curator")
    program = approved_program(curator)
    activity = program.activities.first()
    amendment = drafted(program, curator)
    drafting.change_item(amendment, activity, fields={}, drops=True, by=curator)
    drafting.edit_text(amendment, fields={"goal": "Новая цель"}, by=curator)
    agreed(assents.ask(amendment, on=TODAY, by=curator), curator)

    in_threads(
        [
            lambda: decision.grant(amendment, on=TODAY, by=curator),
            lambda: services.perform(activity, done_on=TODAY, result="Да", evidence=None, today=TODAY, by=curator),
        ]
    )

    activity.refresh_from_db()
    assert (activity.done_on is None) != (activity.cancelled_on is None)
