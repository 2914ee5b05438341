"""The versions of a programme are kept (END-05)."""

import datetime as dt

import pytest

from tests.factories.programs import submitted_program
from tests.programs.amendments.making import change

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


def test_the_first_version_is_kept_when_the_programme_is_approved(curator, program):
    version = program.versions.get()

    assert (version.number, version.approved_on) == (1, dt.date(2026, 9, 20))
    assert version.content["texts"]["goal"] == "Помочь освоиться в группе"
    assert len(version.content["plan"]) == 8


def test_a_programme_approved_before_versions_were_kept_gets_its_first(curator):
    program = submitted_program()
    program.status, program.approved_on, program.approved_by = "approved", program.submitted_on, curator
    program.save()

    change(program, curator, "Новая цель")

    assert [row.content["texts"]["goal"] for row in program.versions.all()] == [
        "Помочь освоиться в группе",
        "Новая цель",
    ]
