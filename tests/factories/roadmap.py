"""A lawful roadmap of the school year 2026/2027 with two stages, as a draft or approved."""

import datetime as dt

from mentorship.orders import services as orders
from mentorship.people.models import User
from mentorship.roadmap.models import Activity, Roadmap, Stage
from mentorship.roadmap.services import plan, roadmaps
from mentorship.roadmap.services.roadmaps import term_fields
from mentorship.roadmap.terms import Term

STARTS, ENDS = dt.date(2026, 9, 1), dt.date(2027, 8, 31)


def fields(**changes):
    """What the form of a stage or an activity sends; nobody is responsible and there is no term."""
    return {"offices": [], "posts": [], "group": "", "group_posts": [], **term_fields(Term()), **changes}


def add_stage(roadmap: Roadmap, title: str, *texts: str, by: User, **changes) -> Stage:
    stage = plan.add_stage(
        roadmap, by=by, fields=fields(**{"title": title, "is_section": False, "expected": "", "measure": "", **changes})
    )
    for text in texts:
        plan.add_activity(stage, fields=fields(text=text, expected=""), by=by)
    return stage


def draft(by: User, *, starts_on: dt.date = STARTS, ends_on: dt.date = ENDS) -> Roadmap:
    roadmap = roadmaps.start(starts_on=starts_on, ends_on=ends_on, by=by)
    add_stage(roadmap, "Подготовка условий", "Издать приказ", "Ознакомить педагогов", by=by)
    add_stage(
        roadmap, "Банк наставников", "Провести анкетирование", by=by, **term_fields(Term(kind="months", month=10))
    )
    return roadmap


def sign(order, director: User, on: dt.date) -> None:
    now = dt.datetime.combine(on, dt.time(12), tzinfo=dt.UTC)
    orders.sign(order, signed_on=on, number="", proposed="", by=director, now=now, confirmed=True)


def approved(by: User, director: User, **period) -> Roadmap:
    roadmap = draft(by, **period)
    sign(roadmaps.draft_order(roadmap, by=by), director, dt.date(2026, 9, 2))
    roadmap.refresh_from_db()
    return roadmap


def activity(roadmap: Roadmap, text: str) -> Activity:
    return Activity.objects.get(stage__roadmap=roadmap, text=text)
