"""What the system of mentorship came to: plain facts of a period and of a day.

`analyse` asks a fixed number of queries and counts in Python, so that one person is never counted
twice: by distinct people, not by their pairs.
"""

from collections import Counter
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from mentorship.core.calendar.dates import full_years
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import MenteeEntry, MentorEntry, Need, Person
from mentorship.people.queries import waiting_mentees
from mentorship.people.rules import countdown
from mentorship.programs.models import Activity, Program
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import edition_on
from mentorship.reports.analytics.facts import (
    Banks,
    Cohort,
    Crowd,
    Ending,
    Facts,
    Place,
    Plans,
    Returns,
    Risks,
    Snapshot,
)
from mentorship.reports.analytics.figures import AGES, EXPERIENCE, SCORES, UNKNOWN, Period, band, labels, tally
from mentorship.reports.models import Report

COHORTS = 4  # school years that the retention of staff looks back on


def analyse(period: Period, on: date) -> Facts:
    """The facts of the period as they stand on the day."""
    places = read_places()
    people = read_people()
    edition = edition_on(on)
    lists = read_lists(edition)
    staff = read_staff(on)
    today = [place for place in places if place.runs_on(on)]
    limits = edition.limits()
    banks, handed = read_banks(period, limits, on), read_returns(period)
    return Facts(
        period=period,
        on=on,
        day=snapshot(today, people, lists, period, on),
        whole=snapshot([place for place in places if place.meets(period)], people, lists, period, on),
        staff=len(staff),
        involved=len(staff & ({place.mentor for place in today} | {place.mentee for place in today})),
        banks=banks,
        plans=read_plans(places, period, on),
        endings=read_endings(period),
        orders=read_orders(period),
        trained=read_trained(period),
        achievements=read_achievements(period),
        returns=handed[0],
        returns_before=handed[1],
        interim=read_interim(period, edition),
        cohorts=cohorts({place.mentee for place in places}, people, period, on),
        risks=risks(places, handed[0], limits, on),
    )


def read_places() -> list[Place]:
    """Every place in a pair that has begun by an order; annulled pairs are not among them."""
    parts = Participation.objects.filter(pair__status__in=[Pair.Status.APPOINTED, Pair.Status.CLOSED])
    rows = parts.order_by("pk").values_list(
        "pair",
        "mentor",
        "mentee",
        "pair__form__title",
        "pair__kind__title",
        "pair__program__status",
        "pair__starts_on",
        "closed_on",
        "pair__ends_on",
        "pair__status",
    )
    return [Place(*row[:5], row[5] or "", *row[6:9], row[9] == Pair.Status.APPOINTED) for row in rows]


def read_people() -> dict[int, Person]:
    """Everybody who has ever mentored or been mentored."""
    parts = Participation.objects.all()
    took_part = Q(pk__in=parts.values("mentor")) | Q(pk__in=parts.values("mentee"))
    names = (
        "sex",
        "birth_date",
        "experience_years",
        "admitted_on",
        "hired_on",
        "left_on",
        "qualification",
        "mentee_entry__category",
    )
    return {
        person.pk: person for person in Person.objects.filter(took_part).select_related("mentee_entry").only(*names)
    }


def read_lists(edition: Edition) -> dict[str, list[str]]:
    """The forms and kinds of the edition, so that those nobody uses are counted as none."""
    titles: dict[str, list[str]] = {Option.Group.FORM: [], Option.Group.KIND: []}
    options = edition.options.filter(is_active=True, group__in=titles)
    for group, title in options.values_list("group", "title"):
        titles[group].append(title)
    return titles


def read_staff(on: date) -> set[int]:
    """The teaching staff on the day."""
    works = Q(left_on=None) | Q(left_on__gte=on)
    came = Q(hired_on=None) | Q(hired_on__lte=on)
    teaching = Person.objects.filter(works, came, positions__is_teaching=True, positions__ends_on=None)
    return set(teaching.values_list("pk", flat=True))


