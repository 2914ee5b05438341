"""A pair whose papers are signed."""

import pytest

from tests.factories.pairs import PairFactory


@pytest.fixture
def pair():
    return PairFactory(active=True)
