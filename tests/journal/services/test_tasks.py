"""Whom a task may be given."""

import pytest
from django.core.exceptions import ValidationError

from mentorship.journal.services import tasks
from tests.factories.people import UserFactory
from tests.journal.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]


def test_a_task_for_a_stranger_is_refused(edition, group, pair):
    mentor = UserFactory(person=group.mentor)
    with pytest.raises(ValidationError, match="участников этой пары"):
        tasks.give(group, mentees=pair.mentees, text="x", due_on=None, today=TODAY, by=mentor)
