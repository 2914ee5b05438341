"""Reading roadmaps: the object for this user, the facts of approval, the next term."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.access.roles import READING_OFFICES
from mentorship.core import history
from mentorship.core.calendar.dates import add_months, school_year_start
from mentorship.core.refusal import Violation
from mentorship.core.terms import lasting, not_past
from mentorship.core.words.text import plural
from mentorship.people.models import Person, Position, User
from mentorship.regulation.queries import edition_on
from mentorship.roadmap import rules
from mentorship.roadmap.models import Activity, Roadmap, Stage, Timed
from mentorship.roadmap.terms import Period, whole_years

APPROVED = (Roadmap.Status.APPROVED, Roadmap.Status.ARCHIVED)
PEOPLE = ("responsible__post__person", "stage__responsible__post__person")


def roadmap_for(user: User, pk: int, permission: str = "roadmap.view") -> Roadmap:
    """The roadmap with its plan: 404 when this user may not know of it, 403 when they may only look."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(user).with_plan().select_related("replaces"), pk=pk)
    require(user, permission, roadmap)
    return roadmap


def stage_for(user: User, pk: int) -> Stage:
    """A stage to be edited."""
    visible = Stage.objects.filter(roadmap__in=Roadmap.objects.visible_to(user)).select_related("roadmap")
    stage = get_object_or_404(visible.prefetch_related("responsible__post"), pk=pk)
    require(user, "roadmap.edit", stage)
    return stage


def activity_for(user: User, pk: int, permission: str) -> Activity:
    """An activity of a roadmap that this user may see."""
    visible = Activity.objects.filter(stage__roadmap__in=Roadmap.objects.visible_to(user))
    activity = get_object_or_404(visible.select_related("stage__roadmap").prefetch_related(*PEOPLE), pk=pk)
    require(user, permission, activity)
    return activity


def list_rows(user: User) -> QuerySet[Roadmap]:
    """Rows of the list: title, period and state."""
    return Roadmap.objects.visible_to(user).only("title", "starts_on", "ends_on", "status")


def done_counts(roadmaps: Iterable[Roadmap]) -> dict[int, str]:
    """By roadmap: «3 из 18» kept activities are done."""
    rows = Activity.objects.filter(stage__roadmap__in=list(roadmaps), cancelled_on=None).values("stage__roadmap")
    counted = rows.annotate(all=Count("pk"), done=Count("done_on")).order_by()
    return {row["stage__roadmap"]: f"{row['done']} из {row['all']}" for row in counted}


def posts(on: date) -> QuerySet[Position]:
    """Everybody employed on the day in each of their posts: whom a roadmap can name (RM-20)."""
    here = Person.objects.working_on(on).values("pk")
    open_posts = Position.objects.on(on).filter(person__in=here).select_related("person")
    return open_posts.order_by("person__search_key", "-is_main", "pk")


def activities_of(roadmap: Roadmap) -> Iterator[Activity]:
    """Every activity of a roadmap read with its plan; each knows its stage and roadmap without a query."""
    for stage in roadmap.stages.all():
        stage.roadmap = roadmap
        for activity in stage.activities.all():
            activity.stage = stage
            yield activity


def violations(roadmap: Roadmap, on: date) -> list[Violation]:
    """Everything that stands between this roadmap and its order of the day."""
    return list(rules.approval_violations(facts(roadmap, on)))


def facts(roadmap: Roadmap, on: date) -> rules.Facts:
    """Collect the facts that the rules of the day decide on."""
    stages = tuple(
        rules.StageFacts(
            number=number,
            title=stage.title,
            activities=len(stage.activities.all()),
            outside=tuple(_outside([stage, *stage.activities.all()], roadmap.period)),
        )
        for number, stage in enumerate(roadmap.stages.all(), start=1)
    )
    return rules.Facts(
        limits=edition_on(on).limits(),
        period=roadmap.period,
        columns=tuple(roadmap.keys),
        stages=stages,
        overlaps=overlap(roadmap.period, but=roadmap),
    )


def _outside(timed: Iterable[Timed], period: Period) -> Iterator[str]:
    for row in timed:
        if problem := row.term.problem(period):
            yield problem[1]


def overlap(period: Period, *, but: Roadmap | None = None) -> str:
    """Why the period is taken, in words; an edition and what it replaces share theirs."""
    others = Roadmap.objects.kept().filter(starts_on__lte=period.ends_on, ends_on__gte=period.starts_on)
    if but is not None and but.pk:
        others = others.exclude(pk=but.pk).exclude(replaces=but.pk)
    if but is not None and but.replaces_id:
        others = others.exclude(pk=but.replaces_id)
    other = others.first()
    return rules.overlap_problem(other.title, other.period) if other else ""


def current(on: date) -> Roadmap | None:
    """What an order appends as «the roadmap»: the approved one of the day, else the nearest draft."""
    roadmaps = Roadmap.objects.with_plan()
    approved = roadmaps.filter(lasting(on), status=Roadmap.Status.APPROVED).first()
    drafts = roadmaps.filter(not_past(on), status=Roadmap.Status.DRAFT).order_by("starts_on", "-pk")
    return approved or drafts.first()


def proposed_period(on: date) -> Period:
    """The first school year that no roadmap covers, from the year of the day on."""
    year = Period(date(school_year_start(on), 9, 1), date(school_year_start(on) + 1, 8, 31))
    while overlap(year):
        year = Period(add_months(year.starts_on, 12), add_months(year.ends_on, 12))
    return year


def next_period(roadmap: Roadmap) -> Period:
    """The same days of the next period of the same length."""
    months = 12 * whole_years(roadmap.period)
    return Period(add_months(roadmap.starts_on, months), add_months(roadmap.ends_on, months))


def stage_state(stage: Stage, today: date) -> tuple[str, str]:
    """Level and words: «выполнено 2 из 4», «просрочено: 1»; a stage without marks says nothing yet."""
    kept = [activity for activity in stage.activities.all() if activity.cancelled_on is None]
    done = sum(activity.done_on is not None for activity in kept)
    late = sum(_is_late(activity, today) for activity in kept)
    words = f"выполнено {done} из {len(kept)}"
    if late:
        return "bad", f"{words}, {plural(late, 'просрочено', 'просрочено', 'просрочено')} {late}"
    return ("ok" if kept and done == len(kept) else "muted"), words


def _is_late(activity: Activity, today: date) -> bool:
    return activity.is_open and activity.due is not None and activity.due.ends_on < today


def timeline(roadmap: Roadmap, user: User) -> list[history.Entry]:
    """What happened to the roadmap, its stages and activities; its drafts are told to the offices alone."""
    told = history.versions(Roadmap).filter(id=roadmap.pk)
    stages = history.versions(Stage).filter(roadmap=roadmap.pk)
    activities = history.versions(Activity).filter(stage__in=roadmap.stages.values("pk"))
    if not user.offices & READING_OFFICES:
        kept = history.while_in(APPROVED, told)
        told, stages, activities = told.filter(status__in=APPROVED), stages.filter(kept), activities.filter(kept)
    return history.timeline(told, stages, activities)
