"""The demo of each institution: the same logins and states, its own people; every paper prints."""

import datetime as dt
import re
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.documents.catalogue import PAPERS
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.regulation.models import Institution
from mentorship.reports.models import Report
from tests.demo.duties import closed_doors, twins
from tests.documents.texts import html_text
from tests.presets.matrix import CODES, PLACES
from tests.safekeeping.copies import making

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module", params=PLACES[1:], ids=CODES[1:])  # the first has tests/demo/test_institution.py
def demo(request, django_db_setup, django_db_blocker):
    """The demo of the institution, loaded once for this file and rolled back after it."""
    place = request.param
    with django_db_blocker.unblock(), transaction.atomic():
        settings.DEMO = True
        with time_machine.travel("2026-11-21 09:00:00+03:00"):
            call_command("demo", "--institution", place.code, "--no-serve", "--today", "21.11.2026", stdout=StringIO())
        yield place
        settings.DEMO = False
        transaction.set_rollback(True)


def test_the_lifecycle_is_there_in_every_state(demo):
    assert Institution.objects.get().code == demo.code
    assert set(Pair.objects.values_list("status", flat=True)) == {"proposed", "active", "ended"}
    assert set(Order.objects.values_list("status", flat=True)) == {"draft", "signed", "revoked"}
    assert set(Report.objects.values_list("side", flat=True)) == {"mentor", "mentee"}


def test_it_returns_from_a_copy_byte_for_byte(demo):
    assert making.returns()


def test_every_login_opens_its_desk(demo, client):
    offices = set(Office) - (set() if demo.council else {Office.COUNCIL})
    for login in ("director", "curator", "clerk", "admin", "mentor", "mentee", *(["council"] if demo.council else [])):
        user = User.objects.get(username=login)
        client.force_login(user)
        assert client.get(reverse("desk:today")).status_code == 200
    assert {office for user in User.objects.all() for office in user.offices & set(Office)} == offices


def test_duties_are_told_from_each_other_and_open_for_whoever_owes_them(demo, client):
    assert twins(TODAY) == []
    assert closed_doors(client, TODAY) == []


def test_every_paper_is_made_filled_and_blank(demo):
    for code, paper in PAPERS.items():
        for subject in (None, paper.subjects().first()):
            said = html_text(paper.document(subject, TODAY))
            assert said, code
            assert not re.search(r"[{}]|\[если", said), code
