"""Invented people of a preset institution in every state of the lifecycle."""

import tomllib
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from mentorship.demo import (
    act,
    agreements,
    amendments,
    dissemination,
    events,
    journal,
    leaving,
    legal,
    library,
    orders,
    pairs,
    partners,
    petitions,
    replacements,
    results,
    roadmap,
    section,
    staff,
    study,
)
from mentorship.demo.story import Story, clock
from mentorship.people.models import Person
from mentorship.regulation.edition.services import load_preset
from mentorship.regulation.models import Edition, Institution

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
DATED = (pairs, amendments, roadmap, orders, replacements, agreements)  # what signs orders: numbers follow the days


@transaction.atomic
def load(code: str, *, today: date, password: str) -> Story:
    """The preset with its people; on a second call nothing is added."""
    edition = Edition.objects.latest("starts_on") if Institution.objects.exists() else load_preset(code)
    story = Story(edition, today, password, tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")))
    if not Person.objects.exists():
        tell(story, code)
    return story


def tell(story: Story, code: str) -> None:
    """Everything that happened at the institution, each on its day, and what is the matter today."""
    with clock(story.today):
        begin(story, code)
    happened = [day for chapter in DATED for day in chapter.days(story)]
    for on, step in sorted(happened, key=lambda day: day[0]):
        with clock(on):
            step()
    with clock(story.today):
        go_on(story)
        dissemination.load(story, code)
        section.load(story)


def begin(story: Story, code: str) -> None:
    """Who works here, and the act."""
    staff.add_staff(story, code)
    act.approved(story)
    staff.add_banks(story)


def go_on(story: Story) -> None:
    """What is the matter today."""
    pairs.group_waiting_for_signature(story)
    pairs.proposed_pair(story)
    pairs.declined_pair(story)
    events.load(story)
    legal.load(story)
    partners.load(story)
    journal.load(story)
    library.load(story)
    amendments.waiting(story)
    leaving.load(story)
    petitions.load(story)
    replacements.stand_in(story)
    results.publish(story)
    act.being_amended(story)
    study.load(story)
    staff.have_seen(story)
