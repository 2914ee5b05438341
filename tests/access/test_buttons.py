"""A button pressed twice does once what it does."""

import pytest
from django.apps import apps
from django.db import transaction

from mentorship.access.matrix import PUBLIC, rows
from mentorship.access.roles import Office, Relation
from tests.access.world import address

pytestmark = pytest.mark.django_db
PACKAGES = {"archive:order_package", "archive:pair_package", "archive:year_package"}  # made anew, gone in two days
NOT_PRESSED = PACKAGES | {"people:logout"}
COUNTED = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("mentorship.") and not model.__name__.startswith("Historical")
]


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.mark.parametrize("role", [Office.CURATOR, Relation.MENTOR])
def test_a_button_pressed_twice_makes_nothing_twice(keys, signed_in, role):
    client, pressed = signed_in(role), 0
    for row in rows():
        url = address(row, keys)
        if row.permission == PUBLIC or row.name in NOT_PRESSED or client.put(url).headers.get("Allow") != "POST":
            continue
        with transaction.atomic():
            client.post(url)
            once = counts()
            client.post(url)
            assert counts() == once, row.name
            transaction.set_rollback(True)
        pressed += 1
    assert pressed > 15
