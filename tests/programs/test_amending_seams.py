"""Where amendments meet the rest: what is given up, what a group hides, what ends with the pair (п. 7.2)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.core.refusal import RuleBroken
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.models import Activity, Program
from mentorship.replacements import services as replacements
from tests.documents.texts import pdf_pages
from tests.factories import replacements as given
from tests.factories.pairs import option
from tests.factories.people import MenteeEntryFactory, NeedFactory, PersonFactory, UserFactory
from tests.factories.programs import approved_program
from tests.programs.amendments import NEW_END, OLD_END, TODAY, agreed, longer, sign, wishes

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


@pytest.fixture
def program(curator):
    return approved_program(curator)


def url(name, pk):
    return reverse(f"programs:{name}", args=[pk])


def said(answer):
    return answer.content.decode()


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


@pytest.fixture
def group(curator):
    """A programme of two mentees, each of them with a request of their own and an item of the plan."""
    mentees = [MenteeEntryFactory(person=PersonFactory(last_name=name)).person for name in ("Первушина", "Вторушина")]
    for mentee in mentees:
        NeedFactory(person=mentee, text=f"Тревога: {mentee.last_name}")
    program = approved_program(curator, mentees=mentees, kind=option("kind", "group"))
    program.users = [UserFactory(person=mentee) for mentee in mentees]
    return program


def test_who_declined_in_a_group_and_why_the_others_are_not_told(as_user, curator, group):
    first, second = group.users
    amendment = drafting.start(group, fields=longer(), on=TODAY, by=second)
    before = said(as_user(first).get(amendment.get_absolute_url()))
    as_user(second).post(url("decline", amendment.pk), {"reason": "Лягу в больницу"})

    after, whole = (said(as_user(user).get(amendment.get_absolute_url())) for user in (first, curator))

    assert "Вторушина" not in before + after
    assert "Лягу в больницу" not in after
    assert "один из участников не согласился" in after
    assert "Предложено</dt><dd>01.03.2027, другой участник" in after
    assert "Лягу в больницу" in whole
    assert "Вторушина" in whole


def test_a_version_shows_a_mentee_of_a_group_nothing_of_the_others(as_user, curator, group):
    first, second = group.users
    amendment = drafting.start(group, fields=wishes(corrects=True), on=TODAY, by=curator)
    activity = group.activities.order_by("pk").last()
    drafting.change_item(amendment, activity, fields={"responsible": second.person}, by=curator)
    decision.grant(agreed(assents.ask(amendment, on=TODAY, by=curator), curator), on=TODAY, by=curator)
    version = group.versions.last()
    addresses = [
        version.get_absolute_url(),
        url("versions", group.pk),
        url("compare", group.pk),
        amendment.get_absolute_url(),
    ]

    theirs, whole = ("".join(said(as_user(user).get(row)) for row in addresses) for user in (first, curator))
    printed = as_user(first).get(reverse("programs:version_paper", args=[version.pk, "pdf"]))

    for shown in (theirs, " ".join(pdf_pages(printed.content))):
        assert "Вторушина" not in shown
        assert "Тревога: Первушина" in " ".join(shown.split())
    assert "другой участник" in theirs
    assert "Тревога: Вторушина" in whole
    assert "План: изменено" in whole
    assert ".." not in said(as_user(curator).get(version.get_absolute_url())).split("<article")[0]


ENDING = {"case": "initiative", "on": "01.03.2027", "reason": "Переезд"}


def test_a_pair_is_not_ended_while_an_amendment_waits_for_its_signature(as_user, curator, director, program):
    order = decision.grant(
        agreed(drafting.start(program, fields=longer(), on=TODAY, by=curator), curator), on=TODAY, by=curator
    )
    client = as_user(curator)
    form = {**ENDING, "case": option("completion", "initiative").pk}

    refused = client.post(reverse("programs:end", args=[program.pair_id]), form)

    assert refused.status_code == 422
    assert f"Ждёт подписи проект приказа «{order.heading}»" in said(refused)
    with pytest.raises(RuleBroken, match="Ждёт подписи проект приказа"):
        given.begun(curator, program.pair, from_on=dt.date(2027, 4, 1), ends_on=OLD_END)
    orders.discard(order, reason="Передумали", by=director)
    assert client.post(reverse("programs:end", args=[program.pair_id]), form).status_code == 302


@pytest.mark.parametrize("granted", [False, True])
def test_an_open_amendment_ends_with_its_pair(curator, director, program, granted):
    """The ending was asked for past the page: by leaving, or before the amendment was granted."""
    amendment = agreed(drafting.start(program, fields=longer(), on=TODAY, by=curator), curator)
    order = decision.grant(amendment, on=TODAY, by=curator) if granted else None
    case = option("completion", "initiative")
    pairs.request_ending(program.pair, case=case, on=TODAY, reason="Переезд", plan_left=None, by=curator)

    sign(pairs.draft_closing([program.pair], by=curator), director)

    amendment.refresh_from_db()
    assert (amendment.status, amendment.closing_reason, amendment.order) == ("withdrawn", "Пара завершена", None)
    assert not Order.objects.filter(status="draft").exists()
    assert order is None or Order.objects.get(pk=order.pk).reason == "Пара завершена"


def test_an_open_amendment_ends_when_another_mentor_takes_over(curator, director, program):
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=curator)
    new = given.consented(given.begun(curator, program.pair, from_on=dt.date(2027, 3, 2), ends_on=OLD_END))
    given.sign(replacements.draft_order(new, on=TODAY, by=curator), director, TODAY)

    amendment.refresh_from_db()
    assert (amendment.status, amendment.closing_reason) == ("withdrawn", "Пара завершена")
