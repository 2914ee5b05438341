"""Reading what is owed about programmes, and what was done in time or late."""

from collections.abc import Iterator, Mapping

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from mentorship.core.prepared import Slot, day_slot, prepared
from mentorship.pairs import rules as pair_rules
from mentorship.pairs.duties import titled, with_titles
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models.person import name_columns, short_name
from mentorship.programs import rules
from mentorship.programs.models import Activity, Program, ProgramAcquaintance
from mentorship.regulation.duties import Done, Duty, Scope
from mentorship.regulation.limits import Limits

PUBLISHERS = ("clerk", "curator", "admin")  # who is reminded of the site
HANDED_IN = Q(program__status__in=[Program.Status.SUBMITTED, Program.Status.APPROVED])


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """The mentor's and the mentee's where the scope has any, the curator's, the publisher's."""
    found: list[Duty] = []
    if scope.mentors:
        found += [*_to_write(own, scope), *_to_perform(own, scope)]
    if scope.mentees and any(limits.program_acquaintance for limits in own.values()):
        found += _to_read(own, scope)
    if scope.holds("curator"):
        found += [*_to_approve(own, scope), *_to_end(own, scope)]
    if any(map(scope.holds, PUBLISHERS)) and any(limits.publish_results for limits in own.values()):
        found += _to_publish(own, scope)
    return found


def fulfilled(own: Mapping[int, Limits], scope: Scope) -> Iterator[Done]:
    """Programmes handed in, activities carried out, results published."""
    if scope.mentors:
        for title, (pk, edition_id, mentor_id, ordered_on, done_on) in titled(
            _written(scope.everything)(person=scope.person)
        ):
            for duty in rules.program_duty(pk, title, mentor_id, ordered_on, own[edition_id]):
                yield Done(duty, done_on)
        for pk, title, due_on, done_on, mentor_id, edition_id, *name in _performed(scope.everything)(
            person=scope.person
        ):
            about = f"наставник {short_name(*name)}"
            yield Done(rules.activity_duty(pk, title, about, due_on, mentor_id, own[edition_id]), done_on)
    if any(map(scope.holds, PUBLISHERS)):
        for title, (_, edition_id, program_id, ended_on, done_on) in titled(_published()()):
            for duty in rules.publishing_duty(program_id, title, ended_on, own[edition_id]):
                yield Done(duty, done_on)


def _of_mentor(pairs: QuerySet, everything: bool, path: str = "mentor") -> QuerySet:
    return pairs if everything else pairs.filter(**{path: Slot("person")})


