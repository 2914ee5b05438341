"""What a pair that another mentor takes over carries along: the text and the unfinished plan (REP-06)."""

from mentorship.core.history import erase, record
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.programs.models import Activity, Program
from mentorship.programs.models.program import EDITABLE
from mentorship.regulation.models import Option

TEXTS = ("forms_note", "initial_level", "goal", "tasks", "expected", "control")
ITEM = ("title", "content", "starts_on", "due_on", "expected", "need")


def carry_over(old: Pair, new: Pair, *, by: User) -> Program | None:
    """A draft for the new mentor out of the programme of the old pair; None where there was none.

    What is done stays in the old programme; the draft is read and approved anew. Called inside the signing, which
    may be long before the new mentor begins: each item keeps whence it came, see `leave_out`.
    """
    source = Program.objects.filter(pair=old).first()
    if source is None:
        return None
    texts = {name: getattr(source, name) for name in TEXTS}
    program = Program(pair=new, starts_on=new.starts_on, ends_on=new.ends_on, **texts)
    record(program, f"Перенесена из программы наставника {old.mentor.short_name}", by)
    program.directions.set(filter(None, (_same(option, new) for option in source.directions.all())))
    for row in source.activities.filter(done_on=None, cancelled_on=None).select_related("section", "responsible"):
        responsible = new.mentor if row.responsible_id == old.mentor_id else row.responsible
        item = {name: getattr(row, name) for name in ITEM}
        section = _same(row.section, new)
        activity = Activity(program=program, section=section, responsible=responsible, carried_from=row, **item)
        record(activity, f"Перенесено мероприятие: {activity.title}", by)
    return program


def leave_out(done: Activity, why: str, *, by: User) -> None:
    """The mentor before has done or cancelled the item: it is left in no plan that nobody has touched or handed in.

    Called inside that act; whoever hands the plan in meanwhile waits or is waited for by the lock of the programme.
    """
    copies = Activity.objects.filter(carried_from=done, done_on=None, cancelled_on=None)
    drafts = Program.objects.filter(pk__in=copies.values("program"), status__in=EDITABLE).select_for_update()
    keys = list(drafts.filter(pair__in=Pair.objects.signed()).order_by("pk").values_list("pk", flat=True))
    for copy in copies.filter(program__in=keys) if keys else ():
        leave_out(copy, why, by=by)
        if copy.history.count() == 1:  # nobody has changed it since it was carried over
            erase(copy, f"{why}: {copy.title}", by)


def _same(option: Option | None, new: Pair) -> Option | None:
    """The item of the list as the edition of the new pair has it."""
    if option is None or option.edition_id == new.edition_id:
        return option
    return new.edition.options.filter(group=option.group, code=option.code).first()
