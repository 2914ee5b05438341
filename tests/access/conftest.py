"""The world of the access matrix is built once; whatever a case writes goes back with the case."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.access.world import address, build
from tests.pages import field_names, only_reading, shut


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Keys by the beginning of an address, and the opened session of each role."""
    with django_db_blocker.unblock(), transaction.atomic():
        users, keys = build()
        yield {role: _session(user) for role, user in users.items()}, keys
        transaction.set_rollback(True)


class Closing(Client):
    """A client that closes files which nobody reads to their end."""

    def request(self, **request):
        return shut(super().request(**request))


def _session(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def sessions(world):
    return world[0]


@pytest.fixture
def keys(world):
    return world[1]


@pytest.fixture
def signed_in(sessions):
    """A new client in the role: what an earlier case did to its cookies (sign out, say) is gone."""

    def client_of(role):
        client = Closing()
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[role]
        return client

    return client_of


@pytest.fixture(scope="module")
def answers(world):
    """By role and name of the row: what `opened` was answered."""
    return {}


@pytest.fixture
def opened(answers, keys, signed_in):
    """How a GET answers a role and what fields the page asks for: the world is the same in each case, so once will do."""

    def answer(role, row):
        if (role, row.name) not in answers:
            with only_reading():
                page = signed_in(role).get(address(row, keys))
            answers[role, row.name] = page.status_code, field_names(page)
        return answers[role, row.name]

    return answer