def snapshot(
    places: list[Place], people: dict[int, Person], lists: dict[str, list[str]], period: Period, on: date
) -> Snapshot:
    """The people and the pairs of these places, each once."""
    sizes = Counter(place.pair for place in places)
    pairs = {place.pair: place for place in places}
    return Snapshot(
        mentors=crowd({place.mentor for place in places}, people, period, on),
        mentees=crowd({place.mentee for place in places}, people, period, on),
        pairs=sum(size == 1 for size in sizes.values()),
        groups=sum(size > 1 for size in sizes.values()),
        programs=sum(place.program == Program.Status.APPROVED for place in pairs.values()),
        forms=tally((place.form for place in pairs.values() if place.form), lists[Option.Group.FORM]),
        kinds=tally((place.kind for place in pairs.values() if place.kind), lists[Option.Group.KIND]),
    )


def crowd(keys: set[int], people: dict[int, Person], period: Period, on: date) -> Crowd:
    """How these people divide: age on 1 January, experience on the day."""
    found = [people[key] for key in keys]
    ages = (full_years(person.birth_date, period.january) if person.birth_date else None for person in found)
    entries = (getattr(person, "mentee_entry", None) for person in found)
    return Crowd(
        total=len(found),
        sexes=tally((person.get_sex_display() for person in found), Person.Sex.labels),
        ages=tally((band(age, AGES) for age in ages), labels(AGES)),
        experience=tally((band(person.experience_on(on), EXPERIENCE) for person in found), labels(EXPERIENCE)),
        qualifications=tally((person.get_qualification_display() for person in found), Person.Qualification.labels),
        categories=tally(
            (entry.get_category_display() if entry else UNKNOWN for entry in entries), MenteeEntry.Category.labels
        ),
    )


def read_banks(period: Period, limits: Limits, on: date) -> Banks:
    """The banks as they are now, and the difficulties that were removed during the period."""
    ready = Q(psychological_ready=True, pedagogical_ready=True, professional_ready=True)
    mentors = MentorEntry.objects.on(on).aggregate(
        mentors=Count("pk"), trained=Count("pk", filter=Q(trained_on__lte=on)), ready=Count("pk", filter=ready)
    )
    parts = Participation.objects.filter(mentee=OuterRef("person"))
    mentees = MenteeEntry.objects.on(on).aggregate(
        mentees=Count("pk"),
        with_mentor=Count("pk", filter=Exists(parts.running(on))),
        finished=Count("pk", filter=Exists(parts.signed()) & ~Exists(parts.not_over(on))),
    )
    needs = Need.objects.exclude(kind=Need.Kind.STRENGTH).aggregate(
        needs_open=Count("pk", filter=Q(closed_on=None)),
        needs_closed=Count("pk", filter=Q(closed_on__range=(period.starts_on, period.ends_on))),
    )
    terms = [countdown(entry.person.admitted_on, limits, on) for entry in waiting_mentees(on)]
    late = sum(term is not None and term.left < 0 for term in terms)
    return Banks(**mentors, **mentees, **needs, waiting=len(terms), late=late)


def read_plans(places: list[Place], period: Period, on: date) -> Plans:
    """Programmes of the period, and the items of plans due by the day."""
    programs = {place.pair: place for place in places if place.program}
    due = Activity.objects.filter(
        program__status=Program.Status.APPROVED,
        program__pair__status__in=[Pair.Status.APPOINTED, Pair.Status.CLOSED],
        due_on__range=(period.starts_on, min(period.ends_on, on)),
    )
    items = due.aggregate(
        due=Count("pk", filter=Q(cancelled_on=None)),
        done=Count("pk", filter=Q(done_on__isnull=False)),
        cancelled=Count("pk", filter=Q(cancelled_on__isnull=False)),
    )
    real = Program.objects.filter(pair__status__in=[Pair.Status.APPOINTED, Pair.Status.CLOSED])
    approved = real.filter(approved_on__range=(period.starts_on, period.ends_on))
    return Plans(
        begun=sum(period.has(place.starts_on) for place in programs.values()),
        approved=approved.count(),
        running=sum(place.runs_on(on) for place in programs.values()),
        **items,
    )


def read_endings(period: Period) -> tuple[Ending, ...]:
    """The pairs that ended during the period, the earliest first."""
    pairs = Pair.objects.filter(status=Pair.Status.CLOSED, ended_on__range=(period.starts_on, period.ends_on))
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


