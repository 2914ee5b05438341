import datetime as dt

from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.programs import services, templates
from mentorship.programs.models import Activity, Program, ProgramAcquaintance
from mentorship.programs.versions.services import add as add_version
from mentorship.regulation.models import Option
from tests.factories.pairs import PairFactory, option

SUBMITTED_ON = dt.date(2026, 9, 20)


def approved(pair: Pair, by: User, **fields) -> Program:
    """An approved programme for the whole term of the pair."""
    dates = {"starts_on": pair.starts_on, "ends_on": pair.ends_on, "submitted_on": SUBMITTED_ON}
    approval = {"status": Program.Status.APPROVED, "approved_on": dt.date(2026, 9, 21), "approved_by": by}
    return Program.objects.create(pair=pair, **{**dates, **approval, **fields})


def activity(program: Program, due_on: dt.date, **fields) -> Activity:
    """An item of the plan without a section."""
    values = {"title": "Открытое занятие", "responsible": program.pair.mentor, **fields}
    return Activity.objects.create(program=program, due_on=due_on, **values)


def written_program(pair: Pair, *, by: User, initial_level: str = "Без опыта") -> Program:
    """A whole text and plan by the template of the first year, as its mentor writes it."""
    program = services.use_template(services.start(pair, by=by), code="first-year", by=by)
    names = ("starts_on", "ends_on", "forms_note", "goal", "tasks", "expected", "control")
    fields = {name: getattr(program, name) for name in names}
    directions = list(pair.edition.options.of(Option.Group.DIRECTION)[:2])
    fields |= {"initial_level": initial_level, "directions": directions}
    return services.edit(program, fields=fields, version=program.version, by=by)


def submitted_program(*, on: dt.date = SUBMITTED_ON, **pair) -> Program:
    """A whole programme of an active pair, of eight activities and read by its mentees: it waits for approval."""
    made, template = PairFactory(active=True, **pair), templates.read("first-year")
    program = Program.objects.create(
        pair=made,
        status=Program.Status.SUBMITTED,
        starts_on=made.starts_on,
        ends_on=made.ends_on,
        submitted_on=on,
        forms_note="Один на один",
        initial_level="Без опыта",
        goal=made.goal,
        **{name: template[name] for name in ("tasks", "expected", "control")},
    )
    program.directions.add(option("direction", "subject"))
    for row in template["activities"]:
        due_on = min(program.starts_on + dt.timedelta(days=row["day"]), program.ends_on)
        words = {"title": row["title"], "expected": row["expected"]}
        activity(program, due_on, section=option("section", row["section"]), **words)
    read = (ProgramAcquaintance(program=program, mentee=mentee, acknowledged_on=on) for mentee in made.mentees)
    ProgramAcquaintance.objects.bulk_create(read)
    return Program.objects.with_people().get(pk=program.pk)


def approved_program(by: User, **pair) -> Program:
    """The same, approved on that day, with its first version; its papers are not kept, as before they were."""
    program = submitted_program(**pair)
    program.status, program.approved_on, program.approved_by = Program.Status.APPROVED, program.submitted_on, by
    program.save()
    add_version(program, on=program.submitted_on, how=str(by), by=by)
    return program
