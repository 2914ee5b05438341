"""The people of a day: staff, banks, mentors and mentees, as the records of that day told them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q

from mentorship.core.past import as_of, end_of, not_yet
from mentorship.core.terms import lasts_on
from mentorship.pairs.models import Participation
from mentorship.pairs.waiting.queries import waits_on
from mentorship.people.admissions.rules import countdown
from mentorship.people.models import EarlierEmployment, MenteeEntry, MentorEntry, Need, Person, Position
from mentorship.people.models.bank import Entry
from mentorship.people.past import Employment
from mentorship.people.queries import admissions
from mentorship.regulation.limits import Limits
from mentorship.reports.analytics.facts import Banks, Member, Place, Trained
from mentorship.reports.analytics.figures import UNKNOWN, Period

READY = ("psychological_ready", "pedagogical_ready", "professional_ready")
DAYS = ("starts_on", "ends_on")
CARD = ("qualification", "experience_years", "experience_months", "admitted_on", "hired_on")


def read_staff(on: date) -> set[int]:
    """The teaching staff on the day."""
    teaching = Position.objects.on(on).filter(is_teaching=True).values("person")
    return set(Person.objects.working_on(on).filter(pk__in=teaching).values_list("pk", flat=True))


def read_members(mentees: Iterable[MenteeEntry], on: date) -> dict[int, Member]:
    """Whoever has ever mentored, been mentored or stood in the bank for it, with what the cards said on the day."""
    parts = Participation.objects.all()
    took_part = Q(pk__in=parts.values("mentor")) | Q(pk__in=parts.values("mentee")) | Q(mentee_entry__isnull=False)
    people = list(Person.objects.filter(took_part).only("sex", "birth_date", "left_on", *CARD))
    categories = {entry.person_id: str(entry.get_category_display()) for entry in mentees}
    earlier: dict[int, list[Employment]] = {}
    for before in EarlierEmployment.objects.order_by("left_on", "pk"):
        time = Employment(before.hired_on, before.admitted_on, before.left_on)
        earlier.setdefault(before.person_id, []).append(time)
    now = {person.pk: Employment(person.hired_on, person.admitted_on, person.left_on) for person in people}
    return {
        person.pk: Member(
            sex=person.get_sex_display(),
            born_on=person.birth_date,
            experience=person.experience_on(on),
            qualification=person.get_qualification_display(),
            category=categories.get(person.pk, UNKNOWN),
            employments=(*earlier.get(person.pk, ()), now[person.pk]),
        )
        for person in put_back(people, as_of(Person, on, *CARD))
    }


def put_back(records: Iterable[Any], then: Mapping[int, Mapping[str, Any]]) -> Iterator[Any]:
    """The records with what they said then; they are to be read only."""
    for record in records:
        for name, value in then.get(record.pk, {}).items():
            setattr(record, name, value)
        yield record


def read_mentors(on: date) -> list[MentorEntry]:
    """Who stood in the bank of mentors on the day, and what the entries said then."""
    then = as_of(MentorEntry, on, "trained_on", "training", *READY, *DAYS)
    found = [entry for entry in MentorEntry.objects.select_related("person") if stood(entry, then.get(entry.pk), on)]
    for entry in found:
        if entry.trained_on and entry.trained_on <= on:  # else a later training has been written over it
            then.get(entry.pk, {}).update(trained_on=entry.trained_on, training=entry.training)
    return list(put_back(found, then))


def read_mentees(on: date) -> tuple[list[MenteeEntry], set[int]]:
    """What every entry of the bank of mentees said on the day, and the keys of those who stood in it then."""
    then = as_of(MenteeEntry, on, "category", "returned_on", *DAYS)
    entries = list(MenteeEntry.objects.only("person", "category", "returned_on", *DAYS))
    standing = {entry.pk for entry in entries if stood(entry, then.get(entry.pk), on)}
    return list(put_back(entries, then)), standing


def stood(entry: Entry, then: Mapping[str, Any] | None, on: date) -> bool:
    """Whether it stood in the bank on the day: by its own days, or by those of then that a return has overwritten."""
    if then and (entry.starts_on > on or (then["ends_on"] and then["ends_on"] < on)):
        return lasts_on(on, then["starts_on"], then["ends_on"])
    return entry.holds_on(on)


def trained_in(mentors: Iterable[MentorEntry], period: Period) -> tuple[Trained, ...]:
    """The mentors of the bank who were trained during the period, the earliest first."""
    found = sorted(
        (entry.trained_on, entry.person.search_key, entry.pk, entry)
        for entry in mentors
        if entry.trained_on and period.has(entry.trained_on)
    )
    return tuple(Trained(mentor=entry.person, on=day, training=entry.training) for day, *_, entry in found)


def read_banks(
    mentors: list[MentorEntry],
    mentees: list[MenteeEntry],
    places: list[Place],
    members: Mapping[int, Member],
    period: Period,
    limits: Limits,
    editions: Iterable[Limits],
) -> Banks:
    """The banks on the last day of the period, and the difficulties that were removed during it."""
    on = period.ends_on
    people = {entry.person_id for entry in mentees}
    waiting = waiting_among(people, members, places, on)
    led = {place.mentee for place in places if place.runs_on(on)}
    ahead = {place.mentee for place in places if place.starts_on > on}
    past = {place.mentee for place in places if place.is_past(on)}
    known = admissions(among(mentees, waiting), on).values()
    terms = [countdown(admission, limits, on, editions) for admission in known]
    return Banks(
        mentors=len(mentors),
        trained=sum(entry.trained_on is not None and entry.trained_on <= on for entry in mentors),
        ready=sum(all(getattr(entry, name) for name in READY) for entry in mentors),
        mentees=len(mentees),
        with_mentor=len(people & led),
        finished=len((people & past) - led - ahead - set(waiting)),
        waiting=len(waiting),
        late=sum(term is not None and term.is_late for term in terms),
        **_needs(period),
    )


def among(mentees: Iterable[MenteeEntry], waiting: Mapping[int, Employment]) -> Iterator[Any]:
    """The entries of those who wait, with the days of the employment in which they do."""
    for entry in mentees:
        if time := waiting.get(entry.person_id):
            entry.hired, entry.admitted = time.hired_on, time.admitted_on  # type: ignore[attr-defined]
            yield entry


def waiting_among(
    people: Iterable[int], members: Mapping[int, Member], places: Iterable[Place], on: date
) -> dict[int, Employment]:
    """Those of the people who wait for a mentor on the day, and the employment in which they do."""
    given: dict[int, list[date | None]] = {}
    for place in places:
        if not place.is_taken_back(on):
            given.setdefault(place.mentee, []).append(place.closed_on)
    found = {key: waits_on(on, members[key].employments, given.get(key, ())) for key in people}
    return {key: time for key, time in found.items() if time}


def _needs(period: Period) -> dict[str, int]:
    recorded_later = Need.history.order_by().filter(history_type="+", history_date__gte=end_of(period.ends_on))
    open_then = not_yet(period.ends_on, "closed_on")
    return Need.objects.exclude(kind=Need.Kind.STRENGTH).aggregate(
        needs_open=Count("pk", filter=open_then & ~Q(pk__in=recorded_later.values("id"))),
        needs_closed=Count("pk", filter=Q(closed_on__range=(period.starts_on, period.ends_on))),
    )
