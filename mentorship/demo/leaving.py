"""The demo's leaver, an absence for which a pair stands still, and one ahead about which the curator is to decide."""

from datetime import timedelta

from mentorship.demo.story import Story
from mentorship.pairs.models import Pair
from mentorship.pairs.pauses import services as pauses
from mentorship.people.employment import services as employment


def load(story: Story) -> None:
    """Somebody left, somebody is on a long leave and the pair is paused, and a mentor will be away for a month."""
    today, by = story.today, story.by
    moved_on = today - timedelta(days=5)
    employment.record_leaving(
        story.person("mentee9"), left_on=moved_on, reason="переезд в другой город", by=by, today=today
    )
    employment.record_absence(
        story.person("mentee5"),
        kind="childcare",
        starts_on=today - timedelta(days=3),
        expected_return_on=None,
        note="",
        by=by,
        today=today,
    )
    pause(story)
    begins = today + timedelta(days=7)
    employment.record_absence(
        story.person("mentor"),
        kind="study",
        starts_on=begins,
        expected_return_on=begins + timedelta(days=30),
        note="",
        by=by,
        today=today,
    )


def pause(story: Story) -> None:
    """The pair of the one on leave stands still from today, and its term moves."""
    today = story.today
    pair = Pair.objects.running(today).get(participations__mentee=story.person("mentee5"))
    order = pauses.draft_pause(
        pair,
        starts_on=today,
        ends_on=story.ahead(89),
        basis="приказ об отпуске по уходу за ребёнком",
        today=today,
        by=story.by,
    )
    story.sign(order, today)
