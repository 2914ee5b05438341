"""The trial of a staff at work opens pages that are there and that the role may open."""

import pytest

from tests.safety.load import ADDRESSES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("office", ["curator", "director"])
def test_every_address_of_an_office_answers(as_user, edition, office, request):
    client = as_user(request.getfixturevalue(office))

    assert [address for address in ADDRESSES[office] if client.get(address).status_code != 200] == []
