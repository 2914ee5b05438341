"""Where amendments meet the rest: what is given up, what a group hides, what ends with the pair (п. 7.2)."""

import pytest
import time_machine
from django.urls import reverse

from mentorship.programs import amending
from mentorship.programs.models import Activity, Program
from tests.factories.pairs import option
from tests.programs.amendments import NEW_END, TODAY, agreed, approved, sign, wishes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2027-03-01 12:00:00+03:00"):
        yield


@pytest.fixture
def program(curator):
    return approved(curator)


def url(name, pk):
    return reverse(f"programs:{name}", args=[pk])


def said(answer):
    return answer.content.decode()


def test_a_correction_that_is_given_up_leaves_nothing_behind_the_order(as_user, curator, director, program):
    goal, activity = program.goal, program.activities.first()
    amendment = amending.start(program, fields=wishes(corrects=True), on=TODAY, by=curator)
    kind = option("kind", "reverse")
    amending.edit_text(amendment, fields={"goal": "Тайная цель", "kind": kind}, by=curator)
    amending.change_item(amendment, activity, fields={}, drops=True, by=curator)
    client = as_user(curator)
    assert "изменения текста, плана, формы и вида будут убраны" in said(client.get(url("edit_amendment", amendment.pk)))

    form = {"what": ["extension"], "program_ends_on": "31.08.2027", "reason": "Болезнь"}
    client.post(url("edit_amendment", amendment.pk), form)
    client.post(url("amend_text", amendment.pk), {"goal": "Ещё одна цель"})  # of a page opened before
    client.post(url("ask_assent", amendment.pk))
    sign(amending.grant(agreed(amendment, curator), on=TODAY, by=curator), director)

    amendment.refresh_from_db()
    program = Program.objects.select_related("pair__kind").get(pk=program.pk)
    assert [part for part, _, _ in amendment.changes] == ["Срок программы", "Срок наставничества"]
    assert (program.goal, program.ends_on) == (goal, NEW_END)
    assert program.pair.kind != kind
    assert Activity.objects.get(pk=activity.pk).cancelled_on is None
    assert not amendment.plan.exists()
