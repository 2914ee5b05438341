"""What a mentee of a group is not shown of the others."""

import pytest
from django.urls import reverse

from mentorship.programs.amendments.services import assents, decision, drafting
from tests.documents.texts import pdf_pages
from tests.factories.pairs import option
from tests.factories.people import MenteeEntryFactory, NeedFactory, PersonFactory, UserFactory
from tests.factories.programs import approved_program
from tests.pages import text as said
from tests.programs.amendments.making import TODAY, agreed, longer, url, wishes

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


@pytest.fixture
def group(curator):
    """A programme of two mentees, each of them with a request of their own and an item of the plan."""
    mentees = [MenteeEntryFactory(person=PersonFactory(last_name=name)).person for name in ("Первушина", "Вторушина")]
    for mentee in mentees:
        NeedFactory(person=mentee, text=f"Тревога: {mentee.last_name}")
    program = approved_program(curator, mentees=mentees, kind=option("kind", "group"))
    program.users = [UserFactory(person=mentee) for mentee in mentees]
    return program


def test_who_declined_in_a_group_and_why_the_others_are_not_told(as_user, curator, group):
    first, second = group.users
    amendment = drafting.start(group, fields=longer(), on=TODAY, by=second)
    before = said(as_user(first).get(amendment.get_absolute_url()))
    as_user(second).post(url("decline", amendment.pk), {"reason": "Лягу в больницу"})

    after, whole = (said(as_user(user).get(amendment.get_absolute_url())) for user in (first, curator))

    assert "Вторушина" not in before + after
    assert "Лягу в больницу" not in after
    assert "один из участников не согласился" in after
    assert "Предложено</dt><dd>01.03.2027, другой участник" in after
    assert "Лягу в больницу" in whole
    assert "Вторушина" in whole


def test_a_version_shows_a_mentee_of_a_group_nothing_of_the_others(as_user, curator, group):
    first, second = group.users
    amendment = drafting.start(group, fields=wishes(corrects=True), on=TODAY, by=curator)
    activity = group.activities.order_by("pk").last()
    drafting.change_item(amendment, activity, fields={"responsible": second.person}, by=curator)
    decision.grant(agreed(assents.ask(amendment, on=TODAY, by=curator), curator), on=TODAY, by=curator)
    version = group.versions.last()
    addresses = [
        version.get_absolute_url(),
        url("versions", group.pk),
        url("compare", group.pk),
        amendment.get_absolute_url(),
    ]

    theirs, whole = ("".join(said(as_user(user).get(row)) for row in addresses) for user in (first, curator))
    printed = as_user(first).get(reverse("programs:version_paper", args=[version.pk, "pdf"]))

    for shown in (theirs, " ".join(pdf_pages(printed.content))):
        assert "Вторушина" not in shown
        assert "Тревога: Первушина" in " ".join(shown.split())
    assert "другой участник" in theirs
    assert "Тревога: Вторушина" in whole
    assert "План: изменено" in whole
    assert ".." not in said(as_user(curator).get(version.get_absolute_url())).split("<article")[0]


def test_the_card_shows_a_mentee_of_a_group_nothing_of_the_others(as_user, curator, group):
    first, second = group.users
    one, two = group.activities.order_by("pk")[:2]
    done = {"done_on": TODAY, "evidence": "evidence/2027/proof.pdf"}
    group.activities.filter(pk=one.pk).update(responsible=second.person, result="Вместе плакали", **done)
    group.activities.filter(pk=two.pk).update(need=second.person.needs.get(), result="Справилась сама", **done)

    theirs, whole = (said(as_user(user).get(group.get_absolute_url())) for user in (first, curator))

    proofs = [reverse("programs:evidence", args=[row.pk]) for row in (one, two)]
    for word in ("Вторушина", "Вместе плакали", "Справилась сама", *proofs):
        assert word not in theirs
        assert word in whole
    assert "другой участник" in theirs
    assert [as_user(first).get(proof).status_code for proof in proofs] == [404, 404]


def test_a_mentee_of_a_group_does_not_test_the_names_of_others_by_searching(as_user, group):
    client = as_user(group.users[0])

    pages = {word: said(client.get(reverse("programs:list"), {"q": word})) for word in ("Первушина", "Вторушина")}

    assert [group.get_absolute_url() in page for page in pages.values()] == [True, False]
