"""The demo's roadmap of this school year: the institution's own form, approved, its beginning carried out."""

from collections.abc import Iterator
from datetime import date

from mentorship.core.calendar.dates import school_year_start
from mentorship.demo.story import Day, Story
from mentorship.regulation.queries import institution
from mentorship.roadmap.models import Activity, Roadmap, Stage
from mentorship.roadmap.services import marks, plan, roadmaps
from mentorship.roadmap.services.roadmaps import term_fields
from mentorship.roadmap.templates import COMMON, code_for
from mentorship.roadmap.terms import Term

SIGNED_AGO = 28
# Сроки этапов, которых нет в образце: их ведут, но не печатают (RM-02).
TERMS = (
    Term(kind="months", month=9),
    Term(kind="months", month=9, month_to=10),
    Term(kind="months", month=10),
    Term(kind="months", month=11),
    Term(kind="whole"),
    Term(kind="months", month=5, month_to=6),
    Term(kind="whole"),
)
DONE = 4


def days(story: Story) -> Iterator[Day]:
    """The day of its order."""
    yield story.ago(SIGNED_AGO), lambda: approved(story)


def approved(story: Story) -> Roadmap:
    """Drawn up, approved four weeks ago; the first activities are done."""
    today, by = story.today, story.by
    year = school_year_start(today)
    code = code_for(institution().code) or COMMON
    roadmap = roadmaps.load(code, starts_on=date(year, 9, 1), ends_on=date(year + 1, 8, 31), by=by)
    for stage, term in zip(roadmap.stages.filter(term_kind=""), TERMS, strict=False):
        plan.edit_stage(stage, fields={**_fields(stage), **term_fields(term)}, by=by)
    story.sign(roadmaps.draft_order(roadmap, by=by), story.ago(SIGNED_AGO))
    done_on = max(story.ago(20), roadmap.starts_on)
    for activity in Activity.objects.filter(stage__roadmap=roadmap).order_by("stage__position", "position")[:DONE]:
        marks.perform(activity, done_on=done_on, result="Сделано в срок", evidence=None, today=today, by=by)
    return roadmap


def _fields(stage: Stage) -> dict:
    """The stage as its form sends it: an office or a group stays as the template names it."""
    rows = list(stage.responsible.all())
    return {
        "title": stage.title,
        "offices": [row.office for row in rows if row.office],
        "posts": [],
        "group": next((row.group for row in rows if row.group), ""),
        "group_posts": [],
    }
