"""The demo's library: materials in every state, and what a mentor has taken into the programme of the own pair."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

from mentorship.demo.story import Story
from mentorship.library import services
from mentorship.library.models import Material
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.programs.models import Program

TOLD = Path(settings.BASE_DIR) / "fixtures" / "library" / "demo.toml"
OF_STORY = ("author", "state", "days", "about_pair", "opinion", "remarks", "reason")
REVIEWED = ("reviewed", "approved", "withdrawn")
APPROVED = ("approved", "withdrawn")


def load(story: Story) -> None:
    """Every material by its author, as far as it has come; another version of an approved one is being written."""
    rows = tomllib.loads(TOLD.read_text(encoding="utf-8"))["materials"]
    approved = [found for found in (add(story, row) for row in rows) if found.holds_on(story.today)]
    for material in approved[:1]:
        services.revise(material, by=story.user("mentor"))
    for material in approved[1:]:
        take(story, material)


def add(story: Story, row: dict[str, Any]) -> Material:
    by, submitted_on = story.logins.get(row["author"], story.by), story.ago(row["days"])
    fields = {name: value for name, value in row.items() if name not in OF_STORY}
    fields["pair"] = _pair(by) if row.get("about_pair") else None
    material = services.write(fields=fields, authors=[], file=None, by=by)
    if row["state"] == "draft":
        return material
    services.submit(material, on=submitted_on, by=by)
    if row["state"] == "returned":
        services.send_back(material, remarks=row["remarks"], on=story.ago(row["days"] - 3), by=judge(story, by))
    if row["state"] in REVIEWED:
        decide(story, material, row)
    return Material.objects.get(pk=material.pk)


def decide(story: Story, material: Material, row: dict[str, Any]) -> None:
    """The council's word, where there is one and its member is another; then the approval."""
    days, by, council = row["days"], story.logins.get(row["author"], story.by), story.logins.get("council")
    if council and story.edition.council:
        minutes = {"minutes_number": "2", "reviewed_on": story.ago(days - 5), "opinion": row.get("opinion", "")}
        services.review(material, today=story.today, by=council, **minutes)
    if row["state"] in APPROVED:
        on, reason = story.ago(days - 7), "Опыт проверен"
        services.approve(material, approved_on=on, reason=reason, today=story.today, by=judge(story, by))
    if row["state"] == "withdrawn":
        services.withdraw(material, reason=row["reason"], on=story.ago(30), by=by)


def judge(story: Story, author: User) -> User:
    """Who decides about a material of this author."""
    return story.logins["director"] if author == story.by else story.by


def _pair(author: User) -> Pair | None:
    return Pair.objects.filter(mentor=author.person, status=Pair.Status.APPOINTED).first()


def take(story: Story, material: Material) -> None:
    """Into the approved programme of the persona «mentor»."""
    mentor = story.user("mentor")
    program = Program.objects.filter(pair__mentor=mentor.person, pair__status=Pair.Status.APPOINTED).first()
    if program and program.pair.is_not_over:
        item = program.activities.filter(cancelled_on=None).first()
        services.take(material, program=program, activity=item, on=story.ago(10), by=mentor)
