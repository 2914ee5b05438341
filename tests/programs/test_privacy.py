"""What a mentee of a group is not shown of the others."""

import pytest
from django.urls import reverse

from mentorship.programs.amendments.services import assents, decision, drafting
from tests.documents.texts import pdf_pages
from tests.factories.pairs import option
from tests.factories.people import MenteeEntryFactory, NeedFactory, PersonFactory, UserFactory
from tests.factories.programs import approved_program, submitted_program
from tests.pages import confirm
from tests.pages import text as said
from tests.programs.amendments.making import TODAY, agreed, longer, url, wishes
from tests.programs.approving import by_way, drafted

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


def test_what_answers_the_need_of_another_is_not_named_to_a_mentee_of_a_group(as_user, curator, group):
    """«Работа над запросом: …» says the need itself: on the card, in the paper, in a version, in what changes."""
    first, second = group.users
    item = group.activities.order_by("pk").first()
    need = second.person.needs.get()
    group.activities.filter(pk=item.pk).update(need=need, title=f"Работа над запросом: {need.text}")
    amendment = drafting.start(group, fields=wishes(corrects=True), on=TODAY, by=first)
    drafting.change_item(amendment, item, fields={"title": f"Работа над запросом: {need.text}!"}, by=curator)
    pages = [group.get_absolute_url(), amendment.get_absolute_url(), url("amend_add", amendment.pk)]

    theirs, whole = ("".join(said(as_user(user).get(row)) for row in pages) for user in (first, curator))
    printed = as_user(first).get(reverse("archive:paper", args=["D30", group.pk, "pdf"]))

    assert need.text in whole
    assert need.text not in theirs
    assert need.text not in " ".join(" ".join(pdf_pages(printed.content)).split())
    assert "Мероприятие другого участника" in theirs
    change = amendment.plan.get()
    closed = [url("edit_planned", change.pk), url("amend_activity", item.pk)]
    assert [as_user(first).get(row).status_code for row in closed] == [404, 404]


def test_of_the_order_that_approves_programmes_a_mentor_reads_the_own_programme_alone(as_user, curator, director):
    """Each appendix tells what the mentees lack: it is read by those whom it names, and by the offices."""
    by_way("order")
    programs = [submitted_program(on=TODAY) for _ in range(2)]
    for number, program in enumerate(programs):
        program.goal = f"Цель{number}"
        program.save()
    order = drafted(as_user(curator), *programs)
    day = {"signed_on": f"{TODAY:%d.%m.%Y}", "number": "", "proposed": ""}
    assert confirm(as_user(director), reverse("orders:sign", args=[order.pk]), day).status_code == 302
    mentor = UserFactory(person=programs[0].pair.mentor)
    pages = [reverse("orders:card", args=[order.pk]), reverse("orders:pdf", args=[order.pk])]

    def words(user):
        card, file = (as_user(user).get(page) for page in pages)
        return said(card), " ".join(pdf_pages(file.content))

    for text in words(mentor):
        assert "Цель0" in text
        assert "Цель1" not in text
        assert "УТВЕРД" in text.upper()
    for text in words(curator):
        assert "Цель0" in text
        assert "Цель1" in text
