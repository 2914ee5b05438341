"""Reading what is owed about reports, and what was handed in, in time or late."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from mentorship.core.prepared import Slot, prepared
from mentorship.core.words import titles
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models.person import name_columns, short_name
from mentorship.regulation.duties import Done, Duty, Scope
from mentorship.regulation.limits import Limits
from mentorship.reports import rules
from mentorship.reports.models import Report, report_title

OTHER = {"mentor": "mentee", "mentee": "mentor"}
INTERIM = ("pk", "pair__edition", "mentor", "pair__starts_on", "pair__ends_on", *name_columns("mentee"))


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """The two reports after completion, the mentor's interim ones, the curator's acceptance."""
    found = [duty for side in _sides(own, scope) for duty in _to_write(side, own, scope)]
    if scope.mentors and any(limits.report_every_months for limits in own.values()):
        found += _to_write_interim(own, scope)
    if scope.holds("curator"):
        found += _to_accept(scope)
    return found


def fulfilled(own: Mapping[int, Limits], scope: Scope) -> Iterator[Done]:
    """Reports handed in, by the day they were due."""
    for side in _sides(own, scope):
        for pk, edition_id, person_id, ended_on, done_on, *name in _written(side, scope.everything)(
            person=scope.person
        ):
            about = f"{_word(side)} {short_name(*name)}"
            for duty in rules.report_duty(pk, about, side, person_id, ended_on, own[edition_id]):
                yield Done(duty, done_on)
    if scope.mentors:
        for pk, edition_id, mentor_id, starts_on, ends_on, first, last, done_on, *name in _written_interim(
            scope.everything
        )(person=scope.person):
            for interval in rules.intervals(starts_on, ends_on, own[edition_id].report_every_months):
                if (interval.starts_on, interval.ends_on) == (first, last):
                    duty = rules.interim_duty(pk, short_name(*name), mentor_id, interval, own[edition_id])
                    yield Done(duty, done_on)


def _sides(own: Mapping[int, Limits], scope: Scope) -> list[str]:
    """On which sides the scope may owe a report at all."""
    asked = [side for side in OTHER if getattr(scope, f"{side}s")]
    return [side for side in asked if any(rules.report_days(side, limits) is not None for limits in own.values())]


def _word(side: str) -> str:
    return titles.mentee("nom") if side == "mentor" else "наставник"


def _of(rows: QuerySet, path: str, everything: bool) -> QuerySet:
    return rows if everything else rows.filter(**{path: Slot("person")})


def _to_write(side: str, own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    rows = _unwritten(side, scope.everything, scope.most)(person=scope.person)
    for pk, edition_id, person_id, ended_on, *name in rows:
        about = f"{_word(side)} {short_name(*name)}"
        yield from rules.report_duty(pk, about, side, person_id, ended_on, own[edition_id])


def _ended(side: str) -> QuerySet[Participation]:
    due = {f"pair__edition__{side}_report_days__isnull": False}
    return Participation.objects.completed().filter(**due)


@prepared
def _unwritten(side: str, everything: bool, most: int | None) -> QuerySet:
    handed_in = Report.objects.final().handed_in().filter(participation=OuterRef("pk"), side=side)
    parts = _of(_ended(side).filter(~Exists(handed_in)), side, everything).order_by("pair__ended_on", "pk")
    return parts.values_list("pk", "pair__edition", side, "pair__ended_on", *name_columns(OTHER[side]))[:most]


@prepared
def _written(side: str, everything: bool) -> QuerySet:
    reports = Report.objects.final().handed_in().filter(side=side, participation__in=_ended(side))
    part = "participation__{}".format
    columns = (part("pk"), part("pair__edition"), part(side), part("pair__ended_on"), "submitted_on")
    rows = _of(reports, part(side), everything).order_by("pk")
    return rows.values_list(*columns, *name_columns(part(OTHER[side])))


def _to_write_interim(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """A duty for every interval of a running pair on which nothing is handed in, nearest first; two queries."""
    handed_in = set(_interim(scope.everything)(person=scope.person))
    found = []
    for pk, edition_id, mentor_id, starts_on, ends_on, *name in _running(scope.everything)(person=scope.person):
        limits = own[edition_id]
        for interval in rules.intervals(starts_on, ends_on, limits.report_every_months):
            if (pk, interval.ends_on) not in handed_in:
                found.append(rules.interim_duty(pk, short_name(*name), mentor_id, interval, limits))
    return scope.cut(sorted(found, key=lambda duty: duty.due_on or date.max))


@prepared
def _running(everything: bool) -> QuerySet:
    asking = Participation.objects.running().filter(pair__edition__report_every_months__isnull=False)
    return _of(asking, "mentor", everything).order_by("pk").values_list(*INTERIM)


@prepared
def _interim(everything: bool) -> QuerySet:
    reports = Report.objects.interim().handed_in().filter(participation__pair__status=Pair.Status.ACTIVE)
    return _of(reports, "participation__mentor", everything).values_list("participation", "period_ends_on")


@prepared
def _written_interim(everything: bool) -> QuerySet:
    reports = Report.objects.interim().handed_in()
    rows = _of(reports, "participation__mentor", everything).order_by("pk")
    part = [f"participation__{column}" for column in INTERIM]
    return rows.values_list(*part[:5], "period_starts_on", "period_ends_on", "submitted_on", *part[5:])


def _to_accept(scope: Scope) -> Iterator[Duty]:
    for pk, side, first, last, *names in _submitted(scope.most)():
        about = f"{short_name(*names[:3])} — {short_name(*names[3:])}"
        yield rules.acceptance_duty(pk, report_title(side, (first, last) if first and last else None, about))


@prepared
def _submitted(most: int | None) -> QuerySet:
    rows = Report.objects.filter(status=Report.Status.SUBMITTED).order_by("pk")
    names = (*name_columns("participation__mentor"), *name_columns("participation__mentee"))
    return rows.values_list("pk", "side", "period_starts_on", "period_ends_on", *names)[:most]
