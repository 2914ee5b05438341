"""What was recorded from paper waits for its scan, told to those who may see the record."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.archive.scans.queries import awaited
from mentorship.documents.codes import code_of
from mentorship.documents.models import Scan
from mentorship.programs.models import ProgramAcquaintance
from mentorship.reports.models import Report
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import UserFactory
from tests.factories.programs import approved

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-06-05")]


@pytest.fixture
def recorded(edition, curator):
    """By code: an order, a programme and a report, each of which somebody has written down from paper."""
    pair = PairFactory(ended=True)
    part = pair.participations.get()
    order = SignedOrderFactory(recorded_by=curator)
    program = approved(pair, curator)
    ProgramAcquaintance.objects.create(
        program=program, mentee=part.mentee, acknowledged_on=pair.starts_on, recorded_by=curator
    )
    day = dt.date(2027, 6, 3)
    fields = {"status": "submitted", "submitted_on": day, "recorded_by": curator}
    report = Report.objects.create(participation=part, side="mentee", author=part.mentee, **fields)
    Report.objects.create(participation=part, side="mentor", author=part.mentor, status="submitted", submitted_on=day)
    return {"order": code_of("D03", order.pk), "D30": code_of("D30", program.pk), "D35": code_of("D35", report.pk)}


def test_it_is_listed_until_the_scan_comes(as_user, curator, recorded):
    assert [row.code for row in awaited(curator)][1:] == [recorded["D30"], recorded["D35"]]
    page = as_user(curator).get(reverse("archive:scans")).content.decode()
    assert "скан ещё не приложен: 3" in page

    _, pk, _ = recorded["D35"].split("-")
    Scan.objects.create(paper="D35", subject_id=pk, file=ContentFile(b"%PDF-1.7", "s.pdf"), uploaded_by=curator)

    assert recorded["D35"] not in {row.code for row in awaited(curator)}


def test_the_clerk_is_told_of_orders_alone(recorded):
    assert len(awaited(UserFactory(office=Office.CLERK))) == 1
