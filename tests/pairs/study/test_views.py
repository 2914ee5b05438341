"""Mentors and mentees are acquainted with the Положение and the acts of the edition's list (MTE-06, MNT-05)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.desk.duties import collect, scope_for
from mentorship.pairs.models import Study
from mentorship.people.models import EarlierEmployment, Person
from mentorship.regulation.act.services import approve_version, begin_version
from mentorship.regulation.models import ActVersion, Edition
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-01")]
LAW = "Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»"


@pytest.fixture
def pair(edition):
    return PairFactory(active=True)


@pytest.fixture
def mentee(pair):
    return UserFactory(person=pair.mentees[0])


def owed_by(user):
    """By its words: what the user owes today."""
    today = dt.date(2026, 10, 1)
    return {duty.what: duty for duty in collect(Edition.objects.get().limits(), scope_for(user.person_id, today))}


def approved(curator, number, on):
    """A version of the Положение in force from the day."""
    version = begin_version(fields={"title": "Положение о наставничестве", "body": "# {положение}"}, on=on, by=curator)
    return approve_version(
        version,
        approval={
            "basis": "приказ",
            "approved_on": on,
            "approval_number": number,
            "starts_on": on,
            "publish_by": None,
            "publisher": "",
        },
        confirmed=True,
        today=dt.date(2026, 10, 1),
        by=curator,
    )


def page(name, person, *args):
    return reverse(f"pairs:{name}", args=[person.pk, *args])


def keys(client, address):
    """What the form offers."""
    return [value for value, _ in client.get(address).context["form"].fields["chosen"].choices]


def test_a_mentee_says_that_they_know_the_acts_and_owes_nothing_more(as_user, mentee):
    client, address = as_user(mentee), page("acknowledge_acts", mentee.person)
    assert "Ознакомиться с Положением и актами" in owed_by(mentee)

    client.post(address, {"chosen": keys(client, address)})

    seen = text(client.get(page("study", mentee.person)))
    assert LAW in seen
    assert "status--warn" not in seen
    assert "01.10.2026" in seen
    assert Study.objects.filter(person=mentee.person, recorded_by=None).count() == 3
    assert "Ознакомиться с Положением и актами" not in owed_by(mentee)


def test_a_mentor_owes_it_by_the_clause_of_mentors(as_user, pair):
    mentor = UserFactory(person=pair.mentor)

    (duty,) = [found for found in owed_by(mentor).values() if found.rule.endswith("_acts")]

    assert (duty.rule, duty.clause, duty.due_on) == ("mentor_acts", "4.2", None)


def test_a_term_of_the_edition_dates_the_duty(edition, mentee):
    edition.study_days = 10
    edition.save()

    duty = owed_by(mentee)["Ознакомиться с Положением и актами"]

    assert (duty.rule, duty.clause, duty.due_on) == ("mentee_acts", "5.2", dt.date(2026, 9, 25))


def test_a_new_version_of_the_act_is_read_anew_and_the_rest_is_not(as_user, curator, mentee):
    first = approved(curator, "15", dt.date(2026, 9, 1))
    client, address = as_user(mentee), page("acknowledge_acts", mentee.person)
    client.post(address, {"chosen": keys(client, address)})

    second = approved(curator, "20", dt.date(2026, 9, 28))

    assert keys(client, address) == [f"version-{second.pk}"]
    seen = text(client.get(page("study", mentee.person)))
    assert "версия 2, приказ от 28.09.2026" in seen
    assert f"версия {first.number}" in seen.split("Раньше")[1]
    assert "осталось: 1" in owed_by(mentee)["Ознакомиться с Положением и актами"].about
    assert ActVersion.objects.in_force_on(dt.date(2026, 10, 1)) == second


@pytest.mark.parametrize("office", [Office.CURATOR, Office.CLERK])
def test_an_office_writes_it_down_from_paper_with_its_day(as_user, pair, office):
    user, person = UserFactory(office=office), pair.mentees[0]
    client, address = as_user(user), page("record_study", person)

    answer = client.post(address, {"chosen": ["273-fz"], "on": "20.09.2026"})

    assert answer.status_code == 302
    study = Study.objects.get(person=person)
    assert (study.read_on, study.recorded_by, study.title) == (dt.date(2026, 9, 20), user, LAW)
    assert f"с бумаги, внёс(ла) {user}" in text(client.get(page("study", person)))


@pytest.mark.parametrize("office", [Office.CURATOR, Office.CLERK])
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_an_office_of_the_pair_writes_it_down_neither_for_the_other_nor_for_itself(as_user, edition, office, side):
    user = UserFactory(office=office)
    pair = PairFactory(active=True, **({"mentor": user.person} if side == "mentor" else {"mentees": [user.person]}))
    other, client = pair.mentees[0] if side == "mentor" else pair.mentor, as_user(user)

    for person, words in ((other, "сами участник этой пары"), (user.person, "Своё с бумаги не вносят")):
        address = page("record_study", person)
        assert address not in text(client.get(page("study", person)))
        assert words in text(client.post(address, {"chosen": ["273-fz"], "on": "20.09.2026"}))
    assert not Study.objects.exists()


def test_a_day_that_has_not_come_or_is_before_the_act_is_refused(as_user, curator, pair):
    version = approved(curator, "15", dt.date(2026, 9, 28))
    client, address = as_user(curator), page("record_study", pair.mentor)

    late = client.post(address, {"chosen": ["273-fz"], "on": "02.10.2026"})
    early = client.post(address, {"chosen": [f"version-{version.pk}"], "on": "27.09.2026"})

    assert "ещё не наступил" in text(late)
    assert "действует с 28.09.2026" in text(early)
    assert not Study.objects.exists()


def test_a_day_long_before_the_first_employment_here_is_refused(as_user, curator, pair):
    person = pair.mentor
    Person.objects.filter(pk=person.pk).update(hired_on=dt.date(2026, 9, 1), admitted_on=dt.date(2026, 9, 3))
    client, address = as_user(curator), page("record_study", person)

    early = client.post(address, {"chosen": ["273-fz"], "on": "31.07.2026"})

    assert early.status_code == 422
    assert "День 31.07.2026 больше чем за 31 день до приёма на работу, 01.09.2026" in str(
        early.context["form"].errors["on"]
    )
    before = {"hired_on": dt.date(2020, 9, 1), "left_on": dt.date(2024, 8, 31), "left_reason": "переезд"}
    EarlierEmployment.objects.create(person=person, **before)
    assert client.post(address, {"chosen": ["273-fz"], "on": "31.08.2021"}).status_code == 302


def test_said_twice_it_is_written_once(as_user, mentee):
    client, address = as_user(mentee), page("acknowledge_acts", mentee.person)
    chosen = keys(client, address)
    client.post(address, {"chosen": chosen[:1]})

    assert client.post(address, {"chosen": chosen[:1]}).status_code == 422
    assert Study.objects.count() == 1


def test_the_curator_sees_who_has_not_yet(as_user, curator, pair, mentee):
    client = as_user(curator)
    client.post(page("record_study", pair.mentor), {"chosen": ["273-fz", "351-8", "order"], "on": "20.09.2026"})

    everybody = text(client.get(reverse("pairs:study_list")))
    left = client.get(reverse("pairs:study_list"), {"left": "yes"}).context["listing"].page

    assert "3 из 3" in everybody
    assert "0 из 3" in everybody
    assert [row.pk for row in left] == [mentee.person_id]


def test_whoever_has_no_login_is_brought_the_sheet(curator, pair, mentee):
    brought = [duty for duty in owed_by(curator).values() if duty.what.startswith("Дать на подпись")]

    assert [duty.pk for duty in brought] == [pair.mentor_id]


def test_the_card_of_the_person_tells_it(as_user, curator, pair):
    assert "0 из 3" in text(as_user(curator).get(pair.mentor.get_absolute_url()))


def test_the_sheet_lists_every_act_with_a_line_to_sign(as_user, curator, pair):
    client = as_user(curator)

    for address in (page("study_sheet", pair.mentor, "docx"), reverse("pairs:study_sheets", args=["docx"])):
        assert client.get(address).status_code == 200
    assert client.get(page("study_sheet", pair.mentor, "xlsx")).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("study", 404), ("acknowledge_acts", 404), ("record_study", 403)])
def test_a_stranger_knows_nothing_of_it(as_user, pair, name, status):
    assert as_user(UserFactory()).get(page(name, pair.mentor)).status_code == status


def test_nobody_says_it_for_another(as_user, curator, mentee):
    assert as_user(curator).get(page("acknowledge_acts", mentee.person)).status_code == 403


def test_whoever_is_in_no_running_pair_owes_nothing(edition):
    ended = PairFactory(ended=True, ended_on=dt.date(2026, 9, 20), ending_on=dt.date(2026, 9, 20))

    assert "Ознакомиться с Положением и актами" not in owed_by(UserFactory(person=ended.mentees[0]))
