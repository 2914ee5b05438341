"""What came of an event: refused with words, noted in the bank."""

import datetime as dt

import pytest

from mentorship.core.refusal import RuleBroken
from mentorship.events import services
from tests.factories.events import EventFactory
from tests.factories.people import MentorEntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
TODAY = dt.date(2026, 10, 1)


def test_an_older_training_does_not_hide_a_newer_one(curator):
    entry = MentorEntryFactory(trained_on=dt.date(2026, 10, 20), training="Курсы")
    event = EventFactory(kind="training")

    services.hold_event(event, result="", minutes="", attended=[entry.person], today=TODAY, by=curator)

    entry.refresh_from_db()
    assert entry.training == "Курсы"


@pytest.mark.parametrize(
    ("fields", "changes", "words"),
    [
        ({"kind": "council"}, {}, "У заседания бывает протокол"),
        ({"kind": "training"}, {}, "Не отмечен никто"),
        ({"starts_on": dt.date(2026, 10, 2), "ends_on": dt.date(2026, 10, 2)}, {}, "ещё не началось: оно 02.10.2026"),
        ({"cancelled_on": TODAY, "cancel_reason": "болезнь"}, {}, "Итог уже записан или событие отменено"),
    ],
)
def test_an_outcome_is_refused_with_words(curator, fields, changes, words):
    event = EventFactory(**fields)

    with pytest.raises(RuleBroken, match=words):
        services.hold_event(event, result="", minutes="", attended=[], today=TODAY, by=curator)

    event.refresh_from_db()
    assert event.held_on is None
