"""No is an answer: a proposed participant declines, the curator is told and finds another (п. 1.3, PRN-05, PAIR-02)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal
from mentorship.pairs import services as pairs
from mentorship.pairs.declining import services
from mentorship.pairs.gate.queries import gate
from mentorship.pairs.models import Decline, Pair
from tests.duties import owed_in
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
TODAY = dt.date(2026, 9, 20)
WORDS = "Не хочу работать именно с ней"


def url(name, pair):
    return reverse(f"pairs:{name}", args=[pair.pk])


def card(client, pair):
    return client.get(pair.get_absolute_url()).content.decode()


def owed():
    return {duty.what for duty in owed_in("pairs")}


@pytest.fixture
def pair(edition):
    return PairFactory()


@pytest.fixture
def mentee(pair):
    return UserFactory(person=pair.participations.get().mentee)


@pytest.fixture
def mentor(pair):
    return UserFactory(person=pair.mentor)


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("reason", ["", WORDS])
def test_either_side_says_no_and_the_curator_is_told(as_user, curator, pair, mentor, mentee, side, reason):
    user = mentor if side == "mentor" else mentee
    assert ">Отказаться<" in card(as_user(user), pair)

    answer = as_user(user).post(url("decline", pair), {"reason": reason})

    assert answer.url == pair.get_absolute_url()
    said = Decline.objects.get()
    assert (said.person, said.declined_on, said.reason, said.recorded_by) == (user.person, TODAY, reason, None)
    assert "Подобрать другого кандидата или отменить пару" in owed()
    assert not {"Подготовить пару к приказу", "Дать согласие на участие в паре"} & owed()
    assert ">Отказаться<" not in card(as_user(user), pair)
    assert gate(pair, TODAY)[0].rule == "declined"
    with pytest.raises(Refusal, match="отказ от участия 20.09.2026"):
        pairs.draft_appointment([pair], on=TODAY, by=curator)


def test_a_consent_given_before_is_taken_back_with_it(as_user, pair, mentee):
    consent = pair.participations.get().consent

    as_user(mentee).post(url("decline", pair), {})

    consent.refresh_from_db()
    assert consent.withdrawn_on == TODAY


@pytest.mark.parametrize(
    ("reader", "reads"),
    [("curator", True), ("director", True), ("mentee", True), ("mentor", False), ("council", False), ("clerk", False)],
)
def test_the_words_are_read_by_those_for_whom_they_were_written(as_user, request, pair, mentee, reader, reads):
    offices = {"council": Office.COUNCIL, "clerk": Office.CLERK}
    as_user(mentee).post(url("decline", pair), {"reason": WORDS})
    user = UserFactory(office=offices[reader]) if reader in offices else request.getfixturevalue(reader)

    page = card(as_user(user), pair)

    assert "отказ 20.09.2026" in page
    assert (WORDS in page) is reads
    assert not Decline.history.filter(history_change_reason__contains=WORDS).exists()


@pytest.mark.parametrize("office", [Office.CURATOR, Office.DIRECTOR])
def test_an_office_does_not_show_the_other_side_why(as_user, pair, mentee, office):
    mentor = UserFactory(person=pair.mentor, office=office)
    as_user(mentee).post(url("decline", pair), {"reason": WORDS})

    page = card(as_user(mentor), pair)

    assert "отказ 20.09.2026" in page
    assert WORDS not in page


def test_the_words_stay_behind_when_the_pair_comes_to_nothing(as_user, curator, pair, mentee):
    as_user(mentee).post(url("decline", pair), {"reason": WORDS})
    client = as_user(curator)
    assert "Подобрать другого кандидата" in card(client, pair)

    answer = client.post(url("seek", pair))

    assert answer.url == f"{reverse('pairs:propose')}?mentor={pair.mentor_id}"
    pair.refresh_from_db()
    assert pair.status == Pair.Status.CANCELLED
    assert WORDS not in card(client, pair)
    assert "Подобрать другого кандидата или отменить пару" not in owed()
    assert client.get(answer.url).status_code == 200


def test_another_mentor_is_looked_for_when_the_mentor_says_no(as_user, curator, pair, mentor, mentee):
    as_user(mentor).post(url("decline", pair), {})

    answer = as_user(curator).post(url("seek", pair))

    assert answer.url == f"{reverse('pairs:propose')}?mentee={mentee.person_id}"


def test_nobody_is_looked_for_where_nobody_has_declined(as_user, curator, pair):
    assert "Подобрать другого кандидата" not in card(as_user(curator), pair)

    page = as_user(curator).post(url("seek", pair), follow=True).content.decode()

    assert "никто не отказался" in page
    pair.refresh_from_db()
    assert pair.is_proposed


def test_in_a_draft_order_a_no_stops_the_signature(as_user, curator, director, pair, mentee):
    order = pairs.draft_appointment([pair], on=TODAY, by=curator)

    as_user(mentee).post(url("decline", pair), {"reason": WORDS})

    page = as_user(director).get(order.get_absolute_url()).content.decode()
    assert "отказ от участия 20.09.2026" in page
    assert WORDS not in page
    refused = as_user(curator).post(url("seek", pair), follow=True).content.decode()
    assert "Сначала отклоните проект приказа" in refused


def test_after_the_signature_a_petition_is_the_way(as_user, edition):
    pair = PairFactory(active=True)
    user = UserFactory(person=pair.mentor)
    assert ">Отказаться<" not in card(as_user(user), pair)

    page = as_user(user).post(url("decline", pair), {}).content.decode()

    assert "подайте заявление на её странице" in page
    assert not Decline.objects.exists()


def test_a_consent_given_after_all_takes_it_back(as_user, pair, mentee):
    services.decline(pair, mentee.person, on=TODAY, today=TODAY, by=mentee)

    pairs.consent_as_mentee(pair.participations.get(), on=TODAY, method="online", by=mentee, today=TODAY)

    assert Decline.objects.get().taken_back_on == TODAY
    assert not Decline.objects.standing(TODAY).exists()
    assert "declined" not in {v.rule for v in gate(pair, TODAY)}
    assert "Подобрать другого кандидата или отменить пару" not in owed()


@pytest.mark.parametrize("office", [Office.CURATOR, Office.CLERK])
def test_a_no_on_paper_is_written_down_with_its_day(as_user, pair, mentee, office):
    keeper = UserFactory(office=office)
    given_on = pair.participations.get().consent.given_on
    client, data = as_user(keeper), {"person": mentee.person_id, "on": "19.09.2026", "reason": WORDS}
    assert "Записать отказ" in card(client, pair)

    client.post(url("record_decline", pair), data)
    again = client.post(url("record_decline", pair), data)

    said = Decline.objects.get()
    assert (said.declined_on, said.recorded_by, given_on <= said.declined_on) == (dt.date(2026, 9, 19), keeper, True)
    assert f"с бумаги, внёс(ла) {keeper}" in card(client, pair)
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("on", "words"),
    [("21.09.2026", "ещё не наступил"), ("31.12.2062", "ещё не наступил"), ("01.01.2020", "раньше, чем")],
)
def test_an_impossible_day_is_told_at_its_field_and_the_words_stay(as_user, curator, pair, mentee, on, words):
    data = {"person": mentee.person_id, "on": on, "reason": WORDS}

    answer = as_user(curator).post(url("record_decline", pair), data)

    assert words in str(answer.context["form"].errors["on"])
    assert WORDS in answer.content.decode()
    assert not Decline.objects.exists()


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_curator_of_the_pair_answers_for_nobody_else(as_user, curator, edition, side):
    own, other = (
        (MentorEntryFactory, MenteeEntryFactory) if side == "mentor" else (MenteeEntryFactory, MentorEntryFactory)
    )
    people = {side: own(person=curator.person).person, {"mentor": "mentee", "mentee": "mentor"}[side]: other().person}
    pair = PairFactory(mentor=people["mentor"], mentees=[people["mentee"]])
    them = people["mentee"] if side == "mentor" else people["mentor"]

    no = as_user(curator).post(url("record_decline", pair), {"person": them.pk, "on": "20.09.2026"})

    assert "сами участник этой пары" in no.content.decode()
    consent = pairs.consent_as_mentee if side == "mentor" else pairs.consent_as_mentor
    with pytest.raises(Refusal, match="сами участник этой пары"):
        consent(
            pair.participations.get() if side == "mentor" else pair, on=TODAY, method="paper", by=curator, today=TODAY
        )
    assert not Decline.objects.exists()


def test_a_mentee_of_a_group_is_not_told_who_else_said_no(as_user, edition):
    pair = PairFactory(mentees=[MenteeEntryFactory().person, MenteeEntryFactory().person])
    first, second = (UserFactory(person=part.mentee) for part in pair.participations.all())
    services.decline(pair, first.person, on=TODAY, today=TODAY, by=first)

    page = card(as_user(second), pair)

    assert first.person.last_name not in page
    assert "отказ 20.09.2026" not in page


def test_a_stranger_says_no_to_nothing(as_user, pair):
    assert as_user(UserFactory()).post(url("decline", pair), {}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "owes"), [("19.09.2026", False), ("20.09.2026", True), ("24.09.2026", True), ("25.09.2026", False)]
)
def test_it_stands_from_its_day_until_the_consent(pair, mentee, asked, owes):
    Decline.objects.create(pair=pair, person=mentee.person, declined_on=TODAY, taken_back_on=dt.date(2026, 9, 25))
    day = dt.datetime.strptime(asked, "%d.%m.%Y").date()

    assert Decline.objects.standing(day).exists() is owes
    assert Decline.objects.get().stands_on(day) is owes