def read_orders(period: Period) -> tuple[Order, ...]:
    """The orders of the period, in the order they were signed."""
    signed = Order.objects.filter(signed_on__range=(period.starts_on, period.ends_on))
    return tuple(signed.only("status", "heading", "number", "signed_on").order_by("signed_on", "pk"))


def read_trained(period: Period) -> tuple[MentorEntry, ...]:
    """The mentors of the bank who were trained during the period."""
    rows = MentorEntry.objects.on(period.ends_on).filter(trained_on__range=(period.starts_on, period.ends_on))
    return tuple(rows.select_related("person").order_by("trained_on", "person__search_key", "pk"))


def read_achievements(period: Period) -> tuple[Report, ...]:
    """What mentors have written of achievements, in the reports handed in during the period."""
    written = Report.objects.handed_in().filter(submitted_on__range=(period.starts_on, period.ends_on))
    rows = written.exclude(achievements="").select_related("participation__mentee")
    return tuple(rows.order_by("submitted_on", "pk"))


def read_interim(period: Period, edition: Edition) -> int | None:
    """The interim reports handed in during the period; None where the edition asks for none."""
    if not edition.report_every_months:
        return None
    handed_in = Report.objects.interim().handed_in()
    return handed_in.filter(submitted_on__range=(period.starts_on, period.ends_on)).count()


def read_returns(period: Period) -> tuple[Returns, Returns]:
    """The reports of the period and of the one before it; two queries for both."""
    both = (period.before().starts_on, period.ends_on)
    ended = Participation.objects.completed().filter(closed_on__range=both)
    places = list(ended.values_list("closed_on", "pair__form__title"))
    handed_in = Report.objects.final().handed_in().filter(participation__in=ended).order_by("pk")
    rows = list(handed_in.values_list("participation__closed_on", "participation__pair__form__title", "side", "score"))
    return _returns(places, rows, period), _returns(places, rows, period.before())


def _returns(places: list, rows: list, period: Period) -> Returns:
    expected = [form for day, form in places if period.has(day)]
    handed = [(form, side, score) for day, form, side, score in rows if period.has(day)]
    sides = Counter(side for _, side, _ in handed)
    scored = [(form, score) for form, side, score in handed if side == Report.Side.MENTEE and score is not None]
    return Returns(
        expected=len(expected),
        from_mentors=sides[Report.Side.MENTOR],
        from_mentees=sides[Report.Side.MENTEE],
        scores=tuple(score for _, score in scored),
        spread=tally((band(score, SCORES) for _, score in scored), reversed(labels(SCORES))),
        by_form={
            form: (expected.count(form), tuple(score for other, score in scored if other == form))
            for form in sorted(set(filter(None, expected)))
        },
    )


def cohorts(keys: set[int], people: dict[int, Person], period: Period, on: date) -> tuple[Cohort, ...]:
    """Of the mentees admitted in this school year and in those before it, who works here on the day."""
    days = [(person.admitted_on or person.hired_on, person) for person in map(people.__getitem__, keys)]
    years = [period.before(back) for back in range(COHORTS)]
    found = []
    for year in years:
        came = [person for day, person in days if year.has(day)]
        stayed = sum(person.left_on is None or person.left_on > on for person in came)
        found.append(Cohort(year=year.title, came=len(came), stayed=stayed))
    return tuple(found)


def risks(places: list[Place], handed: Returns, limits: Limits, on: date) -> Risks:
    """What needs to be put right."""
    running = {place.pair: place for place in places if place.active}
    items = Activity.objects.filter(
        done_on=None,
        cancelled_on=None,
        due_on__lt=on,
        program__status=Program.Status.APPROVED,
        program__pair__status=Pair.Status.APPOINTED,
    )
    return Risks(
        overdue_pairs=sum(place.ends_on < on for place in running.values()),
        without_program=sum(place.program != Program.Status.APPROVED for place in running.values()),
        overdue_items=items.count(),
        missing_reports=(handed.expected - handed.from_mentors) * (limits.mentor_report_days is not None)
        + (handed.expected - handed.from_mentees) * (limits.mentee_report_days is not None),
    )
