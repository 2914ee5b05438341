"""A code opens the account it is printed for, so a code printed before an office does not open the office."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.people.accounts.services import edit_office, grant_office, invite, use_invitation
from mentorship.people.models import OfficeTerm
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
NOW = timezone.make_aware(dt.datetime(2026, 9, 20, 12))
TODAY, TOMORROW = dt.date(2026, 9, 20), dt.date(2026, 9, 21)


def printed(person, by):
    return invite(person, username="novaya", by=by, now=NOW)


def used(code):
    return use_invitation(code, password="dve vorony 7", now=timezone.now() + dt.timedelta(seconds=1))


def given(edition, person, office, starts_on=TODAY):
    return grant_office(person, office=office, starts_on=starts_on, basis="приказ", limits=edition.limits(), by=None)


@pytest.mark.parametrize("office", [Office.DIRECTOR, Office.ADMIN])
def test_a_curator_prints_no_code_for_whoever_is_to_be_the_head(edition, curator, office):
    person = PersonFactory()
    OfficeTermFactory(person=person, office=office, starts_on=TOMORROW)

    with pytest.raises(RuleBroken, match="только администратор"):
        printed(person, curator)
    assert used(printed(person, UserFactory(office=Office.ADMIN)))


@pytest.mark.parametrize("office", [Office.DIRECTOR, Office.CURATOR])
@pytest.mark.parametrize("starts_on", [TODAY, TOMORROW])
def test_an_office_voids_the_code_that_was_printed_before_it(edition, curator, office, starts_on):
    person = PersonFactory()
    code = printed(person, curator)
    OfficeTerm.objects.filter(office=office).delete()
    given(edition, person, office, starts_on)

    with pytest.raises(ValidationError, match="Код не подходит"):
        used(code)


def test_a_longer_term_voids_the_code_that_was_printed_while_there_was_none(edition, curator):
    person, admin = PersonFactory(), UserFactory(office=Office.ADMIN)
    term = OfficeTermFactory(
        person=person, office=Office.DIRECTOR, starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2026, 9, 10)
    )
    code = printed(person, curator)
    edit_office(term, fields={"ends_on": None}, by=admin)

    with pytest.raises(ValidationError, match="Код не подходит"):
        used(code)


def test_a_code_of_a_curator_opens_no_head_however_the_office_has_come(edition, curator):
    person = PersonFactory()
    code = printed(person, curator)
    OfficeTermFactory(person=person, office=Office.DIRECTOR, starts_on=TOMORROW)

    with pytest.raises(ValidationError, match="Попросите новый у администратора"):
        used(code)
