"""A mentee of a group reads nothing of the others in the report about oneself."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.programs.models import Activity, Program
from mentorship.reports import queries
from mentorship.reports.models import Report
from tests.documents.texts import pdf_pages
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MenteeEntryFactory, NeedFactory, UserFactory
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-06-01")]
HIDDEN = ("Чужое занятие", "Плакала", "Чужой итог")


@pytest.fixture
def group(edition, curator):
    """One item about each of the two, one that the other answers for, one of all."""
    people = [MenteeEntryFactory().person for _ in range(2)]
    pair = PairFactory(ended=True, mentees=people, kind=option("kind", "group"))
    dates = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    program = Program.objects.create(
        pair=pair, status="approved", approved_on=pair.starts_on, approved_by=curator, **dates
    )
    own, theirs = (NeedFactory(person=person) for person in people)
    day = dt.date(2026, 10, 1)
    common = {"program": program, "section": option("section", "practice"), "due_on": day, "done_on": day}
    for more in (
        {"title": "Своё занятие", "need": own, "responsible": pair.mentor, "result": "Свой итог"},
        {"title": "Чужое занятие", "need": theirs, "responsible": pair.mentor, "result": "Плакала"},
        {"title": "Поручено другой", "responsible": people[1], "result": "Чужой итог"},
        {"title": "Для всех", "responsible": pair.mentor, "result": "Общий итог"},
    ):
        Activity.objects.create(**common, **more)
    return pair


def test_what_a_report_is_filled_with_is_about_its_own_mentee(group):
    first, second = group.participations.order_by("pk")

    said, other = queries.prefilled(first), queries.prefilled(second)

    assert not [word for word in HIDDEN if word in said]
    assert all(word in said for word in ("Своё занятие. Свой итог", "Поручено другой", "Общий итог"))
    assert said.startswith("Выполнено мероприятий: 3 из 3 (100 %).")
    assert "Чужое занятие. Плакала" in other
    assert "Чужой итог" in other


def test_the_page_and_the_paper_tell_a_mentee_nothing_of_the_others(as_user, group):
    first = group.participations.order_by("pk").first()
    report = Report.objects.create(
        participation=first,
        side="mentor",
        author=group.mentor,
        status="submitted",
        submitted_on=dt.date(2027, 6, 1),
        opened_on=dt.date(2027, 6, 1),
        facts=queries.prefilled(first),
    )
    client = as_user(UserFactory(person=first.mentee))

    page = text(client.get(report.get_absolute_url()))
    paper = " ".join(pdf_pages(client.get(reverse("archive:paper", args=["D34", report.pk, "pdf"])).content))

    for said in (page, paper):
        assert "Своё занятие" in said
        assert not [word for word in HIDDEN if word in said]
