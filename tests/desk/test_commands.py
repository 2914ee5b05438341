"""The command that tells who owes what."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_to_study")]


def test_the_command_tells_who_owes_what(edition):
    PairFactory(active=True)
    output = StringIO()

    call_command("duties", "--on", "26.09.2026", "--json", stdout=output)

    (row,) = [row for row in json.loads(output.getvalue()) if row["what"].startswith("Составить программу")]
    assert (row["due_on"], row["days_left"], row["clause"]) == ("2026-09-25", -1, "3.6")


def test_the_command_refuses_a_day_that_does_not_exist(edition):
    with pytest.raises(SystemExit):
        call_command("duties", "--on", "31.02.2026", stderr=StringIO())


@pytest.mark.today("2026-10-02", tick=False)
@pytest.mark.django_db
class TestCommand:
    def run(self, *args):
        output = StringIO()
        call_command("duties", *args, "--json", stdout=output)
        return json.loads(output.getvalue())

    def test_one_person_by_login_or_surname(self, edition, curator):
        pair = PairFactory(active=True)
        PairFactory(active=True)
        user = UserFactory(person=pair.mentor)

        for name in (user.username, pair.mentor.full_name):
            assert {row["who"] for row in self.run("--on", "26.09.2026", "--person", name)} == {str(pair.mentor)}
        assert {row["who"] for row in self.run("--person", "curator")} == {"Куратор"}

    @pytest.mark.parametrize("args", [["--person", "никто"], ["--person", "Учителева"], ["--on", "31.12.9999"]])
    def test_nobody_several_or_a_day_too_far_are_refused_in_words(self, edition, args):
        PairFactory(active=True)
        words = StringIO()

        with pytest.raises(SystemExit):
            call_command("duties", *args, stderr=words)

        assert words.getvalue()
