"""The acts of loading a list of staff. Until `apply` nothing about anybody is saved."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from mentorship.core.refusal import Refusal
from mentorship.core.tables import reading, writing
from mentorship.people.imports import columns
from mentorship.people.imports.check import Kind, Line, Outcome, check
from mentorship.people.models import MenteeEntry, Person, Position, StaffImport, User
from mentorship.people.models.staff_import import packed, unpacked
from mentorship.people.services import tell_of_addresses
from mentorship.regulation.models import Institution

UNFINISHED_FOR, WRONG_FOR = timedelta(days=2), timedelta(days=30)
BATCH = 500
OTHERWISE = (
    "Пока вы смотрели на эту страницу, карточки изменились. Ничего не загружено: проверьте ещё раз, что изменится."
)
State = StaffImport.State


@transaction.atomic
def begin(file: BinaryIO, name: str, *, by: User, now: datetime) -> StaffImport:
    """Take the file: the first layer of checks. What others left unfinished is forgotten on the way."""
    _forget(now)
    try:
        table = reading.read(file, columns.known)
    except reading.BadTable as bad:
        raise ValidationError({"file": str(bad)}) from bad
    return StaffImport.objects.create(
        file_name=name[-200:], content=packed(table), mapping=columns.guess(table.headings), created_by=by
    )


@transaction.atomic
def map_columns(found: StaffImport, mapping: list[str]) -> StaffImport:
    """Say which column is what."""
    found = _locked(found)
    if not found.is_open:
        raise Refusal("Этот список уже загружен или отменён. Загрузите файл заново.")
    if words := columns.problem(mapping):
        raise Refusal(words)
    found.mapping, found.state = mapping, State.CHECKED
    found.save(update_fields=["mapping", "state"])
    return found


@transaction.atomic
def drop(found: StaffImport) -> StaffImport:
    """Give the list up: its rows are forgotten, no card has changed."""
    found = _locked(found)
    if found.is_open:
        found.state, found.content = State.DROPPED, None
        found.save(update_fields=["state", "content"])
    return found


@transaction.atomic
def apply(found: StaffImport, *, seen: str, by: User, now: datetime) -> StaffImport:
    """Load the clean rows, all or none; `seen` is the fingerprint of what the person agreed to.

    That a list is being loaded is nothing but this transaction: a server that is switched off leaves no mark of it.
    """
    # One list at a time: of two that name the same new person, the second finds the first one's card.
    list(Institution.objects.select_for_update().values("pk"))
    found = _locked(found)
    if not found.is_waiting:
        return found  # a second click or tab has waited here for the first
    found.started_at = now
    table = found.table
    outcome = check(table, found.mapping, timezone.localdate(now))
    if outcome.fingerprint != seen:
        raise Refusal(OTHERWISE)
    reason = f"Загружено из списка «{found.file_name}»"
    _create(outcome.of(Kind.NEW), by, reason)
    _change(outcome.of(Kind.CHANGED), by, reason, timezone.localdate(now))
    found.wrong = packed(wrong_rows(table.headings, outcome)) if outcome.counts["wrong"] else None
    found.state, found.counts, found.content, found.finished_at = State.DONE, outcome.counts, None, timezone.now()
    found.save(update_fields=["wrong", "state", "counts", "content", "started_at", "finished_at"])
    return found


def _create(lines: list[Line], by: User, reason: str) -> None:
    people = [Person(**line.card_values) for line in lines]
    _bulk(bulk_create_with_history, people, Person, by, reason)
    posts = [
        Position(person=person, is_main=True, **line.post_values)
        for person, line in zip(people, lines, strict=True)
        if line.post_values
    ]
    _bulk(bulk_create_with_history, posts, Position, by, reason)


def _change(lines: list[Line], by: User, reason: str, today: date) -> None:
    people, posts = _Changes(Person), _Changes(Position)
    first_posts = []
    addresses = [(line.card, line.card.email) for line in lines if line.card and "email" in line.card_values]
    for line in lines:
        values = dict(line.card_values)
        if "sex" in values:
            values |= {"name_forms": {}, "surname_forms": {}}  # mended for the other sex
        people.add(line.card, values)
        if line.post is None and line.post_values:
            first_posts.append(Position(person=line.card, is_main=True, **line.post_values))
        elif line.post is not None:
            forms: dict[str, Any] = {"title_forms": {}} if "title" in line.post_values else {}
            posts.add(line.post, {**line.post_values, **forms})
    people.save(by, reason)
    posts.save(by, reason)
    tell_of_addresses(addresses, by, today)
    _bulk(bulk_create_with_history, first_posts, Position, by, reason)
    admitted = [line.card for line in lines if not line.card_values.keys().isdisjoint(("admitted_on", "hired_on"))]
    day = Person.objects.filter(pk=OuterRef("person")).values(day=Coalesce("admitted_on", "hired_on"))
    MenteeEntry.objects.filter(person__in=admitted).update(waits_since=Subquery(day))


class _Changes:
    """Changed records by which fields change: one update for each set of fields."""

    def __init__(self, model: type[Any]) -> None:
        self.model = model
        self.groups: dict[tuple[str, ...], list[Any]] = defaultdict(list)

    def add(self, record: Any, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(record, name, value)
        if values:
            self.groups[tuple(sorted(values))].append(record)

    def save(self, by: User, reason: str) -> None:
        for fields, records in self.groups.items():
            _bulk(bulk_update_with_history, records, self.model, by, reason, fields=list(fields))


def _bulk(write: Any, records: list[Any], model: type[Any], by: User, reason: str, **more: Any) -> None:
    if records:
        write(records, model, batch_size=BATCH, default_user=by, default_change_reason=reason, **more)


def wrong_rows(headings: list[str], outcome: Outcome) -> reading.Table:
    """The wrong rows as they stood in the file, each with what to mend in a last column."""
    kept = [
        index for index, heading in enumerate(headings) if columns.folded(heading) != columns.folded(columns.REASON)
    ]
    rows = [
        (line.number, [*(line.cells[index] for index in kept), " ".join(line.reasons)])
        for line in outcome.of(Kind.WRONG)
    ]
    return reading.Table([*(headings[index] for index in kept), columns.REASON], rows)


def wrong_sheet(table: reading.Table) -> writing.Sheet:
    """The wrong rows to download, correct and upload again."""
    widths = [*[22] * (len(table.headings) - 1), 70]
    return writing.Sheet("Строки, которые нужно исправить", table.headings, [cells for _, cells in table.rows], widths)


def kept_wrong(found: StaffImport) -> reading.Table | None:
    """The wrong rows of a loaded list, while they are kept."""
    return unpacked(found.wrong) if found.wrong else None


def _locked(found: StaffImport) -> StaffImport:
    return StaffImport.objects.select_for_update().get(pk=found.pk)


def _forget(now: datetime) -> None:
    """Personal data of lists is kept no longer than it is needed."""
    old = StaffImport.objects.filter(state__in=State.open(), created_at__lt=now - UNFINISHED_FOR)
    old.update(state=State.DROPPED, content=None)
    StaffImport.objects.filter(finished_at__lt=now - WRONG_FOR).update(wrong=None)
