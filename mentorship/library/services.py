"""Everything that changes the library: one function, one action of a user, one transaction."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import erase, record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.documents import keeping
from mentorship.library import acts, issues, queries, rules
from mentorship.library.models import Material, MaterialFile, Use
from mentorship.library.papers import shown_material
from mentorship.people.models import Person, User
from mentorship.programs.models import Activity, Program
from mentorship.programs.services import lock_programs

# What another version takes over from the material that it replaces.
WRITTEN = (
    "kind", "title", "summary", "level", "tags", "links", "outside", "publishing", "pair", "direction", "problem",
    "idea", "stages", "conditions", "change", "children", "gains", "applicability", "risks", "recorded_by",
)  # fmt: skip


@transaction.atomic
def write(*, fields: Mapping[str, Any], authors: Iterable[Person], file: Any, by: User) -> Material:
    """A draft of one's own; the writer is among the authors (BNK-06, BNK-07)."""
    people = [*authors, by.person] if by.person else list(authors)
    return _write(Material(), "Материал начат", fields, people, file, by)


@transaction.atomic
def record_paper(
    *, fields: Mapping[str, Any], authors: Iterable[Person], file: Any, on: date, today: date, by: User
) -> Material:
    """What the authors have handed in on paper: it is written down and waits to be reviewed."""
    people = list(authors)
    enforce([*rules.paper_violations(on, today), *queries.paper_bars(people, by)])
    material = _write(Material(recorded_by=by), "Материал внесён с бумаги", fields, people, file, by)
    return _submit(material, on, "Сдан на бумаге", by)


@transaction.atomic
def edit(material: Material, *, fields: Mapping[str, Any], authors: Iterable[Person], file: Any, by: User) -> Material:
    """Change what has not been handed in, or was returned; whoever writes under the own login stays an author."""
    material = _held(material)
    acts.EDIT.require(material)
    people = list(authors)
    if material.recorded_by_id:
        enforce(queries.paper_bars(people, by))
    elif by.person:
        people.append(by.person)
    return _write(material, "Материал изменён", fields, people, file, by)


def _write(
    material: Material, reason: str, fields: Mapping[str, Any], authors: list[Person], file: Any, by: User
) -> Material:
    people = list({person.pk: person for person in authors}.values())
    enforce(rules.author_violations(len(people)))
    for name, value in fields.items():
        setattr(material, name, value)
    record(material, reason, by)
    material.authors.set(people)
    if file:
        _attach(material, file, by)
    return material


@transaction.atomic
def attach(material: Material, *, file: Any, by: User) -> MaterialFile:
    """One more file, as long as the material may be written."""
    material = _held(material)
    acts.ATTACH.require(material)
    return _attach(material, file, by)


def _attach(material: Material, file: Any, by: User) -> MaterialFile:
    enforce(rules.file_violations(material.files.count() + 1))
    added = MaterialFile(material=material, file=file)
    record(added, f"Приложен файл: {file.name}", by)
    return added


@transaction.atomic
def detach(file: MaterialFile, *, by: User) -> None:
    """Take a file out of what is still being written; its history stays."""
    acts.ATTACH.require(_held(file.material))
    erase(locked(file), f"Убран файл: {file.name}", by)


@transaction.atomic
def submit(material: Material, *, on: date, by: User) -> Material:
    """Hand it in to be reviewed and approved (MO-08)."""
    return _submit(_held(material), on, "Материал отправлен на рассмотрение", by)


def _submit(material: Material, on: date, reason: str, by: User) -> Material:
    acts.SUBMIT.require(material)
    material.submitted_on, material.returned_on, material.returned_by, material.remarks = on, None, None, ""
    record(material, reason, by)
    return material


@transaction.atomic
def send_back(material: Material, *, remarks: str, on: date, by: User) -> Material:
    """Return it to its authors with what is to be mended."""
    material = _held(material)
    acts.SEND_BACK.require(material)
    material.submitted_on = material.reviewed_on = None
    material.minutes_number = material.opinion = ""
    material.returned_on, material.returned_by, material.remarks = on, by, remarks
    record(material, f"Возвращён на доработку: {remarks}", by)
    return material


