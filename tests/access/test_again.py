"""Before weighty acts whoever sits at the computer is asked again who they are: every page of the list."""

import pytest

from mentorship.access.grants import ASKED_AGAIN, GRANTS
from mentorship.access.matrix import rows
from mentorship.access.roles import Office
from tests.access.world import address

WEIGHTY = [row for row in rows() if row.permission in ASKED_AGAIN]


def test_every_such_permission_is_one_and_the_weightiest_pages_are_among_them():
    assert set(GRANTS) >= ASKED_AGAIN
    assert {row.name for row in WEIGHTY} >= {
        "orders:sign",
        "orders:pile",
        "orders:register_signed",
        "people:grant_office",
        "people:edit_office",
        "people:end_office",
        "people:invite",
        "people:block_account",
        "people:open_account",
        "people:drop_factor",
        "people:drop_own_factor",
        "safekeeping:export_file",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("row", WEIGHTY, ids=lambda row: row.name)
def test_a_session_that_was_not_asked_of_late_is_led_to_the_question(keys, signed_in, row):
    role = next(office for office in Office if row.answer(office) == "allow")
    client, url = signed_in(role), address(row, keys)
    session = client.session
    session["confirmed_at"] = 0
    session.save()

    for send in (client.get, client.post):
        assert send(url).url.startswith("/confirm/?next=")
