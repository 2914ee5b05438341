"""Everybody agrees, on paper too, or one refuses."""

from datetime import timedelta

import pytest

from mentorship.core.refusal import Refusal
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.models import KeptPaper
from mentorship.people.models import FormerName, Person
from mentorship.programs.amendments.services import assents, drafting
from mentorship.programs.models import Amendment
from tests.factories.pairs import option
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.factories.programs import approved_program
from tests.pages import confirm
from tests.pages import text as said
from tests.papers import text
from tests.programs.amendments.making import TODAY, duties, longer, participants, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


def test_one_refusal_stops_it_and_says_why(as_user, curator, program):
    _, mentee = participants(program)
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=curator)
    client = as_user(mentee)
    assert client.post(url("decline", amendment.pk), {"reason": ""}).status_code == 422

    client.post(url("decline", amendment.pk), {"reason": "Ухожу в отпуск"})

    amendment.refresh_from_db()
    assert (amendment.status, amendment.closing_reason) == ("declined", "Ухожу в отпуск")
    assert "Ухожу в отпуск" in said(as_user(curator).get(amendment.get_absolute_url()))
    assert duties() == []
    with pytest.raises(Refusal, match="не согласовано"):
        assents.agree(amendment, person=program.pair.mentor, on=TODAY, by=curator)
    assert drafting.start(program, fields=longer(), on=TODAY, by=curator)  # and another may be proposed


def test_a_participant_of_a_group_sees_no_other_and_all_have_to_agree(as_user, curator):
    mentees = [MenteeEntryFactory().person for _ in range(2)]
    program = approved_program(curator, mentees=mentees, kind=option("kind", "group"))
    first, second = (UserFactory(person=person) for person in mentees)
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=curator)
    page = said(as_user(first).get(amendment.get_absolute_url()))
    assert (mentees[0].last_name in page, mentees[1].last_name in page) == (True, False)

    for user in (UserFactory(person=program.pair.mentor), first):
        confirm(as_user(user), url("agree", amendment.pk))
    amendment.refresh_from_db()
    assert amendment.status == "asked"
    confirm(as_user(second), url("agree", amendment.pk))
    amendment.refresh_from_db()
    assert amendment.status == "agreed"


def test_a_paper_agreement_is_recorded_by_the_clerk(as_user, curator, program):
    mentor, _ = participants(program)
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=mentor)
    (waiting,) = amendment.assents.filter(agreed_on=None)
    client = as_user(UserFactory(office="clerk"))
    assert url("record_assent", waiting.pk) in said(client.get(amendment.get_absolute_url()))
    for day in ("02.03.2027", "28.02.2027"):
        refused = client.post(url("record_assent", waiting.pk), {"on": day, "place": "папка № 4"})
        assert "День должен быть с 01.03.2027" in said(refused)

    client.post(url("record_assent", waiting.pk), {"on": "01.03.2027", "place": "папка № 4"})

    waiting.refresh_from_db()
    assert (waiting.details, waiting.amendment.status) == ("01.03.2027, на бумаге, папка № 4", "agreed")
    agreement = text(PAPERS["D26"].document(Amendment.objects.with_people().get(), TODAY))
    assert "по 31.05.2027" in agreement
    assert "по 31.08.2027" in agreement
    assert "скорректировать" not in agreement.split("просят утвердить")[1]
    assert f"Согласие отмечено в электронном виде: {program.pair.mentor.first_name[0]}." in agreement
    assert "□ продлить" not in agreement


@pytest.mark.parametrize("office", ["curator", "clerk"])
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_an_office_of_the_pair_agrees_for_nobody_else(as_user, curator, office, side):
    user = UserFactory(office=office)
    program = approved_program(curator, **({"mentor": user.person} if side == "mentor" else {"mentees": [user.person]}))
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=user)
    (waiting,) = amendment.assents.filter(agreed_on=None)
    client, address = as_user(user), url("record_assent", waiting.pk)
    assert address not in said(client.get(amendment.get_absolute_url()))

    answer = client.post(address, {"on": "01.03.2027", "place": "папка № 4"})

    assert "сами участник этой пары" in said(answer)
    waiting.refresh_from_db()
    assert waiting.agreed_on is None


def test_an_agreement_signed_on_paper_alone_prints_by_the_names_of_its_day(curator, program):
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=curator)
    for assent in amendment.assents.filter(agreed_on=None):
        assents.agree(amendment, person=assent.person, on=TODAY, by=curator, method="paper", place="папка № 4")
    mentor = program.pair.mentor
    name = {part: getattr(mentor, part) for part in ("last_name", "first_name", "patronymic")}
    FormerName.objects.create(person=mentor, until_on=TODAY, basis="свидетельство", **name)
    Person.objects.filter(pk=mentor.pk).update(last_name="Переименованная", renamed_on=TODAY + timedelta(days=1))

    later = PAPERS["D26"].document(Amendment.objects.with_people().get(), TODAY + timedelta(days=9))

    assert not KeptPaper.objects.filter(paper="D26").exists()
    assert "Переименованн" not in text(later)
    assert name["last_name"] in text(later)
