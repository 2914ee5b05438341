"""Pairs over HTTP: proposing, consents, the gate, drafting the order."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.orders.models import Acquaintance, Order
from mentorship.pairs.models import Pair, Participation, Waiver
from mentorship.people.models import Position
from mentorship.people.names import name_in
from mentorship.programs import services as programs
from mentorship.programs.models import Program
from tests.documents.texts import pdf_pages
from tests.factories.pairs import PairFactory, option
from tests.factories.people import (
    MenteeEntryFactory,
    MentorEntryFactory,
    NeedFactory,
    UserFactory,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.today("2026-09-20"),
]


def terms(**changes):
    return {
        "form": option("form", "teacher-teacher").pk,
        "kind": option("kind", "traditional").pk,
        "goal": "Освоиться",
        "starts_on": "21.09.2026",
        "ends_on": "31.05.2027",
        **changes,
    }


def address(mentor, *mentees):
    query = "&".join([f"mentor={mentor.pk}", *(f"mentee={mentee.pk}" for mentee in mentees)])
    return f"{reverse('pairs:propose')}?{query}"


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
    old = PairFactory(ended=True)
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


def test_the_gate_shows_everything_with_clause_and_link(as_user, curator):
    mentor = MentorEntryFactory(trained_on=None, data_consent=False).person
    pair = PairFactory(mentor=mentor, consents=False)
    pair.participations.update(consent=None)

    rows = as_user(curator).get(reverse("pairs:gate", args=[pair.pk])).context["rows"]

    assert [(violation.rule, violation.clause) for violation, _ in rows] == [
        ("mentor_consent", "3.2"),
        ("mentee_consent", "3.3"),
        ("data_consent", "3.4"),
        ("mentor_training", "3.8"),
    ]
    client = as_user(curator)
    assert [client.get(url).status_code for _, url in rows] == [200] * 4


def test_participants_consent_online_each_for_oneself(as_user, edition):
    pair = PairFactory(consents=False)
    part = pair.participations.get()
    part.consent = None
    part.save()
    mentee = UserFactory(person=part.mentee)

    as_user(mentee).post(reverse("pairs:give_consent", args=[pair.pk]))

    pair.refresh_from_db()
    part.refresh_from_db()
    assert pair.mentor_consent is None
    assert (part.consent.method, part.consent.person) == ("online", part.mentee)


def test_a_consent_on_paper_is_recorded_once(as_user, curator):
    pair = PairFactory(consents=False)
    client = as_user(curator)

    for day in ("15.09.2026", "16.09.2026"):
        client.post(reverse("pairs:record_mentor_consent", args=[pair.pk]), {"on": day})

    assert [consent.given_on.day for consent in pair.mentor.consents.filter(kind="mentor")] == [15]


def test_day_thirty_one_needs_a_written_reason_that_is_kept(as_user, curator):
    late = MenteeEntryFactory(person__admitted_on=dt.date(2026, 8, 1), person__hired_on=dt.date(2026, 8, 1)).person
    pair = PairFactory(mentees=[late])
    client = as_user(curator)
    order = reverse("pairs:draft_appointment")
    assert client.post(order, {"pair": pair.pk}).url == order  # refused, back to the page

    client.post(reverse("pairs:waive", args=[pair.pk, "appoint_within", late.pk]), {"reason": "Отпуск наставника"})
    client.post(order, {"pair": pair.pk})

    assert Waiver.objects.get().reason == "Отпуск наставника"
    assert Order.objects.get().status == "draft"


def test_what_forbids_cannot_be_waived(as_user, curator):
    pair = PairFactory(consents=False)

    answer = as_user(curator).post(
        reverse("pairs:waive", args=[pair.pk, "mentor_consent", pair.mentor_id]), {"reason": "Очень надо"}
    )

    assert answer.status_code == 404
    assert not Waiver.objects.exists()


def test_a_fourth_mentee_is_refused_with_words(as_user, curator):
    mentor = MentorEntryFactory().person
    for _ in range(3):
        PairFactory(mentor=mentor, active=True)
    pair = PairFactory(mentor=mentor)

    client = as_user(curator)
    page = client.post(reverse("pairs:draft_appointment"), {"pair": pair.pk}, follow=True).content.decode()

    assert "уже ведёт 3, предел — 3 (п. 3.7)" in page
    assert not Order.objects.drafts().exists()


def test_two_pairs_of_one_order_are_counted_together(as_user, curator):
    mentor = MentorEntryFactory().person
    for _ in range(2):
        PairFactory(mentor=mentor, active=True)
    pairs = [PairFactory(mentor=mentor), PairFactory(mentor=mentor)]

    as_user(curator).post(reverse("pairs:draft_appointment"), {"pair": [pair.pk for pair in pairs]})

    assert not Order.objects.drafts().exists()


def test_the_same_pair_is_not_drafted_twice(as_user, curator):
    pair = PairFactory()
    client = as_user(curator)

    for _ in range(2):
        client.post(reverse("pairs:draft_appointment"), {"pair": pair.pk})

    assert Order.objects.count() == 1


def test_in_a_group_a_mentee_never_sees_another_mentee(as_user, edition):
    one, two = MenteeEntryFactory().person, MenteeEntryFactory().person
    group = PairFactory(active=True, mentees=[one, two], kind=option("kind", "group"))
    other = group.participations.get(mentee=two)
    client = as_user(UserFactory(person=one))

    program = Program.objects.create(pair=group, status="with_mentee", starts_on=group.starts_on, ends_on=group.ends_on)
    programs.acknowledge(program, mentee=two, on=group.starts_on, by=UserFactory(person=two))
    programs.remark(program, author=two, text="Замечание второго", by=two.user)
    Acquaintance.objects.bulk_create(Acquaintance(order=group.order, person=person) for person in (one, two))

    for url in (
        group.get_absolute_url(),
        reverse("pairs:list"),
        reverse("desk:today"),
        program.get_absolute_url(),
        group.order.get_absolute_url(),
    ):
        page = client.get(url)
        assert page.status_code == 200
        assert two.last_name not in page.content.decode()
        assert "Замечание второго" not in page.content.decode()
    assert client.get(two.get_absolute_url()).status_code == 404
    assert client.get(reverse("archive:paper", args=["D19", other.pk, "pdf"])).status_code == 404


def test_a_mentor_sees_only_own_pairs(as_user, edition):
    own, other = PairFactory(active=True), PairFactory(active=True)
    client = as_user(UserFactory(person=own.mentor))

    assert list(client.get(reverse("pairs:list")).context["listing"].page) == [own]
    assert client.get(other.get_absolute_url()).status_code == 404


def test_a_proposal_that_came_to_nothing_frees_its_people(as_user, curator):
    pair = PairFactory()

    as_user(curator).post(reverse("pairs:cancel", args=[pair.pk]), {"reason": "Наставляемый отказался"})

    pair.refresh_from_db()
    assert pair.status == "cancelled"
    assert not Participation.objects.open().exists()


def test_the_consent_papers_name_the_other_side(as_user, curator):
    pair = PairFactory(consents=False)
    client = as_user(curator)

    for code, key in (("D18", pair.pk), ("D19", pair.participations.get().pk)):
        paper = client.get(reverse("archive:paper", args=[code, key, "pdf"])).content
        other = pair.participations.get().mentee if code == "D18" else pair.mentor
        assert name_in(other, "gen") in " ".join(" ".join(pdf_pages(paper)).split())


def test_a_consent_given_after_the_order_day_does_not_count(edition):
    from mentorship.pairs.gate.queries import gate

    pair = PairFactory()
    pair.mentor_consent.given_on = dt.date(2026, 9, 16)
    pair.mentor_consent.save()

    assert [violation.rule for violation in gate(pair, dt.date(2026, 9, 15))] == ["mentor_consent"]
    assert gate(pair, dt.date(2026, 9, 16)) == []


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

    with django_assert_num_queries(13):
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


@pytest.mark.parametrize(
    ("day", "words"), [("22.09.2026", "ещё не наступил"), ("01.01.2000", "раньше приёма на работу")]
)
def test_a_consent_of_an_impossible_day_is_refused(as_user, curator, day, words):
    pair = PairFactory(consents=False)
    url = reverse("pairs:record_mentor_consent", args=[pair.pk])

    with time_machine.travel("2026-09-20 12:00:00+03:00"):
        answer = as_user(curator).post(url, {"on": day})

    pair.refresh_from_db()
    assert answer.status_code == 422
    assert words in answer.text
    assert pair.mentor_consent is None


def test_another_day_for_a_consent_on_file_is_not_passed_over_in_silence(as_user, curator):
    pair = PairFactory()
    url = reverse("pairs:record_mentor_consent", args=[pair.pk])

    with time_machine.travel("2026-09-20 12:00:00+03:00"):
        answer = as_user(curator).post(url, {"on": "19.09.2026"})

    assert answer.status_code == 422
    assert "Согласие уже записано: 01.09.2026. Если день неверен, отзовите его" in answer.text


def test_a_mentee_of_a_group_does_not_test_the_names_of_others_by_searching(as_user, edition):
    one, two = (MenteeEntryFactory(person__last_name=name).person for name in ("Берёзкина", "Рябинина"))
    pair = PairFactory(active=True, mentees=[one, two])
    client = as_user(UserFactory(person=one))

    for word, found in (("Берёзкина", True), ("Рябинина", False)):
        page = client.get(reverse("pairs:list"), {"q": word}).content.decode()
        assert (pair.get_absolute_url() in page) == found
