"""The curator's opinion is for whoever answers: its card and its history tell nobody else."""

import pytest

from mentorship.petitions import services
from tests.factories.petitions import petition

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]
OPINION = "Просьбу поддерживаю, но наставник работал плохо"


def test_the_author_and_the_other_side_are_not_told(client, pair, people):
    row = petition("replacement", pair)
    services.review(row, opinion="Подумаю", by=people["curator"])
    services.review(row, opinion=OPINION, by=people["curator"])

    for role, user in people.items():
        client.force_login(user)
        answer = client.get(row.get_absolute_url())
        if answer.status_code == 200:
            told = role in ("director", "curator")
            assert (OPINION in answer.text, "Подумаю" in answer.text) == (told, told), role
