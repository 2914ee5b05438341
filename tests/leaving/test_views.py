"""Before anything is recorded the page shows all that follows; afterwards the same as tasks; who is told what."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.leaving.models import Decision
from mentorship.orders.models import Order
from mentorship.pairs import services as pair_services
from mentorship.people.models import Absence, Person
from tests.factories import roadmap as roadmaps
from tests.factories.pairs import PairFactory
from tests.factories.people import (
    MenteeEntryFactory,
    MentorEntryFactory,
    OfficeTermFactory,
    UserFactory,
)
from tests.leaving.given import CHANGES, TODAY, away, leaves, planned, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-20")]


def test_the_page_shows_everything_and_writes_nothing(as_user, curator, director):
    pair = PairFactory(active=True)
    person = pair.mentor
    planned(pair, by=curator)
    UserFactory(person=person)
    OfficeTermFactory(person=person, office="clerk")
    PairFactory(ended=True, mentor=person)
    late = MenteeEntryFactory(person__hired_on=TODAY, person__admitted_on=TODAY).person
    proposed = PairFactory(mentor=person, mentees=[late], starts_on=TODAY)
    draft = pair_services.draft_appointment([proposed], on=TODAY, by=curator)
    roadmap = roadmaps.approved(curator, director)
    activity = roadmap.stages.first().activities.first()
    activity.responsible.all().delete()
    activity.responsible.create(post=person.main_position)
    counts = [model.objects.count() for model in (Order, Absence, Decision, Person)]

    page = as_user(curator).get(url("what_if", person, event="leave", on="30.11.2026"))

    text, found = page.content.decode(), page.context["outcome"]
    assert "не выполнено 2 мероприятия, из них отвечает" in text
    assert found.orders == [draft]
    assert [(term.office, vacant) for term, vacant in found.offices] == [("clerk", True)]
    assert [row.activity for row in found.roadmap] == [activity]
    assert {"consents", "login", "banks"} <= {name for name in ("consents", "login", "banks") if getattr(found, name)}
    assert "Само ничего не завершится" in text
    assert counts == [model.objects.count() for model in (Order, Absence, Decision, Person)]
    person.refresh_from_db()
    assert person.left_on is None


@pytest.mark.parametrize("kind", CHANGES)
def test_the_page_costs_the_same_queries_for_one_pair_and_for_three(
    as_user, curator, kind, django_assert_max_num_queries, django_assert_num_queries
):
    person, client = MentorEntryFactory().person, as_user(curator)
    address = url("what_if", person, event=kind, on="20.11.2026")
    spent = []
    for more in (1, 2):
        for _ in range(more):
            planned(PairFactory(active=True, mentor=person), by=curator)
        client.get(address)
        with django_assert_max_num_queries(70) as seen:
            assert len(client.get(address).context["outcome"].pairs) == len(spent) * 2 + 1
        spent.append(len(seen))
    assert spent[0] == spent[1]


def test_recording_leads_to_the_same_as_tasks_with_everything_filled_in(as_user, curator):
    pair = PairFactory(active=True)
    client = as_user(curator)

    page = client.post(url("what_if", pair.mentor, event="leave", on="30.11.2026"), {"reason": "переезд"}, follow=True)

    assert page.redirect_chain[-1][0] == url("next", pair.mentor, event="leave")
    (row,) = page.context["outcome"].pairs
    end = {act.label: act.url for act in row.buttons}["Завершить пару"]
    form = client.get(end).context["form"]
    assert form.initial["on"] == "30.11.2026"
    assert form.initial["reason"].startswith("увольнение: ")
    client.post(end, {"case": form.initial["case"], "on": form.initial["on"], "reason": form.initial["reason"]})
    pair.refresh_from_db()
    assert (pair.ending_on, pair.ending_case.behaviour) == (dt.date(2026, 11, 30), "curator")
    assert pair.is_appointed


@pytest.mark.parametrize(("role", "sees"), [("mentee", False), ("mentor", None), ("clerk", True), ("council", True)])
def test_the_kind_of_an_absence_is_told_only_to_whom_personal_data_is(as_user, curator, role, sees):
    pair = PairFactory(active=True)
    away(pair.mentor, curator)
    if role in ("mentee", "mentor"):
        user = UserFactory(person=pair.mentees[0] if role == "mentee" else pair.mentor)
    else:
        user = UserFactory(office=role)

    page = as_user(user).get(pair.mentor.get_absolute_url()).content.decode()

    assert "отсутствует" in page
    assert ("отпуск по уходу" in page) == (sees is not False)


@pytest.mark.parametrize(
    ("office", "opens", "records"),
    [("director", 200, 403), ("curator", 200, 302), ("clerk", 200, 302), ("admin", 200, 302), ("council", 403, 403)],
)
def test_who_looks_and_who_records(as_user, office, opens, records):
    pair = PairFactory(active=True)
    user = UserFactory(office=office)
    address = url("what_if", pair.mentor, event="leave", on="30.11.2026")

    assert as_user(user).get(address).status_code == opens
    assert as_user(user).post(address, {"reason": "переезд"}).status_code == records
    for name in ("back", "rehire", "stay"):
        assert as_user(user).get(url(name, pair.mentor)).status_code == (200 if records == 302 else 403)
    decides = as_user(user).get(reverse("leaving:decide", args=[pair.pk])).status_code
    assert decides == {"curator": 200, "admin": 403}.get(office, 403)


def test_an_administrator_is_told_that_pairs_are_not_shown(as_user):
    pair = PairFactory(active=True)

    page = as_user(UserFactory(office="admin")).get(url("what_if", pair.mentor, event="leave", on="30.11.2026"))

    assert page.context["outcome"].pairs == []
    assert "Пары и программы видит куратор" in page.content.decode()


@pytest.mark.parametrize(("who", "told"), [("mentee", False), ("mentor", True), ("clerk", True)])
def test_a_leaving_ahead_is_told_only_to_whom_personal_data_is(as_user, curator, who, told):
    pair = PairFactory(active=True)
    leaves(pair.mentor, curator, dt.date(2026, 11, 30))
    people = {"mentee": pair.mentees[0], "mentor": pair.mentor}
    user = UserFactory(person=people[who]) if who in people else UserFactory(office=who)

    page = as_user(user).get(pair.mentor.get_absolute_url()).content.decode()

    assert ("последний рабочий день" in page) == told
