"""What a letter carries and what it does not."""

import pytest

from mentorship.reminders import letters
from mentorship.reminders.models import Letter
from tests.reminders.making import person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-09-22", tick=False),
]


def test_a_letter_carries_no_secret_of_the_calendar_and_links_to_the_site(settings):
    settings.SITE_URL = "https://nastavnik.school.example"
    who = person()
    assert letters.unsubscribe_url(who.pk).startswith("https://nastavnik.school.example/reminders/unsubscribe/")
    assert letters.who_unsubscribes(letters.unsubscribe_url(who.pk).split("/")[-2].replace("%3A", ":")) == who.pk
    assert Letter.objects.count() == 0
