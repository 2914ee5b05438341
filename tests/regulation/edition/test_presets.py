"""The kindergarten's edition as data, the rules page, the open list of forms."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mentorship.documents.wording import named
from mentorship.regulation.edition.rulebook import RULES
from mentorship.regulation.models import Clause, Option
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_the_preset_has_every_rule_of_the_kindergarten(edition):
    limits = edition.limits()

    assert (limits.max_mentees, limits.group_min, limits.appoint_within_days) == (3, 2, 30)
    assert (limits.mentoring_min_months, limits.mentoring_max_months) == (1, 12)
    assert (limits.program_min_months, limits.program_max_months) == (3, 12)
    assert (limits.program_due_days, limits.mentor_report_days, limits.mentee_report_days) == (10, 10, 10)
    assert limits.mentor_consent
    assert limits.mentee_consent
    assert limits.mentor_training
    assert limits.curator_pool == "deputies"
    counts = {group: edition.options.of(group).count() for group in Option.Group.values}
    named = {"form": 4, "kind": 7, "replacement": 5, "completion": 3, "section": 8, "direction": 6, "act": 3}
    assert counts == named


def test_the_rules_page_shows_each_clause_its_limit_and_what_the_program_does(as_user, edition):
    page = as_user(UserFactory()).get(reverse("regulation:rules")).content.decode()

    for clause in Clause.objects.all():
        assert named(clause.gist) in page
        if clause.rule:
            assert RULES[clause.rule].does in page
    assert "30 дней" in page


@pytest.mark.parametrize(
    "change",
    [{"ends_on": "2020-01-01"}, {"mentoring_min_months": 13}, {"program_min_months": 13}, {"max_mentees": -1}],
)
def test_an_edition_that_contradicts_itself_is_refused(edition, change):
    for name, value in change.items():
        setattr(edition, name, value)

    with pytest.raises(ValidationError):
        edition.full_clean()
