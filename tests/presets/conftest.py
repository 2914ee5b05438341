"""One institution at a time, loaded once for the tests of a file and rolled back after them."""

import pytest
from django.db import transaction

from mentorship.regulation.edition.services import load_preset
from tests.presets import job as jobs
from tests.presets.matrix import CODES, PLACES


@pytest.fixture(scope="module", params=PLACES, ids=CODES)
def place(request):
    return request.param


@pytest.fixture(scope="module")
def done(place, django_db_setup, django_db_blocker):
    """The institution after its main job, from the staff cards to both reports."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield jobs.run(place)
        transaction.set_rollback(True)


@pytest.fixture
def edition(place, db):
    return load_preset(place.code)
