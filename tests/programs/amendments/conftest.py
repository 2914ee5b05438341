"""An approved programme."""

import pytest

from tests.factories.programs import approved_program


@pytest.fixture
def program(curator):
    return approved_program(curator)
