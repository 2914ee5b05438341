"""Whoever acts as the head does not rule the own power, nor that of the head."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.people.accounts.services import edit_office, end_office, grant_office
from mentorship.people.models import OfficeTerm
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
TODAY, LATER = dt.date(2026, 9, 20), dt.date(2026, 12, 31)


@pytest.fixture
def acting(edition, director):
    user = UserFactory()
    OfficeTermFactory(
        person=user.person, office=Office.DIRECTOR, starts_on=TODAY, ends_on=TODAY, acting=True, basis="приказ № 1"
    )
    return user


def grant(edition, person, office, by):
    return grant_office(person, office=office, starts_on=TODAY, basis="приказ", limits=edition.limits(), by=by)


@pytest.mark.parametrize("own", [True, False])
def test_an_acting_head_changes_and_ends_neither_the_own_term_nor_that_of_the_head(acting, director, own):
    term = OfficeTerm.objects.get(person=(acting if own else director).person, office=Office.DIRECTOR)

    with pytest.raises(RuleBroken, match="Исполняющий обязанности"):
        edit_office(term, fields={"ends_on": LATER}, by=acting)
    with pytest.raises(RuleBroken, match="Исполняющий обязанности"):
        end_office(term, ends_on=LATER, by=acting)


@pytest.mark.parametrize("office", [Office.ADMIN, Office.CURATOR, Office.DIRECTOR])
def test_an_acting_head_takes_no_office(edition, acting, office):
    with pytest.raises(RuleBroken, match="Попросите администратора"):
        grant(edition, acting.person, office, acting)


def test_an_acting_head_names_no_head_but_gives_others_their_offices(edition, acting):
    with pytest.raises(RuleBroken, match="роль руководителя"):
        grant(edition, PersonFactory(), Office.DIRECTOR, acting)
    assert grant(edition, PersonFactory(), Office.CLERK, acting)


def test_the_head_and_an_administrator_prolong_the_term_of_who_acts(acting, director):
    term = OfficeTerm.objects.get(person=acting.person)

    assert edit_office(term, fields={"ends_on": dt.date(2026, 9, 25)}, by=director).ends_on == dt.date(2026, 9, 25)
    assert edit_office(term, fields={"ends_on": LATER}, by=UserFactory(office=Office.ADMIN)).ends_on == LATER


@pytest.mark.parametrize("after", [False, True])
def test_nor_does_an_administrator_whom_the_acting_head_has_made(edition, acting, director, after):
    """Also when the term is over: it would be made longer by that hand."""
    puppet, term = UserFactory(), OfficeTerm.objects.get(person=acting.person)
    grant(edition, puppet.person, Office.ADMIN, acting)
    with time_machine.travel("2026-09-21 12:00:00+03:00" if after else "2026-09-20 12:30:00+03:00"):
        with pytest.raises(RuleBroken, match="Роль администратора дал вам тот, кто исполнял обязанности"):
            edit_office(term, fields={"ends_on": LATER}, by=puppet)
        with pytest.raises(RuleBroken, match="Роль администратора дал вам тот"):
            grant(edition, acting.person, Office.ADMIN, puppet)
        assert grant(edition, PersonFactory(), Office.CLERK, puppet)  # of others it rules as any administrator

        assert edit_office(term, fields={"ends_on": LATER}, by=UserFactory(office=Office.ADMIN)).ends_on == LATER


def test_the_page_says_whom_to_ask(as_user, acting):
    term = OfficeTerm.objects.get(person=acting.person)

    refused = as_user(acting).post(reverse("people:end_office", args=[term.pk]), {"on": "31.12.2026"})

    assert refused.status_code == 422
    assert "Попросите администратора" in refused.content.decode()
