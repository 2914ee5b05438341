"""A handful of what `python -m tests.safety.fuzz` sends by thousands."""

import random

import pytest
from django.conf import settings
from django.test import Client

from tests.safety.fuzz import Fuzz

pytestmark = pytest.mark.django_db


def test_anything_sent_to_any_address_by_anybody_breaks_nothing(sessions, keys):
    clients = {"nobody": Client(raise_request_exception=False)}
    for role, session in sessions.items():
        clients[role] = Client(raise_request_exception=False)
        clients[role].cookies[settings.SESSION_COOKIE_NAME] = session
    fuzz = Fuzz(clients, keys, random.Random())

    fuzz.run(200)

    assert fuzz.broken == []
