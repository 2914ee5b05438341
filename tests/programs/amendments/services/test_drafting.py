"""What may be proposed, and what not."""

import datetime as dt

import pytest

from mentorship.core.refusal import RuleBroken
from mentorship.programs import services
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.models import Activity, Amendment, Program
from tests.factories.pairs import PairFactory, option
from tests.factories.programs import approved_program
from tests.pages import text as said
from tests.programs.amendments.making import LAST, NEW_END, TODAY, agreed, drafted, longer, sign, url, wishes
from tests.programs.amendments.meanwhile import MEANWHILE, mentor_is_taken

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


def test_the_maximum_counts_the_days_with_the_mentor_before(curator):
    """The first mentor began on 15.09.2026; the second goes on from December."""
    old = PairFactory(ended=True, ended_on=dt.date(2026, 12, 6), ending_on=dt.date(2026, 12, 6))
    program = approved_program(curator, starts_on=dt.date(2026, 12, 7), replaces=old)

    with pytest.raises(RuleBroken, match=r"длиннее 12 месяцев: с 15\.09\.2026"):
        drafting.start(program, fields=longer(LAST + dt.timedelta(days=1)), on=TODAY, by=curator)

    assert drafting.start(program, fields=longer(LAST), on=TODAY, by=curator).pk


@pytest.mark.parametrize(("change", "words"), MEANWHILE)
def test_what_has_changed_meanwhile_is_seen_at_the_start(curator, program, change, words):
    change(program)

    with pytest.raises(RuleBroken, match=words):
        drafting.start(program, fields=longer(), on=TODAY, by=curator)
    assert not Amendment.objects.exists()


def test_a_pair_that_begins_after_the_old_end_does_not_forbid_a_shorter_extension(curator, program):
    mentor_is_taken(program)

    assert drafting.start(program, fields=longer(dt.date(2027, 6, 9)), on=TODAY, by=curator).status == "asked"


def test_what_is_done_cannot_be_put_into_a_correction(as_user, curator, program):
    activity = program.activities.first()
    services.perform(activity, done_on=TODAY, result="Провели", evidence=None, today=TODAY, by=curator)
    drafted(program, curator)

    page = said(as_user(curator).post(url("drop_activity", activity.pk), follow=True))

    assert "уже выполнено или отменено: его не меняют и не исключают" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"texts": {"goal": " "}}, "Не заполнено: цель"),
        ({"kind": "group"}, "Для группы нужно не меньше"),
        ({}, "Ничего не меняется"),
    ],
)
def test_a_programme_that_would_not_be_whole_is_refused(curator, program, change, words):
    amendment = drafted(program, curator)
    kind = option("kind", change["kind"]) if "kind" in change else None
    drafting.edit_text(amendment, fields={**change.get("texts", {}), "kind": kind}, by=curator)

    with pytest.raises(RuleBroken, match=words):
        assents.ask(amendment, on=TODAY, by=curator)


def test_an_option_that_is_no_longer_named_is_refused(curator, program):
    amendment = drafted(program, curator)
    drafting.edit_text(amendment, fields={"kind": option("kind", "reverse")}, by=curator)
    type(option("kind", "reverse")).objects.filter(code="reverse").update(is_active=False)

    with pytest.raises(RuleBroken, match="в перечне больше нет"):
        assents.ask(amendment, on=TODAY, by=curator)


def test_a_correction_that_is_given_up_leaves_nothing_behind_the_order(as_user, curator, director, program):
    goal, activity = program.goal, program.activities.first()
    amendment = drafting.start(program, fields=wishes(corrects=True), on=TODAY, by=curator)
    kind = option("kind", "reverse")
    drafting.edit_text(amendment, fields={"goal": "Тайная цель", "kind": kind}, by=curator)
    drafting.change_item(amendment, activity, fields={}, drops=True, by=curator)
    client = as_user(curator)
    assert "изменения текста, плана, формы и вида будут убраны" in said(client.get(url("edit_amendment", amendment.pk)))

    form = {"what": ["extension"], "program_ends_on": "31.08.2027", "reason": "Болезнь"}
    client.post(url("edit_amendment", amendment.pk), form)
    client.post(url("amend_text", amendment.pk), {"goal": "Ещё одна цель"})  # of a page opened before
    client.post(url("ask_assent", amendment.pk))
    sign(decision.grant(agreed(amendment, curator), on=TODAY, by=curator), director)

    amendment.refresh_from_db()
    program = Program.objects.select_related("pair__kind").get(pk=program.pk)
    assert [part for part, _, _ in amendment.changes] == ["Срок программы", "Срок наставничества"]
    assert (program.goal, program.ends_on) == (goal, NEW_END)
    assert program.pair.kind != kind
    assert Activity.objects.get(pk=activity.pk).cancelled_on is None
    assert not amendment.plan.exists()
