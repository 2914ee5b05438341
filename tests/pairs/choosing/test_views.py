"""After the first meeting both sides say that they want to work together (п. 6.1, PAIR-02)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.pairs.models import Choice, Pair, Participation
from mentorship.people.models import Person
from tests.factories.pairs import PairFactory
from tests.factories.people import ConsentFactory, MenteeEntryFactory, UserFactory
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


def page(pair, name="choose"):
    return reverse(f"pairs:{name}", args=[pair.pk])


def test_each_side_marks_the_own_choice_and_both_see_it(as_user, edition):
    pair = PairFactory()
    mentor, mentee = UserFactory(person=pair.mentor), UserFactory(person=pair.mentees[0])

    for user in (mentor, mentee):
        client = as_user(user)
        assert page(pair) in text(client.get(pair.get_absolute_url()))
        client.post(page(pair))
        assert page(pair) not in text(client.get(pair.get_absolute_url()))

    card = text(client.get(pair.get_absolute_url()))
    assert card.count("выбрал(а) эту пару") == 2
    assert f"Взаимный выбор: {pair.mentor.short_name}" in card
    assert {row.person_id for row in Choice.objects.all()} == {mentor.person_id, mentee.person_id}


def test_the_second_press_is_told_that_it_is_marked(as_user, edition):
    pair = PairFactory(active=True)
    client = as_user(UserFactory(person=pair.mentor))
    client.post(page(pair))

    again = client.post(page(pair), follow=True)

    assert "выбор уже отмечен, 20.09.2026" in text(again)
    assert Choice.objects.count() == 1


@pytest.mark.parametrize("office", [Office.CURATOR, Office.CLERK])
def test_it_is_written_down_from_paper(as_user, edition, office):
    pair, user = PairFactory(), UserFactory(office=office)

    as_user(user).post(page(pair, "record_choice"), {"person": pair.mentor_id, "on": "18.09.2026"})

    choice = Choice.objects.get()
    assert (choice.person, choice.chosen_on, choice.recorded_by) == (pair.mentor, dt.date(2026, 9, 18), user)


def test_a_day_that_has_not_come_is_refused(as_user, curator):
    pair = PairFactory()

    answer = as_user(curator).post(page(pair, "record_choice"), {"person": pair.mentor_id, "on": "21.09.2026"})

    assert "ещё не наступил" in str(answer.context["form"].errors["on"])


@pytest.mark.parametrize(
    ("hired_on", "day", "words"),
    [
        (dt.date(2026, 9, 1), "14.09.2026", "раньше, чем появилась эта пара, 15.09.2026"),
        (dt.date(2026, 9, 18), "17.09.2026", "раньше приёма на работу"),
    ],
)
def test_a_day_on_which_there_was_nothing_to_choose_is_refused(as_user, curator, hired_on, day, words):
    pair = PairFactory()
    Pair.objects.update(mentor_consent=None)
    Participation.objects.update(consent=None)
    Person.objects.filter(pk=pair.mentees[0].pk).update(hired_on=hired_on, admitted_on=hired_on)
    client, address = as_user(curator), page(pair, "record_choice")

    answer = client.post(address, {"person": pair.mentor_id, "on": day})

    assert words in str(answer.context["form"].errors["on"])
    assert not Choice.objects.exists()
    after = f"{int(day[:2]) + 1}{day[2:]}"
    assert client.post(address, {"person": pair.mentor_id, "on": after}).status_code == 302


def test_a_pair_entered_late_was_chosen_when_its_first_consent_was_given(as_user, curator):
    pair = PairFactory()
    Participation.objects.update(consent=None)
    pair.mentor_consent = ConsentFactory(person=pair.mentor, kind="mentor", given_on=dt.date(2026, 9, 5))
    pair.save()

    answer = as_user(curator).post(page(pair, "record_choice"), {"person": pair.mentor_id, "on": "05.09.2026"})

    assert answer.status_code == 302


def test_of_a_pair_that_is_over_nothing_is_chosen(as_user, edition):
    pair = PairFactory(ended=True, ended_on=dt.date(2026, 9, 18), ending_on=dt.date(2026, 9, 18))

    answer = as_user(UserFactory(person=pair.mentor)).post(page(pair), follow=True)

    assert "Отметить выбор уже нельзя" in text(answer)
    assert not Choice.objects.exists()


def test_in_a_group_a_mentee_does_not_learn_what_another_has_chosen(as_user, edition):
    own, other = MenteeEntryFactory().person, MenteeEntryFactory(person__last_name="Скрытая").person
    pair = PairFactory(active=True, mentees=[own, other])
    as_user(UserFactory(person=other)).post(page(pair))

    assert "Скрытая" not in text(as_user(UserFactory(person=own)).get(pair.get_absolute_url()))


def test_nobody_chooses_for_another(as_user, curator):
    assert as_user(curator).post(page(PairFactory())).status_code == 403
