"""Two who type one code at once: it opens one door."""

import pytest
from django.utils import timezone

from mentorship.people.factors import services
from tests.people.factors.codes import shown, with_app, with_sheet
from tests.threads import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("kind", ["app", "sheet"])
def test_one_code_typed_twice_at_once_is_right_once(kind):
    if kind == "app":
        user, code = with_app(), shown()
    else:
        user, (code, *_) = with_sheet()

    answers = at_once([lambda: services.check_code(user, code, now=timezone.now())] * 2)

    assert sorted(answer.right for answer in answers) == [False, True]
