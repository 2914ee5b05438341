"""Reading programmes: the object for this user, the facts of the rules."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date

from django.db.models import Count, Min, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core import history
from mentorship.core.reading import read_once
from mentorship.core.refusal import Violation
from mentorship.pairs.models import Pair
from mentorship.pairs.pauses.queries import line_spans
from mentorship.pairs.pauses.rules import days_of
from mentorship.pairs.queries import line
from mentorship.people.models import Need, User
from mentorship.people.models.person import name_columns
from mentorship.programs import privacy, rules
from mentorship.programs.models import PARTS, Activity, Program, ProgramAcquaintance
from mentorship.programs.privacy import SHOWN
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import named_groups

RETURNED = str(Program._meta.get_field("return_reason").verbose_name)


def program_for(user: User, pk: int, permission: str = "program.view") -> Program:
    """The programme: 404 when this user may not know of it, 403 when they may only look."""
    programs = Program.objects.visible_to(user).select_related(
        "approved_by__person", "recorded_by__person", "pair__edition", "order"
    )
    program = get_object_or_404(programs, pk=pk)
    program.pair = Pair.objects.with_people_for(user).get(pk=program.pair_id)
    require(user, permission, program)
    return program


def to_approve(user: User) -> QuerySet[Program]:
    """Submitted programmes that an order is to approve and that are in none yet."""
    waiting = Program.objects.visible_to(user).filter(status=Program.Status.SUBMITTED, order=None)
    return waiting.filter(pair__edition__program_approval=Edition.Approval.ORDER).with_people().order_by("pk")


def activity_for(user: User, pk: int, permission: str) -> Activity:
    """One activity of a programme that this user may see."""
    visible = Activity.objects.filter(program__in=Program.objects.visible_to(user))
    activity = get_object_or_404(visible.select_related("program__pair__mentor", "section"), pk=pk)
    require(user, permission, activity)
    return activity


def evidence_for(user: User, pk: int) -> Activity:
    """An activity with its evidence file, where this user may see that."""
    activity = activity_for(user, pk, "program.view")
    [shown] = privacy.plan(Pair.objects.with_people_for(user).get(pk=activity.program.pair_id), [activity])
    if not shown.evidence:
        raise Http404
    return shown


def program_rows(user: User) -> QuerySet[Program]:
    """Rows of the list: names, dates and state only."""
    rows = Program.objects.visible_to(user).select_related("pair__mentor")
    return rows.only("status", "starts_on", "ends_on", *name_columns("pair__mentor"))


def done_counts(programs: Iterable[Program]) -> dict[int, str]:
    """By programme: «3 из 8» kept activities are done; programmes without a plan are left out."""
    rows = Activity.objects.filter(program__in=list(programs), cancelled_on=None).values("program")
    counted = rows.annotate(all=Count("pk"), done=Count("done_on")).order_by()
    return {row["program"]: f"{row['done']} из {row['all']}" for row in counted}


def plan(program: Program) -> list[tuple[str, list[Activity]]]:
    """The kept activities by section, in the order of п. 3.6, as the reader may see them; without sections untitled."""
    sections: dict[str, list[Activity]] = {}
    rows = program.activities.filter(cancelled_on=None).select_related("section", "responsible", "need")
    for activity in privacy.plan(program.pair, rows):
        sections.setdefault(activity.section.title if activity.section else "", []).append(activity)
    return list(sections.items())


def open_needs(program: Program) -> QuerySet[Need]:
    """Difficulties and requests of the mentees that are not closed."""
    mentees = program.pair.participations.values("mentee")
    wanted = Need.objects.filter(person__in=mentees, closed_on=None).exclude(kind=Need.Kind.STRENGTH)
    return wanted.order_by("pk")


def uncovered_needs(program: Program) -> QuerySet[Need]:
    """Open needs that no kept activity of this programme answers."""
    covered = program.activities.filter(cancelled_on=None, need__isnull=False).values("need")
    return open_needs(program).exclude(pk__in=covered)


def coverage(program: Program) -> str:
    """The line of coverage for the programme page."""
    return rules.coverage(open_needs(program).count(), uncovered_needs(program).count())


@read_once
def violations(program: Program) -> list[Violation]:
    """Everything that stands between this programme and its approval."""
    return list(rules.draft_violations(draft(program)))


def draft(program: Program) -> rules.ProgramDraft:
    """Collect the facts that the rules decide on."""
    pair = Pair.objects.with_people().get(pk=program.pair_id)
    kept = list(program.activities.filter(cancelled_on=None))
    read = set(program.acquaintances.values_list("mentee", flat=True))
    named = named_groups(pair.edition)
    missing = missing_parts({name: getattr(program, name) for name in PARTS}, named)
    if Option.Group.DIRECTION in named and not program.directions.exists():
        missing.append("направления")
    return rules.ProgramDraft(
        limits=pair.edition.limits(),
        behaviour=pair.behaviour,
        starts_on=program.starts_on,
        ends_on=program.ends_on,
        pair_starts_on=pair.starts_on,
        pair_ends_on=pair.ends_on,
        missing=tuple(missing),
        activity_count=len(kept),
        outside=tuple(
            activity.title for activity in kept if not program.starts_on <= activity.due_on <= program.ends_on
        ),
        unread=tuple(mentee.short_name for mentee in pair.mentees if mentee.pk not in read),
        began_on=began_on(pair) if pair.replaces_id else None,
        paused=days_of(line_spans(pair), began_on(pair) if pair.replaces_id else program.starts_on),
    )


def missing_parts(texts: Mapping[str, str], named: Set[str]) -> list[str]:
    """Titles of the empty obligatory parts; forms and kinds are described only where the edition names any."""
    described = named & {Option.Group.FORM, Option.Group.KIND}
    return [title for name, title in PARTS.items() if not texts[name].strip() and (described or name != "forms_note")]


def began_on(pair: Pair) -> date:
    """The first day of the programme that this pair goes on with; without any, of the mentoring itself."""
    pairs = line(pair)
    return Program.objects.filter(pair__in=pairs).aggregate(first=Min("starts_on"))["first"] or pairs[0].starts_on


def acquaintances(program: Program) -> QuerySet[ProgramAcquaintance]:
    """Who has read the programme, of the mentees that its reader may see."""
    return program.acquaintances.filter(mentee__in=program.pair.mentees).select_related("mentee", "recorded_by__person")


def is_on_paper(program: Program) -> bool:
    """The mentor or a mentee has signed it on paper, as somebody has written down."""
    return program.recorded_by_id is not None or program.acquaintances.filter(recorded_by__isnull=False).exists()


def timeline(program: Program, user: User) -> list[history.Entry]:
    """What happened to the programme, to the items of its plan, and who of the visible has read it.

    A mentee is told of it while it was shown: not of drafts, nor of what was returned to the mentor and written anew.
    """
    read = history.versions(ProgramAcquaintance).filter(program=program, mentee__in=program.pair.mentees)
    told, items = history.versions(Program).filter(id=program.pk), history.versions(Activity).filter(program=program)
    if privacy.told_all(program, user):
        return privacy.entries(program.pair, history.timeline(told, items, read))
    items = items.filter(history.while_in(SHOWN, told))
    told = told.filter(status__in=SHOWN)
    # A programme that is shown again after a return still bears the reason until it is handed in.
    rows = privacy.entries(program.pair, history.timeline(told, items, read))
    return [replace(row, changes=tuple(part for part in row.changes if part[0] != RETURNED)) for row in rows]


def plan_left(pair: Pair) -> int | None:
    """How many activities of the approved programme are still open; None without such a programme."""
    program = Program.objects.filter(pair=pair, status=Program.Status.APPROVED).first()
    if program is None:
        return None
    return program.activities.filter(done_on=None, cancelled_on=None).count()


def lapsing(pair: Pair, day: date) -> int:
    """How many open activities of the approved programme lie after the day."""
    after = Activity.objects.filter(program__pair=pair, program__status=Program.Status.APPROVED, due_on__gt=day)
    return after.filter(done_on=None, cancelled_on=None).count()


def to_publish(user: User, pk: int, on: date) -> Program:
    """The approved programme of a pair that is over by the day; 404 for any other: its results are to be published."""
    require(user, "program.publish")
    return get_object_or_404(with_results(on), pk=pk)


def with_results(on: date) -> QuerySet[Program]:
    """Approved programmes of pairs that are over by the day and whose edition asks for their results on the site."""
    ended = Program.objects.filter(pair__in=Pair.objects.ended(on), status=Program.Status.APPROVED)
    return ended.filter(pair__edition__publish_results=True).select_related("pair__mentor", "pair__edition")
