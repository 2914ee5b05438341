"""An act that names no limit, no list and no consent: the main job is done, the papers have no holes."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from mentorship.documents.catalogue import PAPERS
from mentorship.documents.tree import to_json
from mentorship.orders.models import Order
from mentorship.orders.papers import paper
from mentorship.pairs.models import Pair
from mentorship.programs.models import Program
from mentorship.regulation.queries import institution
from mentorship.reports.models import Report
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, NeedFactory, UserFactory
from tests.factories.regulation import silent_edition
from tests.pages import confirm
from tests.papers import text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
TODAY = dt.date(2026, 9, 20)
HOLES = re.compile(r"None|\(\s*\)|,\s*,|;\s*;|«\s*»|— ,|— \.|\bв форме\s*\.|не больше\s*\.| ,|\s\.\s|\(и_*\)")
# What only a form to fill by hand may say.
BLANKS = re.compile(r"чем через\s+(?!\d)|не (короче|дольше) чем (?!\d)|одновременно: _|орма[^.]{0,14}«_+»|вид — _")


@pytest.fixture
def edition(db):
    return silent_edition()


@pytest.fixture
def mentor():
    return UserFactory(person=MentorEntryFactory(trained_on=None).person)


@pytest.fixture
def mentee():
    return UserFactory(person=MenteeEntryFactory().person)


def post(client, name, key, data=None):
    answer = confirm(client, reverse(name, args=[key] if key else []), data)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content.decode()
    return answer


def sign(client):
    order = Order.objects.drafts().get()
    post(client, "orders:sign", order.pk, {"signed_on": "20.09.2026", "number": "", "proposed": ""})
    return Order.objects.get(pk=order.pk)


def appointed(as_user, curator, director, mentor, mentee):
    """Proposed without form, kind or consents, and appointed by a signed order."""
    address = f"{reverse('pairs:propose')}?mentor={mentor.person.pk}&mentee={mentee.person.pk}"
    client = as_user(curator)
    assert set(client.get(address).context["form"].fields) == {"goal", "starts_on", "ends_on"}
    client.post(address, {"goal": "Освоиться", "starts_on": "20.09.2026", "ends_on": "31.05.2027"})
    pair = Pair.objects.get()
    assert client.get(reverse("pairs:gate", args=[pair.pk])).context["rows"] == []
    client.post(reverse("pairs:draft_appointment"), {"pair": pair.pk})
    sign(as_user(director))
    pair.refresh_from_db()
    assert (pair.status, pair.form, pair.kind, pair.behaviour) == ("active", None, None, "")
    return pair


def approved(as_user, curator, mentor, pair):
    """A programme from a template in one table, approved without acquaintance."""
    client = as_user(mentor)
    post(client, "programs:start", pair.pk)
    program = Program.objects.get()
    NeedFactory(person=pair.mentees[0])
    post(client, "programs:use_template", program.pk, {"code": "first-year"})
    post(client, "programs:answer_needs", program.pk)
    assert not {"section"} & set(client.get(reverse("programs:add_activity", args=[program.pk])).context["form"].fields)
    shown = client.get(reverse("programs:edit", args=[program.pk])).context["form"].fields
    assert not {"directions", "forms_note"} & set(shown)
    program.refresh_from_db()
    text = {"starts_on": "20.09.2026", "ends_on": "31.05.2027", "goal": "Освоиться", "version": program.version}
    post(client, "programs:edit", program.pk, text)
    post(client, "programs:show_to_mentee", program.pk)
    post(client, "programs:submit", program.pk)
    post(as_user(curator), "programs:approve", program.pk)
    program.refresh_from_db()
    assert program.is_approved
    return program


def performed(as_user, mentor, program):
    client = as_user(mentor)
    for activity in program.activities.all():
        post(client, "programs:perform", activity.pk, {"done_on": "20.09.2026", "result": "Сделано"})


def ended(as_user, curator, director, pair):
    """Ended by day and reason: there are no cases to choose from."""
    client = as_user(curator)
    address = reverse("programs:end", args=[pair.pk])
    assert set(client.get(address).context["form"].fields) == {"on", "reason"}
    assert client.post(address, {"on": "20.09.2026"}).status_code == 422
    post(client, "programs:end", pair.pk, {"on": "20.09.2026", "reason": "Цель достигнута."})
    client.post(reverse("pairs:draft_closing"), {"pair": pair.pk})
    return sign(as_user(director))


def test_the_main_job_is_done_and_no_paper_has_a_hole(as_user, edition, curator, director, mentor, mentee):
    pair = appointed(as_user, curator, director, mentor, mentee)
    program = approved(as_user, curator, mentor, pair)
    performed(as_user, mentor, program)
    closing = ended(as_user, curator, director, pair)

    said = text(paper(closing))
    assert "О досрочном завершении" in said
    assert "Основание: Цель достигнута." in said
    assert "представить отчёт" not in said
    for user, side, fields in (
        (mentor, "mentor", {"facts": "Всё", "recommendations": "Учиться"}),
        (mentee, "mentee", {"facts": "Всё", "score": 9, "evaluation": "Помогала"}),
    ):
        part = pair.participations.get()
        as_user(user).get(reverse(f"reports:write_{side}", args=[part.pk]))
        post(as_user(user), f"reports:write_{side}", part.pk, fields)
        post(as_user(user), "reports:submit", Report.objects.get(side=side).pk)
    assert {report.status for report in Report.objects.all()} == {"submitted"}
    assert_no_holes()


def assert_no_holes():
    for kind in PAPERS.values():
        for subject in [None, *kind.subjects()] if kind.subjects else [None, institution()]:
            for line in strings(to_json(kind.document(subject, TODAY))):
                assert not HOLES.search(line), (kind.code, line)
                assert subject is None or kind.code == "D56" or not BLANKS.search(line), (kind.code, line)


def strings(data):
    if isinstance(data, str):
        return [data.replace("\N{NO-BREAK SPACE}", " ")]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else []
    return [line for part in parts for line in strings(part)]
