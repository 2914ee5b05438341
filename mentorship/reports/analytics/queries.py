"""What the system of mentorship came to: plain facts of a period and of a day.

`analyse` asks a fixed number of queries and counts in Python, so that one person is never counted twice: by
distinct people, not by their pairs. It tells the day by orders signed by it and by what is dated, and what has no
day of its own (a category, a form changed since) by the history, so that a paper printed again says the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from mentorship.core.calendar.dates import full_years
from mentorship.core.past import as_of, not_yet
from mentorship.library.models import Material
from mentorship.orders.models import Order
from mentorship.pairs import past
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.models.pair import spans_of
from mentorship.people.models import MenteeEntry, Person
from mentorship.programs.models import Activity
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import edition_on, limits_by_edition
from mentorship.reports import rules
from mentorship.reports.analytics.banks import (
    read_banks,
    read_members,
    read_mentees,
    read_mentors,
    read_staff,
    trained_in,
)
from mentorship.reports.analytics.facts import (
    Cohort,
    Crowd,
    Ending,
    Facts,
    HandedIn,
    Issued,
    Member,
    Place,
    Plans,
    Returns,
    Risks,
    Shelved,
    Snapshot,
)
from mentorship.reports.analytics.figures import AGES, EXPERIENCE, SCORES, Period, band, labels, tally
from mentorship.reports.models import Report

COHORTS = 4  # school years that the retention of staff looks back on
CHANGED = ("form", "kind", "ends_on", "paused")  # what an amendment or a pause may change in a pair
Titles = Mapping[int | None, str]


@dataclass(frozen=True, slots=True)
class Ended:
    """A participation on which both sides report, since its last day or the later order that says so."""

    part: int
    since: date
    form: str
    limits: Limits

    def owing(self, on: date) -> Iterator[str]:
        """The sides whose term has run out by the day."""
        for side in Report.Side.values:
            due = rules.report_due(side, self.since, self.limits)
            if due and due < on:
                yield side


def analyse(period: Period, on: date) -> Facts:
    """The facts of the period as they stand on the day."""
    so_far, before = period.until(on), period.before()
    edition, options, own = edition_on(on), list(read_options()), limits_by_edition()
    places = read_places({option.pk: option.title for option in options}, on)
    mentors, (entries, standing) = read_mentors(on), read_mentees(on)
    here = [entry for entry in entries if entry.pk in standing]
    members, staff = read_members(entries, on), read_staff(on)
    today = [place for place in places if place.runs_on(on)]
    lists = lists_of(edition, options)
    both = Period(before.starts_on, on)
    reports, ended = read_reports(both), read_ended(both, own)
    returns = returns_of(ended, reports, so_far, on)
    return Facts(
        period=period,
        on=on,
        day=snapshot(today, members, lists, period, Period(on, on)),
        whole=snapshot([place for place in places if place.meets(so_far)], members, lists, period, so_far),
        staff=len(staff),
        involved=len(staff & ({place.mentor for place in today} | {place.mentee for place in today})),
        banks=read_banks(mentors, here, places, members, so_far, own[edition.pk], own.values()),
        plans=read_plans(places, so_far),
        endings=read_endings(so_far),
        orders=read_orders(so_far),
        trained=trained_in(mentors, so_far),
        achievements=tuple(row for row in reports if row.achievements and so_far.has(row.submitted_on)),
        shelved=read_shelved(so_far),
        returns=returns,
        returns_before=returns_of(ended, reports, before, on),
        interim=interim(reports, so_far, edition),
        cohorts=cohorts(places, members, period, on),
        risks=risks(today, returns, on),
    )


def read_options() -> Iterable[Option]:
    """The forms and kinds of every edition."""
    groups = (Option.Group.FORM, Option.Group.KIND)
    return Option.objects.filter(group__in=groups).only("edition", "group", "title", "is_active")


def lists_of(edition: Edition, options: Iterable[Option]) -> dict[str, list[str]]:
    """The forms and kinds of the edition, so that those nobody uses are counted as none."""
    titles: dict[str, list[str]] = {Option.Group.FORM: [], Option.Group.KIND: []}
    for option in options:
        if option.is_active and option.edition_id == edition.pk:
            titles[option.group].append(option.title)
    return titles


def read_places(titles: Titles, on: date) -> list[Place]:
    """Every place that an order had given by the day; what came of it later is not told."""
    then = as_of(Pair, on, *CHANGED)
    rows = Participation.objects.filter(past.signed(on, "pair")).order_by("pk")
    named = {"approved_on": F("pair__program__approved_on"), "closing_on": F("pair__closing_order__signed_on")}
    named["closing_kind"] = F("pair__closing_order__kind")
    for name in ("form", "kind", "starts_on", "ends_on", "paused"):
        named[name] = F(f"pair__{name}")
    return [
        _place({**row, **then.get(row["pair"], {})}, titles, on)
        for row in rows.values("pair", "mentor", "mentee", "closed_on", **named)
    ]


def _place(row: dict[str, Any], titles: Titles, on: date) -> Place:
    closing_on, revoked = row.pop("closing_on"), row.pop("closing_kind") == "revocation"
    if closing_on and closing_on > on:
        row["closed_on"], revoked = None, False
    words = {name: titles.get(row[name], "") for name in ("form", "kind")}
    return Place(**{**row, **words, "paused": spans_of(row["paused"]), "revoked": revoked})


def snapshot(
    places: list[Place], members: dict[int, Member], lists: dict[str, list[str]], period: Period, days: Period
) -> Snapshot:
    """The people and the pairs of these places, each once, as they were on the last of these days or on any."""
    sizes = Counter(place.pair for place in places)
    pairs = {place.pair: place for place in places}
    return Snapshot(
        mentors=crowd({place.mentor for place in places}, members, period),
        mentees=crowd({place.mentee for place in places}, members, period),
        pairs=sum(size == 1 for size in sizes.values()),
        groups=sum(size > 1 for size in sizes.values()),
        paused=sum(place.stood_still(days.starts_on, days.ends_on) for place in pairs.values()),
        programs=sum(place.has_program(days.ends_on) for place in pairs.values()),
        forms=tally((place.form for place in pairs.values() if place.form), lists[Option.Group.FORM]),
        kinds=tally((place.kind for place in pairs.values() if place.kind), lists[Option.Group.KIND]),
    )


def crowd(keys: set[int], members: dict[int, Member], period: Period) -> Crowd:
    """How these people divide: age on 1 January, the rest on the day."""
    found = [members[key] for key in keys]
    ages = (full_years(member.born_on, period.january) if member.born_on else None for member in found)
    return Crowd(
        total=len(found),
        sexes=tally((member.sex for member in found), Person.Sex.labels),
        ages=tally((band(age, AGES) for age in ages), labels(AGES)),
        experience=tally((band(member.experience, EXPERIENCE) for member in found), labels(EXPERIENCE)),
        qualifications=tally((member.qualification for member in found), Person.Qualification.labels),
        categories=tally((member.category for member in found), MenteeEntry.Category.labels),
    )


def read_plans(places: list[Place], period: Period) -> Plans:
    """Approved programmes of the period, and the items of plans due in it, by its last day."""
    on, days = period.ends_on, (period.starts_on, period.ends_on)
    pairs = {place.pair: place for place in places if place.has_program(on)}
    due = Activity.objects.filter(past.signed(on, "program__pair"), program__approved_on__lte=on, due_on__range=days)
    items = due.aggregate(
        due=Count("pk", filter=Q(cancelled_on=None) | Q(cancelled_on__gt=on)),
        done=Count("pk", filter=Q(done_on__lte=on)),
        cancelled=Count("pk", filter=Q(cancelled_on__lte=on)),
    )
    return Plans(
        begun=sum(period.has(place.starts_on) for place in pairs.values()),
        approved=sum(period.has(place.approved_on) for place in pairs.values()),
        running=sum(place.runs_on(on) for place in pairs.values()),
        **items,
    )


def _state(status: str, revoked_later: bool) -> str:
    return str((Order.Status.SIGNED if revoked_later else Order.Status(status)).label)


def ended_in(period: Period) -> Q:
    """Pairs whose last day came in the period, or the later order that says so: each is told by one year only."""
    signed = "closing_order__signed_on"
    known = Q(ended_on__lte=period.ends_on) & (Q(closing_order=None) | Q(**{f"{signed}__lte": period.ends_on}))
    return known & (Q(ended_on__gte=period.starts_on) | Q(**{f"{signed}__gte": period.starts_on}))


def read_endings(period: Period) -> tuple[Ending, ...]:
    """The pairs that ended during the period, the earliest first."""
    pairs = Pair.objects.filter(ended_in(period), status=Pair.Status.CLOSED)
    rows = pairs.select_related("mentor", "ending_case").prefetch_related("participations__mentee")
    return tuple(
        Ending(
            mentor=pair.mentor,
            mentees=tuple(pair.mentees),
            ended_on=pair.ended_on,
            case=pair.ending_case.name if pair.ending_case else "",
            reason=pair.ending_reason,
            early=pair.ends_early,
        )
        for pair in rows.order_by("ended_on", "pk")
        if pair.ended_on  # which an ended pair always has
    )


def read_orders(period: Period) -> tuple[Issued, ...]:
    """The orders of the period, in the order they were signed; one revoked later was in force on its last day."""
    signed = Order.objects.signed().filter(signed_on__range=(period.starts_on, period.ends_on))
    columns = ("signed_on", "number", "heading", "status", "revoked_by__signed_on")
    return tuple(
        Issued(
            signed_on=signed_on,
            number=number,
            heading=heading,
            state=str(
                (Order.Status.SIGNED if revoked_on and revoked_on > period.ends_on else Order.Status(status)).label
            ),
        )
        for signed_on, number, heading, status, revoked_on in signed.order_by("signed_on", "pk").values_list(*columns)
    )


def read_shelved(period: Period) -> tuple[Shelved, ...]:
    """What was approved during the period and not withdrawn by its last day; another version adds nothing (BNK-07)."""
    approved = Material.objects.filter(approved_on__range=(period.starts_on, period.ends_on), replaces=None)
    kept = approved.filter(not_yet(period.ends_on, "withdrawn_on")).prefetch_related("authors")
    return tuple(
        Shelved(
            is_practice=row.is_practice,
            kind=row.kind_words,
            title=row.title,
            authors=tuple(row.authors.all()),
            outside=row.outside,
            on=row.approved_on,
        )
        for row in kept.order_by("approved_on", "pk")
        if row.approved_on  # by the filter
    )


def read_reports(period: Period) -> list[HandedIn]:
    """Every report that was in on the last day and concerns the period, in the order they were handed in."""
    on, since = period.ends_on, period.starts_on
    then = as_of(Report, on, "status", "submitted_on", "score", "achievements")
    rows = Report.objects.filter(
        Q(submitted_on__gte=since) | Q(participation__pair__in=Pair.objects.filter(ended_in(period)).values("pk"))
    )
    told = (
        _handed_in(report, then.get(report.pk), on)
        for report in rows.exclude(submitted_on=None).select_related("participation__mentee").order_by("pk")
    )
    return sorted((row for row in told if row), key=lambda row: row.submitted_on)


def _handed_in(report: Report, then: Mapping[str, Any] | None, on: date) -> HandedIn | None:
    """The report as it was in on the day; one returned or handed in anew since was in before."""
    now = {name: getattr(report, name) for name in ("status", "submitted_on", "score", "achievements")}
    for row in filter(None, (now, then)):
        is_in = row["status"] in (Report.Status.SUBMITTED, Report.Status.ACCEPTED)
        if is_in and row["submitted_on"] and row["submitted_on"] <= on:
            return HandedIn(
                part=report.participation_id,
                side=report.side,
                interim=report.period is not None,
                submitted_on=row["submitted_on"],
                score=row["score"],
                # Its words are told once the curator has accepted it.
                achievements=row["achievements"] if row["status"] == Report.Status.ACCEPTED else "",
                mentee=report.participation.mentee,
            )
    return None


def interim(reports: list[HandedIn], period: Period, edition: Edition) -> int | None:
    """The interim reports handed in during the period; None where the edition asks for none."""
    if not edition.report_every_months:
        return None
    return sum(row.interim and period.has(row.submitted_on) for row in reports)


def read_ended(period: Period, limits: Mapping[int, Limits]) -> list[Ended]:
    """The participations that ended during the period so that both sides report on them."""
    pairs = Pair.objects.filter(ended_in(period)).values("pk")
    ended = Participation.objects.completed().filter(pair__in=pairs).order_by("pk")
    columns = ("pk", "closed_on", "pair__closing_order__signed_on", "pair__form__title", "pair__edition")
    return [
        Ended(part, max(closed_on, signed_on or closed_on), form, limits[edition])
        for part, closed_on, signed_on, form, edition in ended.values_list(*columns)
    ]


def returns_of(ended: list[Ended], reports: list[HandedIn], period: Period, on: date) -> Returns:
    """What had come back by the day on the participations that ended during the period."""
    places = {row.part: row for row in ended if period.has(row.since)}
    handed = {(row.part, row.side): row for row in reports if row.part in places and not row.interim}
    sides = Counter(side for _, side in handed)
    scored = [
        (places[part].form, row.score)
        for (part, side), row in handed.items()
        if side == Report.Side.MENTEE and row.score is not None
    ]
    expected = [row.form for row in places.values()]
    return Returns(
        expected=len(expected),
        from_mentors=sides[Report.Side.MENTOR],
        from_mentees=sides[Report.Side.MENTEE],
        late=sum((row.part, side) not in handed for row in places.values() for side in row.owing(on)),
        scores=tuple(score for _, score in scored),
        spread=tally((band(score, SCORES) for _, score in scored), reversed(labels(SCORES))),
        by_form={
            form: (expected.count(form), tuple(score for other, score in scored if other == form))
            for form in sorted(set(filter(None, expected)))
        },
    )


def cohorts(places: list[Place], members: dict[int, Member], period: Period, on: date) -> tuple[Cohort, ...]:
    """Of those who came in this school year and in those before it and had a mentor then, who works on from it."""
    begun = {
        (place.mentee, members[place.mentee].employment_of(place.starts_on))
        for place in places
        if place.starts_on <= on
    }
    found = []
    for year in (period.before(back) for back in range(COHORTS)):
        came = [time for _, time in begun if year.has(time.came_on)]
        stayed = sum(time.lasts_on(on) for time in came)
        found.append(Cohort(year=year.title, came=len(came), stayed=stayed))
    return tuple(found)


def risks(today: list[Place], returns: Returns, on: date) -> Risks:
    """What needs to be put right on the day."""
    pairs = {place.pair: place for place in today}
    items = Activity.objects.filter(
        Q(done_on=None) | Q(done_on__gt=on),
        Q(cancelled_on=None) | Q(cancelled_on__gt=on),
        due_on__lt=on,
        program__approved_on__lte=on,
        program__pair__in=list(pairs),
    )
    return Risks(
        overdue_pairs=sum(place.is_overdue(on) for place in pairs.values()),
        without_program=sum(not place.has_program(on) and not place.stood_still(on, on) for place in pairs.values()),
        overdue_items=items.count(),
        missing_reports=returns.late,
    )
