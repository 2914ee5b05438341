"""What is owed about amendments, and what asking costs."""

import pytest

from mentorship.programs.amendments.duties import Unanswered, Undecided, Unread
from mentorship.programs.amendments.services import drafting
from mentorship.programs.models import Program
from mentorship.regulation.duty import Scope
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.queries import limits_by_edition
from mentorship.regulation.sources import Asked
from tests.factories.programs import approved_program
from tests.programs.amendments.making import TODAY, change, duties, longer
from tests.programs.amendments.meanwhile import pair_is_ended

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


def test_an_ended_pair_leaves_no_duty(curator, program):
    drafting.start(program, fields=longer(), on=TODAY, by=curator)
    assert len(duties()) == 2

    pair_is_ended(program)

    assert duties() == []


def of_amendments(own, scope):
    asked = Asked(scope, COMMON_SENSE, own)
    return [duty for source in (Unanswered, Undecided, Unread) for duty in source().found(asked)]


def test_the_duties_of_amendments_cost_the_same_however_many_there_are(curator, django_assert_num_queries):
    own = limits_by_edition()
    for count in (1, 3):
        while Program.objects.count() < count:
            change(approved_program(curator), curator, "Новая")
        with django_assert_num_queries(3):
            assert len(of_amendments(own, Scope(everything=True))) == count


def test_who_owns_nothing_is_asked_nothing(curator, django_assert_num_queries):
    scope = Scope(person=curator.person_id, mentors=False, mentees=False)
    with django_assert_num_queries(0):
        assert of_amendments({}, scope) == []
