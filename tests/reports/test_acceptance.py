"""Who accepts, returns and opens reports where an office is of the pair: nobody of it (PRG-11)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.desk.duties import collect, scope_for
from mentorship.people.models import User
from mentorship.regulation.models import Edition
from mentorship.reports import services
from tests.duties import owed_in
from tests.factories.pairs import PairFactory
from tests.factories.people import OfficeTermFactory, UserFactory
from tests.pages import confirm, text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-06-05")]
TODAY = dt.date(2027, 6, 5)
FIELDS = {
    "mentor": {"facts": "Сделано", "recommendations": "Курсы"},
    "mentee": {"facts": "Сделано", "score": 9, "evaluation": "Помогала"},
}


def handed_in(pair, side):
    """The report of the side, handed in under the author's own login."""
    part = pair.participations.get()
    author = User.objects.get_or_create(
        person=part.mentor if side == "mentor" else part.mentee, defaults={"username": f"author-{side}"}
    )[0]
    report = services.begin(part, side=side, by=author)
    services.write(report, fields=FIELDS[side], by=author)
    return services.submit(report, on=TODAY, by=author)


def owes(user):
    return "Принять отчёт или вернуть" in {
        duty.what for duty in collect(Edition.objects.get().limits(), scope_for(user.person_id, TODAY))
    }


def of_pair(user, place):
    return PairFactory(ended=True, **({"mentor": user.person} if place == "mentor" else {"mentees": [user.person]}))


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("place", ["mentor", "mentee"])
def test_a_curator_of_the_pair_accepts_nothing_of_it_and_the_director_does(as_user, curator, director, place, side):
    report = handed_in(of_pair(curator, place), side)
    client, card = as_user(curator), report.get_absolute_url()
    addresses = {name: reverse(f"reports:{name}", args=[report.pk]) for name in ("accept", "send_back")}
    answers = [confirm(client, addresses["accept"]), client.post(addresses["send_back"], {"reason": "Мало"})]
    if report.author_id == curator.person_id:
        assert not any(address in text(client.get(card)) for address in addresses.values())
        assert all("и свой тоже, вы не принимаете" in text(answer) for answer in answers)
        assert all("Это сделает руководитель" in text(answer) for answer in answers)
    else:  # hidden until the own one is in
        assert {answer.status_code for answer in answers} == {404}
    waiting = client.post(reverse("reports:close_waiting", args=[report.participation_id]), follow=True)
    assert "вы не принимаете и не возвращаете" in text(waiting)
    assert "Не ждать второго отчёта" not in text(
        client.get(reverse("reports:compare", args=[report.participation.pair_id]))
    )
    report.refresh_from_db()
    assert (report.status, report.opened_on, owes(curator), owes(director)) == ("submitted", None, False, True)

    assert addresses["accept"] in text(as_user(director).get(card))
    confirm(as_user(director), addresses["accept"])

    report.refresh_from_db()
    assert (report.status, owes(director)) == ("accepted", False)


def test_the_director_leaves_it_to_a_curator_who_is_not_of_the_pair(as_user, curator, director):
    report = handed_in(of_pair(curator, "mentor"), "mentee")
    other = UserFactory(office=Office.CURATOR)
    client, address = as_user(director), reverse("reports:accept", args=[report.pk])
    assert address not in text(client.get(report.get_absolute_url()))

    assert "только когда куратор сам в ней участвует" in text(confirm(client, address))
    assert (owes(curator), owes(director), owes(other)) == (False, False, True)
    assert {(duty.office, duty.barred[0]) for duty in owed_in("reports") if duty.rule == "report_acceptance"} == {
        ("curator", curator.person_id)
    }
    confirm(as_user(other), address)
    report.refresh_from_db()
    assert report.status == "accepted"


def test_where_all_are_of_the_pair_the_refusal_says_who_may(as_user, curator, director):
    pair = PairFactory(ended=True, mentor=curator.person, mentees=[director.person])
    report = handed_in(pair, "mentee")
    address = reverse("reports:accept", args=[report.pk])

    assert confirm(as_user(curator), address).status_code == 404  # hidden until the own one is in
    assert "руководитель или исполняющий его обязанности" in text(confirm(as_user(director), address))
    assert not owes(curator)
    assert not owes(director)


def test_a_head_who_is_the_only_curator_as_well_accepts_as_before(as_user, edition):
    both = UserFactory(office=Office.CURATOR)
    OfficeTermFactory(person=both.person, office=Office.DIRECTOR)
    report = handed_in(PairFactory(ended=True), "mentor")

    assert owes(both)
    confirm(as_user(both), reverse("reports:accept", args=[report.pk]))
    report.refresh_from_db()
    assert report.status == "accepted"
