"""What the other side of the pair was promised not to read stays closed to it in office too (MTE-05)."""

import pytest

from mentorship.access.roles import Office
from mentorship.archive.packages.contents import of_pair
from mentorship.people.models import OfficeTerm
from mentorship.petitions.models import Petition
from tests.factories.people import OfficeTermFactory
from tests.factories.petitions import petition
from tests.petitions.pages import status, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]


@pytest.mark.parametrize("kind", ["replacement", "ending"])
@pytest.mark.parametrize("office", [Office.CURATOR, Office.CLERK])
def test_a_mentor_in_office_reads_no_petition_of_the_own_mentee(client, pair, people, kind, office):
    row = petition(kind, pair, author=pair.mentees[0], reason="Не сложилось")
    OfficeTermFactory(person=pair.mentor, office=office)
    mentor = people["mentor"]

    assert status(client, mentor, url("card", row)) == 404
    assert row not in Petition.objects.visible_to(mentor)
    assert status(client, people["director"], url("card", row)) == 200
    assert status(client, people[office.value], url("card", row)) == 200


def test_a_mentor_who_is_the_head_reads_what_nobody_else_could_answer(client, pair, people):
    row = petition("replacement", pair, author=pair.mentees[0])
    OfficeTerm.objects.filter(office=Office.DIRECTOR).update(person=pair.mentor)

    assert status(client, people["mentor"], url("card", row)) == 200


def test_nor_does_the_dossier_of_the_pair_show_it(pair, people):
    row = petition("replacement", pair, author=pair.mentees[0])
    OfficeTermFactory(person=pair.mentor, office=Office.CURATOR)

    told = {
        user: {one.pk for one in of_pair(pair, people[user]) if one.paper == "D25"} for user in ("mentor", "curator")
    }
    assert told == {"mentor": set(), "curator": {row.pk}}
