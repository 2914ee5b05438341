"""The wizard: whom, who, on what terms; both cards lead to it."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import Position
from tests.factories.pairs import PairFactory, option
from tests.factories.people import (
    MenteeEntryFactory,
    MentorEntryFactory,
    NeedFactory,
)
from tests.pairs.matching.given import address, terms

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-09-20"),
]


def test_the_wizard_leads_from_either_card_to_the_gate(as_user, curator):
    mentor, mentee = MentorEntryFactory().person, MenteeEntryFactory().person
    client = as_user(curator)

    assert "Шаг 1 из 3" in client.get(reverse("pairs:propose"), {"mentor": mentor.pk}).content.decode()
    assert "Шаг 2 из 3" in client.get(reverse("pairs:propose"), {"mentee": mentee.pk}).content.decode()
    answer = client.post(address(mentor, mentee), terms())

    pair = Pair.objects.get()
    assert answer.url == reverse("pairs:gate", args=[pair.pk])
    assert (pair.mentor, pair.mentees, pair.status) == (mentor, [mentee], "proposed")


def test_candidates_stand_by_fit_with_the_reason(as_user, curator):
    mentee = MenteeEntryFactory().person
    from mentorship.people.models import Competence

    speech = Competence.objects.create(title="Развитие речи")
    NeedFactory(person=mentee, competence=speech)
    MentorEntryFactory(person__last_name="Первая")
    MentorEntryFactory(person__last_name="Вторая").competences.add(speech)

    rows = as_user(curator).get(reverse("pairs:propose"), {"mentee": mentee.pk}).context["candidates"]

    assert [row["person"].last_name for row in rows] == ["Вторая", "Первая"]
    assert rows[0]["why"] == "помогает в том, что нужно: Развитие речи"
    assert rows[0]["free"] == 3


def test_nobody_mentors_oneself(as_user, curator):
    person = MentorEntryFactory().person

    answer = as_user(curator).post(address(person, person), terms())

    assert "один и тот же человек" in answer.content.decode()
    assert not Pair.objects.exists()


def test_an_open_pair_is_not_made_twice_but_may_be_made_again_later(as_user, curator):
    old = PairFactory(ended=True, ended_on=dt.date(2026, 9, 20))
    mentee = old.participations.get().mentee
    client = as_user(curator)

    assert client.post(address(old.mentor, mentee), terms()).status_code == 302
    again = client.post(address(old.mentor, mentee), terms())

    assert "уже есть и ещё не завершена" in again.content.decode()
    assert Participation.objects.open().count() == 1


def test_reverse_mentoring_both_ways_at_once(as_user, curator):
    one, two = MentorEntryFactory().person, MentorEntryFactory().person
    client = as_user(curator)

    reverse_kind = terms(kind=option("kind", "reverse").pk)
    assert client.post(address(one, two), reverse_kind).status_code == 302
    assert client.post(address(two, one), reverse_kind).status_code == 302
    assert Participation.objects.open().count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends_on": "30.02.2027"}, "Такой даты нет"),
        ({"goal": ""}, "Обязательное поле"),
        ({"form": "999999"}, "Выберите корректный вариант"),
        ({"ends_on": "01.09.2026"}, "Окончание не может быть раньше начала"),
    ],
)
def test_wrong_terms_are_named_and_nothing_is_made(as_user, curator, change, words):
    mentor, mentee = MentorEntryFactory().person, MenteeEntryFactory().person

    answer = as_user(curator).post(address(mentor, mentee), terms(**change))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Pair.objects.exists()


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_candidates_says_what_the_gate_will_warn_of(
    as_user, curator, edition, count, django_assert_num_queries
):
    edition.mentor_staff, edition.mentor_min_years, edition.mentor_min_category = "teaching", 40, "highest"
    edition.save()
    mentors = [MentorEntryFactory().person for _ in range(count)]
    Position.objects.filter(person__in=mentors).update(is_teaching=False)
    mentee, client = MenteeEntryFactory().person, as_user(curator)
    client.get("/")

    with django_assert_num_queries(16):
        rows = client.get(reverse("pairs:propose"), {"mentee": mentee.pk}).context["candidates"]

    assert len(rows) == count
    for row in rows:
        assert row["why"].endswith("должность не педагогическая; стаж меньше нужного; нет нужной категории")


def test_the_forms_of_the_banks_say_it_before(as_user, curator, edition):
    edition.mentor_min_years, edition.mentee_staff = 40, "teaching"
    edition.save()
    mentor, mentee, client = MentorEntryFactory().person, MenteeEntryFactory().person, as_user(curator)
    pages = [reverse("people:keep_mentor", args=[mentor.pk]), reverse("people:keep_mentee", args=[mentee.pk])]
    assert "стаж меньше нужного" in client.get(pages[0]).content.decode()
    assert "назначают не каждому" not in client.get(pages[1]).content.decode()

    Position.objects.filter(person=mentee).update(is_teaching=False)

    assert "назначают не каждому: должность другая" in client.get(pages[1]).content.decode()
