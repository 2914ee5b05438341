"""The roadmap as a whole: made from nothing, a template or another roadmap; approved, revised, put away."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.calendar.dates import add_months
from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.documents import keeping
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.people.models import User
from mentorship.people.values import school_year
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.roadmap import acts, issues, queries, rules, templates
from mentorship.roadmap.models import COLUMNS, Activity, Responsible, Roadmap, Stage
from mentorship.roadmap.terms import Period, Term, shift_years, whole_years

FIRST_COLUMNS = ("number", "stage", "content", "term", "responsible")
EMPTY_TITLE = (
    "Дорожная карта (план мероприятий) по реализации Положения о системе наставничества педагогических работников"
)
LOOK = ("columns", "numbering", "number_dot", "named", "mark", "note")


def start(*, starts_on: date, ends_on: date, by: User) -> Roadmap:
    """An empty roadmap for the period."""
    columns = [[key, COLUMNS[key]] for key in FIRST_COLUMNS]
    roadmap = Roadmap(title=EMPTY_TITLE, starts_on=starts_on, ends_on=ends_on, columns=columns, numbering="paren")
    return _new(roadmap, "Дорожная карта начата", by)


@transaction.atomic
def load(code: str, *, starts_on: date, ends_on: date, by: User) -> Roadmap:
    """A roadmap from a shipped template (RM-01); its terms may need mending for another period."""
    data, period = templates.read(code), Period(starts_on, ends_on)
    words = {
        "{учреждение}": institution().short_name,
        "{период}": rules.period_words(period),
        "{следующий учебный год}": school_year(add_months(ends_on, 12)),
    }
    look = {name: data[name] for name in LOOK if name in data}
    roadmap = Roadmap(title=_filled(data["title"], words), starts_on=starts_on, ends_on=ends_on, **look)
    _new(roadmap, f"Составлена по образцу «{data['name']}»", by)
    rows = data["stages"]
    # Together, so that the history tells one thing: which template was taken.
    stages = Stage.objects.bulk_create(
        Stage(
            roadmap=roadmap,
            position=position,
            title=row["title"],
            expected=row.get("expected", ""),
            measure=row.get("measure", ""),
            is_section=row.get("section", False),
            **term_fields(Term(**row.get("term", {}))),
        )
        for position, row in enumerate(rows, start=1)
    )
    planned = list(zip(stages, rows, strict=True))
    Responsible.objects.bulk_create(
        _responsible(stage, name) for stage, row in planned for name in row.get("responsible", [])
    )
    Activity.objects.bulk_create(
        Activity(stage=stage, position=position, text=_filled(text, words))
        for stage, row in planned
        for position, text in enumerate(row["activities"], start=1)
    )
    return roadmap


def _filled(text: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        text = text.replace(name, value)
    return text


def _responsible(stage: Stage, name: str) -> Responsible:
    """An office by its code, or a group by its name."""
    is_office = name in dict(Responsible._meta.get_field("office").flatchoices)
    return Responsible(stage=stage, **{"office" if is_office else "group": name})


def term_fields(term: Term) -> dict[str, Any]:
    """The columns of a term in the database."""
    return {
        "term_kind": term.kind,
        "term_day": term.day,
        "term_month": term.month,
        "term_month_to": term.month_to,
        "term_year": term.year,
        "term_text": term.text,
    }


@transaction.atomic
def _new(roadmap: Roadmap, reason: str, by: User) -> Roadmap:
    # Two people at once must not both find the period free.
    Institution.objects.select_for_update().get()
    _check_period(roadmap)
    record(roadmap, reason, by)
    return roadmap


def _check_period(roadmap: Roadmap) -> None:
    if problem := rules.period_problem(roadmap.period):
        raise ValidationError({"ends_on": problem})
    if problem := queries.overlap(roadmap.period, but=roadmap):
        raise ValidationError({"starts_on": problem})


@transaction.atomic
def edit(roadmap: Roadmap, *, fields: dict[str, Any], by: User) -> Roadmap:
    """Change the title, the period and the look of a draft."""
    roadmap = locked_draft(roadmap)
    for name, value in fields.items():
        setattr(roadmap, name, value)
    return _new(roadmap, "Изменены название, период или оформление", by)


@transaction.atomic
def set_columns(roadmap: Roadmap, *, columns: list[list[str]], by: User) -> Roadmap:
    """Choose the columns of the table and their headings (RM-01)."""
    roadmap = locked_draft(roadmap)
    if problem := rules.columns_problem([key for key, _ in columns]):
        raise Refusal(problem)
    roadmap.columns = columns
    record(roadmap, "Изменены графы таблицы", by)
    return roadmap


@transaction.atomic
def copy_next(roadmap: Roadmap, *, on: date, by: User) -> Roadmap:
    """The same plan for the next period: dates shift by whole years, marks are cleared (RM-17)."""
    source, years = _with_plan(roadmap), whole_years(roadmap.period)
    period = queries.next_period(source)
    made = _like(source, shift_years(source.title, years), period)
    _new(made, f"Составлена по дорожной карте за {source.period}", by)
    _copy_plan(source, made, years=years, on=max(on, period.starts_on))
    return made


@transaction.atomic
def revise(roadmap: Roadmap, *, on: date, by: User) -> Roadmap:
    """A new edition of an approved roadmap: a draft of the same period with the same marks."""
    locked(roadmap)
    source = _with_plan(roadmap)
    acts.REVISE.require(source)
    if other := source.editions.filter(status=Roadmap.Status.DRAFT).first():
        raise Refusal(f"Новая редакция уже составляется: «{other}».")
    made = _like(source, source.title, source.period)
    made.replaces = source
    _new(made, "Начата новая редакция", by)
    _copy_plan(source, made, years=0, on=on)
    return made


def _like(source: Roadmap, title: str, period: Period) -> Roadmap:
    look = {name: getattr(source, name) for name in LOOK}
    return Roadmap(title=title, starts_on=period.starts_on, ends_on=period.ends_on, **look)


def _with_plan(roadmap: Roadmap) -> Roadmap:
    return Roadmap.objects.with_plan().get(pk=roadmap.pk)


def _copy_plan(source: Roadmap, made: Roadmap, *, years: int, on: date) -> None:
    """Stages, activities that were not cancelled, and whoever of the responsible works on the day."""
    stages = list(source.stages.all())
    copies = Stage.objects.bulk_create(
        Stage(
            roadmap=made,
            position=stage.position,
            title=shift_years(stage.title, years),
            is_section=stage.is_section,
            expected=stage.expected,
            measure=stage.measure,
            **term_fields(stage.term.shifted(years)),
        )
        for stage in stages
    )
    kept = [
        (activity, copy)
        for stage, copy in zip(stages, copies, strict=True)
        for activity in stage.activities.all()
        if activity.cancelled_on is None
    ]
    twins = Activity.objects.bulk_create(_twin(activity, copy, years) for activity, copy in kept)
    posts = set(queries.posts(on).values_list("pk", flat=True))
    responsible = [_heirs(stage, posts, stage=copy) for stage, copy in zip(stages, copies, strict=True)]
    responsible += [_heirs(activity, posts, activity=twin) for (activity, _), twin in zip(kept, twins, strict=True)]
    Responsible.objects.bulk_create(row for rows in responsible for row in rows)


def _twin(activity: Activity, stage: Stage, years: int) -> Activity:
    """The same activity in another roadmap; in a new edition of the same period it keeps its mark."""
    twin = Activity(
        stage=stage,
        position=activity.position,
        text=shift_years(activity.text, years),
        expected=activity.expected,
        closes_by=activity.closes_by,
        **term_fields(activity.term.shifted(years)),
    )
    if not years:
        twin.copied_from = activity
        twin.done_on, twin.result, twin.evidence = activity.done_on, activity.result, activity.evidence.name
        twin.closed_by = activity.closed_by
    return twin


def _heirs(source: Stage | Activity, posts: set[int], **owner: Any) -> list[Responsible]:
    return [
        Responsible(
            post=row.post, title=row.post.title if row.post else "", office=row.office, group=row.group, **owner
        )
        for row in source.responsible.all()
        if row.post_id is None or row.post_id in posts
    ]


@transaction.atomic
def draft_order(roadmap: Roadmap, *, by: User) -> Order:
    """Prepare the order that approves the roadmap (D13, DIR-06)."""
    roadmap = _free(roadmap)
    order = orders.draft("approve_roadmap", by=by)
    _hold(roadmap, order, by)
    return orders.word(order, by=by)


@transaction.atomic
def hold(roadmap: Roadmap, order: Order, *, by: User) -> None:
    """The order approves this roadmap: until it is signed or dropped nothing in the roadmap changes (D01, D02)."""
    _hold(_free(roadmap), order, by)


def _free(roadmap: Roadmap) -> Roadmap:
    """The draft, locked, unless an order holds it or something stands against approving it."""
    roadmap = locked(roadmap)
    if roadmap.is_held:
        raise Refusal(f"Приказ уже подготовлен: {roadmap.order}. Подпишите или отклоните его.")
    acts.PREPARE_ORDER.require(_with_plan(roadmap))
    return roadmap


def _hold(roadmap: Roadmap, order: Order, by: User) -> None:
    roadmap.order = order
    record(roadmap, "Подготовлен приказ об утверждении", by)


def approve(roadmap: Roadmap, *, by: User) -> None:
    """The effect of the signed order; called inside its transaction. What it replaces goes to the archive."""
    roadmap = locked(roadmap)
    if replaced := roadmap.replaces:
        _take_marks(roadmap, by)
        replaced.status = Roadmap.Status.ARCHIVED
        record(replaced, "Заменена новой редакцией", by)
    roadmap.status = Roadmap.Status.APPROVED
    number = roadmap.order.number if roadmap.order else ""  # a roadmap being approved has its order
    record(roadmap, f"Утверждена приказом № {number}", by)
    if roadmap.order:
        keeping.keep(issues.of_roadmap(roadmap))


def _take_marks(roadmap: Roadmap, by: User) -> None:
    """Marks put into the old edition while the new one was being written."""
    twins = Activity.objects.filter(stage__roadmap=roadmap, done_on=None, copied_from__done_on__isnull=False)
    for activity in twins.select_related("copied_from"):
        old = activity.copied_from
        assert old is not None  # by the filter
        activity.done_on, activity.result, activity.evidence = old.done_on, old.result, old.evidence.name
        activity.closed_by = old.closed_by
        record(activity, f"Отметка перенесена из прежней редакции: {activity}", by)


def reopen(roadmap: Roadmap, *, by: User) -> None:
    """Its order has been revoked: a draft again, and the edition before it is in force again."""
    roadmap = locked(roadmap)
    roadmap.status, roadmap.order = Roadmap.Status.DRAFT, None
    record(roadmap, "Приказ об утверждении отменён", by)
    replaced = roadmap.replaces
    if replaced and replaced.order_id and replaced.status == Roadmap.Status.ARCHIVED:
        replaced.status = Roadmap.Status.APPROVED
        record(replaced, "Снова действует: новая редакция отменена", by)


def free(roadmap: Roadmap, *, by: User) -> None:
    """The draft of its order has been dropped."""
    roadmap.order = None
    record(roadmap, "Проект приказа отклонён", by)


@transaction.atomic
def archive(roadmap: Roadmap, *, today: date, by: User) -> Roadmap:
    """Put away a draft that is not needed, or an approved roadmap whose period is over."""
    roadmap = locked(roadmap)
    acts.ARCHIVE.require(roadmap)
    enforce(rules.early_archive_violations(acts.state(roadmap), today))
    roadmap.status = Roadmap.Status.ARCHIVED
    record(roadmap, "Убрана в архив", by)
    return roadmap


def locked(roadmap: Roadmap) -> Roadmap:
    """The row as it is now, held until the end of the transaction."""
    Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    return Roadmap.objects.select_related("order", "replaces").get(pk=roadmap.pk)


def locked_draft(roadmap: Roadmap) -> Roadmap:
    """The same, refused unless it is a draft that no order holds."""
    found = locked(roadmap)
    acts.EDIT.require(found)
    return found
