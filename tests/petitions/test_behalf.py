"""A participant of the pair neither records a petition of another of it nor answers one by an office."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office, Relation
from mentorship.core.refusal import RuleBroken
from mentorship.people.models import OfficeTerm
from mentorship.petitions import services
from mentorship.petitions.kinds import KINDS
from mentorship.petitions.models import Petition
from mentorship.regulation.duty import Scope
from tests.duties import owed_in
from tests.factories.petitions import TODAY, petition
from tests.pages import text
from tests.petitions.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]
OTHER = {"mentor": "mentee", "mentee": "mentor"}
PARTY = "Вы сами участник этой пары"
RECORDED = [
    (kind.code, office, side)
    for kind in KINDS.values()
    for office in sorted(kind.records)
    for side in ("mentor", "mentee")
    if Relation(OTHER[side]) in kind.files
]


def hold(people, side, office, *, alone=False):
    """Somebody of the pair holds the office; `alone`: nobody else does any more."""
    if alone or office == Office.DIRECTOR:  # there is one head
        OfficeTerm.objects.filter(office=office).update(ends_on=dt.date(2026, 9, 30))
    OfficeTerm.objects.create(person=people[side].person, office=office, starts_on="2026-09-01")
    return people[side]


def owed(user, *offices):
    """Whether the user owes an answer."""
    scope = Scope(person=user.person_id, offices=frozenset(offices), on=TODAY)
    return any(duty.rule == "petition_decision" for duty in owed_in("petitions", scope))


@pytest.mark.parametrize(("kind", "office", "side"), RECORDED)
def test_nobody_of_the_pair_files_from_paper_for_another(client, pair, people, kind, office, side):
    client.force_login(hold(people, side, office))
    author, mentee = people[OTHER[side]].person, pair.mentees[0]
    address = reverse("petitions:record", args=[pair.pk, kind])
    assert address not in text(client.get(reverse("petitions:new", args=[pair.pk])))

    words = {
        "reason": "Переезд",
        "details": "Выговор",
        "filed_on": "05.10.2026",
        "wanted_on": "20.10.2026",
        "wishes": "Помощь",
        "points": KINDS[kind].points[:1],
    }
    answer = client.post(address, {**words, "author": author.pk, "about": mentee.pk})

    assert PARTY in text(answer)
    assert not Petition.objects.exists()


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("office", [Office.CURATOR, Office.CLERK])
def test_nor_takes_it_back(client, pair, people, office, side):
    row = petition("ending", pair, author=people[OTHER[side]].person, method="paper")
    user = hold(people, side, office)
    client.force_login(user)

    assert client.post(url("withdraw", row), {"reason": ""}).status_code == 404  # the other side reads it not either
    with pytest.raises(RuleBroken, match=PARTY):
        services.withdraw(row, reason="", on=TODAY, by=user)
    row.refresh_from_db()
    assert row.is_open


@pytest.mark.parametrize(
    ("kind", "author", "side", "office"),
    [
        ("resignation", "mentor", "mentee", Office.DIRECTOR),
        ("replacement", "mentee", "mentor", Office.DIRECTOR),
        ("ending", "mentor", "mentee", Office.CURATOR),
        ("ending", "mentee", "mentor", Office.CURATOR),
        ("ending", "mentee", "mentor", Office.DIRECTOR),
        ("proposal", "mentor", "mentee", Office.CURATOR),
        ("personal_file", "mentor", "mentee", Office.DIRECTOR),
    ],
)
def test_nobody_of_the_pair_decides_for_another(client, pair, people, kind, author, side, office):
    row = petition(kind, pair, author=people[author].person)
    client.force_login(hold(people, side, office))
    card = text(client.get(row.get_absolute_url()))
    assert url("decide", row) not in card
    assert url("review", row) not in card

    data = {"outcome": "refuse", "reason": "Нет", "decided_on": "20.10.2026"}
    answers = [client.post(url("decide", row), data), client.post(url("review", row), {"opinion": "Против"})]

    if kind in ("ending", "proposal"):  # somebody else could answer: it is not even shown
        assert {answer.status_code for answer in answers} == {404}
    else:
        assert all(PARTY in text(answer) and "не из этой пары" in text(answer) for answer in answers)
    row.refresh_from_db()
    assert (row.status, row.opinion) == ("filed", "")
    assert not owed(people[side], office)
    answers = KINDS[kind].office
    assert owed(people[answers], answers)


def test_where_nobody_else_is_left_the_refusal_says_who_can(client, pair, people):
    row = petition("replacement", pair)
    client.force_login(hold(people, "mentor", Office.DIRECTOR, alone=True))

    answer = text(client.post(url("decide", row), {"outcome": "refuse", "reason": "Нет", "decided_on": "20.10.2026"}))

    assert "Ответить может только руководитель не из этой пары, а такого сейчас нет" in answer
    assert "назначьте исполняющего обязанности" in answer


@pytest.mark.parametrize("author", ["mentor", "mentee"])
def test_the_head_decides_where_the_only_curator_is_of_the_pair(client, pair, people, author):
    """Also the curator's own petition."""
    user = hold(people, "mentor", Office.CURATOR, alone=True)
    row = petition("ending", pair, author=people[author].person)
    client.force_login(user)
    data = {"outcome": "refuse", "reason": "Нет", "decided_on": "20.10.2026"}

    answer = client.post(url("decide", row), data)
    if author == "mentor":
        assert "Ответит руководитель не из этой пары" in text(answer)
    else:
        assert answer.status_code == 404  # the other side is not shown it: the head can answer
    assert (owed(user, Office.CURATOR), owed(people["director"], Office.DIRECTOR)) == (False, True)
    client.force_login(people["director"])
    assert client.post(url("decide", row), data).status_code == 302
    row.refresh_from_db()
    assert row.status == "refused"


def test_a_mentor_who_is_the_curator_answers_a_mentees_proposal_as_its_mentor(client, pair, people):
    row = petition("proposal", pair, author=people["mentee"].person)
    client.force_login(hold(people, "mentor", Office.CURATOR))

    assert url("decide", row) in text(client.get(row.get_absolute_url()))
    data = {"outcome": "refuse", "reason": "Нет", "decided_on": "20.10.2026"}
    assert client.post(url("decide", row), data).status_code == 302
