"""Reports are hidden from each other until both are in, from a side that holds an office too (PRG-12)."""

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.people.models import OfficeTerm
from mentorship.reports.models import Report
from tests.factories.people import UserFactory
from tests.reports.writing import both, hand_in, write

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-06-05")]


@pytest.mark.parametrize("office", [Office.CURATOR, Office.DIRECTOR])
def test_a_mentor_in_office_reads_the_evaluation_when_both_are_in(as_user, director, part, mentor, mentee, office):
    OfficeTerm.objects.filter(office=office).update(person=part.mentor)
    write(as_user(mentee), part, "mentee", score="9", evaluation="Помогала")
    hand_in(as_user(mentee), "mentee")
    page = reverse("reports:card", args=[Report.objects.get().pk])

    assert as_user(mentor).get(page).status_code == 404
    beside = as_user(mentor).get(reverse("reports:compare", args=[part.pair_id])).content.decode()
    assert "Помогала" not in beside
    other = director if office == Office.CURATOR else UserFactory(office=Office.CURATOR)
    assert as_user(other).get(page).status_code == 200

    Report.objects.all().delete()
    both(as_user, part, mentor, mentee)
    page = reverse("reports:card", args=[Report.objects.get(side="mentee").pk])
    assert as_user(mentor).get(page).status_code == 200
