"""Consents, drafts, who sees whom of a pair, what came to nothing."""

import pytest
import time_machine
from django.urls import reverse

from mentorship.core.history import record
from mentorship.orders.models import Acquaintance, Order
from mentorship.pairs.models import Participation, Waiver
from mentorship.people.names import name_in
from mentorship.programs import services as programs
from mentorship.programs.models import Program
from tests.documents.texts import pdf_pages
from tests.factories.pairs import PairFactory, option
from tests.factories.people import (
    MenteeEntryFactory,
    UserFactory,
)
from tests.pages import confirm, shown, text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-09-20"),
]


def test_participants_consent_online_each_for_oneself(as_user, edition):
    pair = PairFactory(consents=False)
    part = pair.participations.get()
    part.consent = None
    part.save()
    mentee = UserFactory(person=part.mentee)

    confirm(as_user(mentee), reverse("pairs:give_consent", args=[pair.pk]))

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


def test_a_mentee_of_a_group_reads_no_explanation_about_another(as_user, edition, curator):
    one, two = (MenteeEntryFactory().person for _ in range(2))
    pair = PairFactory(active=True, mentees=[one, two])
    about = {0: "Отпуск наставника", one.pk: "Первая болела", two.pk: "Вторая рожала"}
    for subject, reason in about.items():
        waiver = Waiver(pair=pair, rule="appoint_within", subject=subject, reason=reason, given_on=pair.starts_on)
        record(waiver, f"Объяснение записано: {reason}", curator)

    def read(user):
        page = as_user(user).get(pair.get_absolute_url()).content.decode()
        return [subject for subject, reason in about.items() if reason in page]

    assert read(UserFactory(person=one)) == [0, one.pk]
    assert read(UserFactory(person=two)) == [0, two.pk]
    assert read(UserFactory(person=pair.mentor)) == read(curator) == list(about)


def test_a_consent_is_given_to_the_text_that_was_read(as_user, edition):
    """The goal stands in the consent of the mentor: changed in between, it is shown and asked about again."""
    pair = PairFactory(consents=False)
    mentor = UserFactory(person=pair.mentor)
    address = reverse("pairs:give_consent", args=[pair.pk])
    client = as_user(mentor)
    seen = shown(client, address)
    pair.ends_on = pair.ends_on.replace(day=1)
    pair.save()

    asked = client.post(address, seen)

    pair.refresh_from_db()
    assert asked.status_code == 422
    assert pair.mentor_consent is None
    assert f"{pair.ends_on:%d.%m.%Y}" in text(asked)
    assert client.post(address).status_code == 422
    assert client.post(address, {"_shown": asked.context["shown"]}).status_code == 302