def _to_write(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    rows = _unwritten(scope.everything, scope.most)(person=scope.person)
    for title, (pk, edition_id, mentor_id, ordered_on) in titled(rows):
        yield from rules.program_duty(pk, title, mentor_id, ordered_on, own[edition_id])


@prepared
def _unwritten(everything: bool, most: int | None) -> QuerySet:
    due = Pair.objects.active().filter(edition__program_due_days__isnull=False).exclude(HANDED_IN)
    pairs = _of_mentor(due, everything).order_by("order__signed_on", "pk")
    return with_titles(pairs, most, "edition", "mentor", "order__signed_on")


@prepared
def _written(everything: bool) -> QuerySet:
    due = Pair.objects.filter(HANDED_IN, edition__program_due_days__isnull=False, program__submitted_on__isnull=False)
    pairs = _of_mentor(due.exclude(order=None), everything).order_by("pk")
    return with_titles(pairs, None, "edition", "mentor", "order__signed_on", "program__submitted_on")


def _to_read(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    for program_id, edition_id, mentee_id, *name in _unread(scope.everything, scope.most)(person=scope.person):
        yield from rules.reading_duty(program_id, f"наставник {short_name(*name)}", mentee_id, own[edition_id])


@prepared
def _unread(everything: bool, most: int | None) -> QuerySet:
    read = ProgramAcquaintance.objects.filter(program=OuterRef("pair__program"), mentee=OuterRef("mentee"))
    shown = Participation.objects.filter(~Exists(read), pair__program__status=Program.Status.WITH_MENTEE)
    rows = _of_mentor(shown, everything, "mentee").order_by("pair__program", "pk")
    return rows.values_list("pair__program", "pair__edition", "mentee", *name_columns("mentor"))[:most]


def _to_approve(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    for title, (_, edition_id, program_id) in titled(_submitted(scope.most)()):
        yield rules.approval_duty(program_id, title, own[edition_id])


@prepared
def _submitted(most: int | None) -> QuerySet:
    pairs = Pair.objects.filter(program__status=Program.Status.SUBMITTED, program__order=None)
    return with_titles(pairs.order_by("program__submitted_on", "pk"), most, "edition", "program__pk")


def _to_perform(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    rows = _planned(scope.everything, scope.most)(person=scope.person, until=scope.last)
    for pk, title, due_on, mentor_id, edition_id, *name in rows:
        about = f"наставник {short_name(*name)}"
        yield rules.activity_duty(pk, title, about, due_on, mentor_id, own[edition_id])


@prepared
def _planned(everything: bool, most: int | None) -> QuerySet:
    rows = Activity.objects.filter(
        done_on=None,
        cancelled_on=None,
        program__status=Program.Status.APPROVED,
        program__pair__status=Pair.Status.ACTIVE,
        due_on__lte=day_slot("until"),
    )
    mentor = "program__pair__mentor"
    columns = ("pk", "title", "due_on", mentor, "program__pair__edition", *name_columns(mentor))
    return _of_mentor(rows, everything, mentor).order_by("due_on", "pk").values_list(*columns)[:most]


@prepared
def _performed(everything: bool) -> QuerySet:
    rows = Activity.objects.filter(done_on__isnull=False, program__status=Program.Status.APPROVED)
    mentor = "program__pair__mentor"
    columns = ("pk", "title", "due_on", "done_on", mentor, "program__pair__edition", *name_columns(mentor))
    return _of_mentor(rows, everything, mentor).order_by("pk").values_list(*columns)


def _to_end(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    """Running pairs by the end of their term, or of their programme where that is sooner."""
    rows = _running(scope.most)(until=scope.last)
    for title, (pk, edition_id, ends_on, status, program_ends_on, left) in titled(rows):
        approved = status == Program.Status.APPROVED
        last = min(ends_on, program_ends_on) if approved else ends_on
        yield pair_rules.ending_duty(pk, title, last, own[edition_id], plan_left=(left or 0) if approved else None)


@prepared
def _running(most: int | None) -> QuerySet:
    until = day_slot("until")
    ends = Q(ends_on__lte=until) | Q(program__status=Program.Status.APPROVED, program__ends_on__lte=until)
    pairs = Pair.objects.active().filter(ends, ending_on=None).order_by("ends_on", "pk")
    planned = Activity.objects.filter(program__pair=OuterRef("pk"), done_on=None, cancelled_on=None)
    left = planned.order_by().values("program__pair").annotate(left=Count("pk")).values("left")
    columns = ("edition", "ends_on", "program__status", "program__ends_on", "left")
    return with_titles(pairs, most, *columns, left=Subquery(left))


def _to_publish(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    for title, (_, edition_id, program_id, ended_on) in titled(_unpublished(scope.most)()):
        yield from rules.publishing_duty(program_id, title, ended_on, own[edition_id])


def _ended() -> QuerySet[Pair]:
    ended = Pair.objects.filter(status=Pair.Status.ENDED, program__status=Program.Status.APPROVED)
    return ended.filter(edition__publish_results=True).order_by("ended_on", "pk")


@prepared
def _unpublished(most: int | None) -> QuerySet:
    return with_titles(_ended().filter(program__published_on=None), most, "edition", "program__pk", "ended_on")


@prepared
def _published() -> QuerySet:
    pairs = _ended().filter(program__published_on__isnull=False)
    return with_titles(pairs, None, "edition", "program__pk", "ended_on", "program__published_on")
