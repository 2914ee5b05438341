import datetime as dt

from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.programs.models import Activity, Program


def approved(pair: Pair, by: User, **fields) -> Program:
    """An approved programme for the whole term of the pair."""
    dates = {"starts_on": pair.starts_on, "ends_on": pair.ends_on, "submitted_on": dt.date(2026, 9, 20)}
    approval = {"status": Program.Status.APPROVED, "approved_on": dt.date(2026, 9, 21), "approved_by": by}
    return Program.objects.create(pair=pair, **{**dates, **approval, **fields})


def activity(program: Program, due_on: dt.date, **fields) -> Activity:
    """An item of the plan without a section."""
    values = {"title": "Открытое занятие", "responsible": program.pair.mentor, **fields}
    return Activity.objects.create(program=program, due_on=due_on, **values)