@transaction.atomic
def review(
    material: Material,
    *,
    minutes_number: str,
    reviewed_on: date,
    opinion: str,
    today: date,
    by: User,
    seen: str | None = None,
) -> Material:
    """What the council has recommended, by its minutes (MO-08, MO-14)."""
    material = _held(material)
    acts.REVIEW.require(material)
    require_shown(seen, shown_material(material.pk).mark)
    bars = queries.own_bars(material, by, "review")
    enforce([*bars, *_day_violations(material, "Рекомендация", reviewed_on, today)])
    material.reviewed_on, material.minutes_number, material.opinion = reviewed_on, minutes_number, opinion
    record(material, f"Рекомендован: {material.minutes}", by)
    return material


@transaction.atomic
def approve(
    material: Material, *, approved_on: date, reason: str = "", today: date, by: User, seen: str | None = None
) -> Material:
    """Into the library; the version before is replaced, the card of a practice is kept (CUR-09, DIR-10).

    Of two who approve at once the second is told that it is done. `seen` is the fingerprint of what was shown.
    """
    before = _held(material.replaces) if material.replaces else None
    material = _held(material)
    acts.APPROVE.require(material)
    require_shown(seen, shown_material(material.pk).mark)
    unreviewed = rules.unreviewed_violations(queries.has_council(approved_on), material.reviewed_on is not None, reason)
    bars = queries.own_bars(material, by, "approve")
    enforce([*bars, *_day_violations(material, "Утверждение", approved_on, today), *unreviewed])
    material.approved_on, material.approved_by = approved_on, by
    record(material, f"Материал утверждён: {reason}" if reason.strip() else "Материал утверждён", by)
    if before:
        _replace(before, material, approved_on, by)
    if material.is_practice:
        keeping.keep(issues.of_practice(Material.objects.with_people().get(pk=material.pk)))
    return material


def _replace(before: Material, after: Material, on: date, by: User) -> None:
    """The new version stands for the old one from this day on, in programmes too."""
    before.replaced_on = on
    record(before, "Заменён новой редакцией", by)
    for use in Use.objects.select_for_update().filter(material=before, removed_on=None).order_by("pk"):
        use.material = after
        record(use, "Материал заменён новой редакцией", by)


@transaction.atomic
def withdraw(material: Material, *, reason: str, on: date, by: User) -> Material:
    """From this day on it is read by its authors and by offices only; it stays on file."""
    material = _held(material)
    acts.WITHDRAW.require(material)
    material.withdrawn_on, material.withdraw_reason = on, reason
    record(material, f"Материал отозван: {reason}", by)
    return material


@transaction.atomic
def revise(material: Material, *, by: User) -> Material:
    """A draft of another version; until it is approved what stands goes on standing."""
    material = _held(material)
    acts.REVISE.require(material)
    draft = Material(replaces=material, **{name: getattr(material, name) for name in WRITTEN})
    record(draft, "Начата правка материала", by)
    draft.authors.set(material.authors.all())
    for file in material.files.all():
        record(MaterialFile(material=draft, file=file.file.name), "Файл прежней редакции", by)
    return draft


@transaction.atomic
def take(material: Material, *, program: Program, activity: Activity | None, on: date, by: User) -> Use:
    """Into a programme, for all of it or for an item of its plan: the approved plan itself does not change.

    The history of the programme says it.
    """
    material = _held(material)
    acts.TAKE.require(material)
    [program] = lock_programs([program])
    fits = activity is None or program.activities.filter(pk=activity.pk, cancelled_on=None).exists()
    enforce(rules.taking_violations(not program.pair.is_not_over, program.pair.words_on(on), fits))
    use = Use(material=material, program=program, activity=activity, added_by=by, added_on=on)
    record(use, "Материал взят в программу", by)
    record(program, f"Материал взят в программу: {material.title}", by)
    return use


@transaction.atomic
def put_back(use: Use, *, on: date, by: User) -> Use:
    """Take it out of the programme; pressed twice, nothing changes."""
    [program] = lock_programs([use.program])
    use = locked(use)
    if use.removed_on is None:
        use.removed_on = on
        record(use, "Материал убран из программы", by)
        record(program, f"Материал убран из программы: {use.material.title}", by)
    return use


def _held(material: Material) -> Material:
    """The row as it is now, held until the end of the transaction, with what the rules ask of it."""
    locked(material)
    return Material.objects.with_people().get(pk=material.pk)


def _day_violations(material: Material, what: str, day: date, today: date) -> list[Any]:
    assert material.submitted_on is not None  # it waits for the decision
    return list(
        rules.day_violations(rules.Decision(what=what, day=day, submitted_on=material.submitted_on, today=today))
    )
