"""The demo's leaver, an absence that lasts, and one ahead about which the curator is to decide."""

from datetime import timedelta

from mentorship.demo.story import Story
from mentorship.people.employment import services as employment


def load(story: Story) -> None:
    """Somebody left, somebody is on a long leave, and a mentor of a running pair will be away for a month."""
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
