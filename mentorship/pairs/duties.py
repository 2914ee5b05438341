"""What is owed about pairs: appoint, train, consent, prepare the orders, replace who leaves."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, Least

from mentorship.access.roles import Office
from mentorship.core.past import Moment, not_yet, said
from mentorship.core.terms import Day
from mentorship.pairs import past, rules
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.sources import PairSource
from mentorship.people.models import Consent, MenteeEntry, MentorEntry, Person
from mentorship.people.models.person import name_of
from mentorship.people.past import employed, staff
from mentorship.regulation.duties import Done, Duty, Scope
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, done, owed

FAR = date.max


class Once(Source):
    """A mentor of a group is met once for every mentee, and told once."""

    def found(self, asked: Asked) -> Iterable[Any]:
        return {duty.key: duty for duty in super().found(asked)}.values()


def _waiting(on: Day) -> QuerySet[MenteeEntry]:
    """Mentees to whom no order had given a mentor since the admission by the day, the longest waiting first."""
    places = Participation.objects.filter(past.signed(on, "pair"), mentee=OuterRef("person"))
    places = places.exclude(past.taken_back(on, "pair"))
    given = places.filter(Q(closed_on=None) | Q(closed_on__gte=OuterRef("hired_then")) | Q(mentee__hired_on=None))
    entries = staff(MenteeEntry.objects.of_staff(on), on).alias(hired_then=employed("hired_on", on))
    return entries.filter(~Exists(given)).order_by("waits_since", "pk")


def _proposed(on: Day, over: Moment) -> QuerySet[Participation]:
    return Participation.objects.filter(past.proposed(on, over, "pair"), mentee=OuterRef("person"))


@owed
class WithoutMentor(Source):
    """Whoever has never had a mentor is appointed one in time, and searched for until there is a proposal."""

    of = (Office.CURATOR,)
    columns = {
        "person": "person",
        "name": name_of("person"),
        "admitted_on": "admitted_then",
        "proposed": "proposed",
        "unproposed": "unproposed",
    }

    def rows(self, *, on: date, over: datetime) -> QuerySet:
        proposed = _proposed(on, over).order_by("-pk").values("pair")
        here = Q(admitted_then=None) | Q(admitted_then__lte=on)
        return _waiting(on).annotate(
            admitted_then=employed("admitted_on", on),
            proposed=Subquery(proposed[:1]),
            unproposed=Window(Count("pk", filter=here & Q(proposed=None))),  # of all rows, those cut off too
        )

    def found(self, asked: Asked) -> Iterator[Duty]:
        """The search is told once, for everybody."""
        people = 0
        for row in self.asked_rows(asked) if self.concerns(asked) else ():
            people = row.unproposed
            yield from self.tell(row, asked)
        if people:
            yield rules.search_duty(people, asked.scope.on, asked.limits)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        editions = asked.own.values()
        return rules.unpaired_duty(
            row.person, row.name, row.admitted_on, asked.limits, pair_id=row.proposed, editions=editions
        )


@owed
class Untrained(Source):
    """Mentors of the bank without training, those whose pair begins first."""

    of = (Office.CURATOR,)
    columns = {"person": "person", "name": name_of("person"), "needed_on": "needed"}

    def concerns(self, asked: Asked) -> bool:
        return asked.limits.mentor_training and super().concerns(asked)

    def rows(self, *, on: date, over: datetime) -> QuerySet:
        pairs = Pair.objects.filter(past.proposed(on, over), mentor=OuterRef("person")).order_by().values("mentor")
        untrained = staff(MentorEntry.objects.of_staff(on), on).filter(not_yet(on, "trained_on"))
        # Trained since that day, perhaps not for the first time.
        entries = untrained.alias(then=said(MentorEntry, "trained_on", over)).filter(not_yet(on, "then"))
        rows = entries.annotate(needed=Subquery(pairs.annotate(first=Min("starts_on")).values("first")))
        return rows.order_by(F("needed").asc(nulls_last=True), "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.training_duty(row.person, row.name, row.needed_on, asked.limits)


@owed
class Unordered(PairSource):
    """Proposed pairs wait for their order; a replacement is told of by its own room."""

    of = (Office.CURATOR,)
    columns = {}

    def rows(self, *, on: date, over: datetime) -> QuerySet:
        free = Pair.objects.filter(past.proposed(on, over), replaces=None).alias(in_order=said(Pair, "order", over))
        return free.filter(in_order=None).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.order_duty(row.pk, row.title, asked.limits)


@owed
class Unclosed(PairSource):
    """Pairs whose end has been asked for wait for their order."""

    of = (Office.CURATOR,)
    columns = {"edition": "edition", "ending_on": "ending_then"}

    def rows(self, *, until: date, on: date, over: datetime) -> QuerySet:
        asked_for = Pair.objects.alias(
            ending_then=said(Pair, "ending_on", over), in_order=said(Pair, "closing_order", over)
        ).filter(past.in_force(on), ending_then__lte=until, in_order=None)
        return asked_for.order_by("ending_on", "pk")

    def counted(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"ending_then": said(Pair, "ending_on", values["over"])}

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.closing_duty(row.pk, row.title, row.ending_on, asked.own[row.edition])


def _going_on(on: Day, over: Moment, among: Q) -> QuerySet[Participation]:
    """Places in pairs that were to go on: nobody had asked for their end."""
    places = Participation.objects.filter(among, past.in_force(on, "pair"))
    return places.alias(asked_to_end=said(Pair, "ending_on", over, "pair")).filter(asked_to_end=None)


def _staying(over: Moment) -> QuerySet[Participation]:
    """In a query of places: other mentees of the pair who work through its last day."""
    places = Participation.objects.filter(pair=OuterRef("pair")).exclude(mentee=OuterRef("mentee"))
    left = places.alias(left_then=said(Person, "left_on", over, "mentee"))
    return left.filter(Q(left_then=None) | Q(left_then__gte=OuterRef("ended_then")))


@owed
class Departing(Source):
    """The mentor or a mentee of a running pair has a last working day: a mentor leaves all the mentees at once.

    A pair whose last day is signed is told of where it would go on without those who make it a pair.
    """

    of, cut = (Office.CURATOR,), False  # a group is not torn apart
    columns = {
        "pair": "pair",
        "edition": "pair__edition",
        "mentor": "mentor",
        "mentor_name": name_of("mentor"),
        "mentor_left_on": "mentor_left_on",
        "mentee": "mentee",
        "mentee_name": name_of("mentee"),
        "mentee_left_on": "mentee_left_on",
        "starts_on": "pair__starts_on",
        "ended_on": "ended_then",
        "others": "others",
    }

    def rows(self, *, until: date, on: date, over: datetime) -> QuerySet:
        leaving = Q(mentor__left_on__lte=until) | Q(mentee__left_on__lte=until)
        once = Person.history.filter(left_on__lte=until).values("id")  # somebody may have stayed after all
        places = Participation.objects.filter(
            leaving | Q(mentor__in=once) | Q(mentee__in=once), past.in_force(on, "pair")
        ).alias(asked_to_end=said(Pair, "ending_on", over, "pair"))
        known = {f"{side}_left_on": said(Person, "left_on", over, side) for side in ("mentor", "mentee")}
        told = Q(mentor_left_on__lte=until) | Q(mentee_left_on__lte=until)
        undecided = Q(asked_to_end=None) | Q(ended_then__isnull=False)
        places = places.annotate(
            **known, ended_then=said(Pair, "ended_on", over, "pair"), others=Exists(_staying(over))
        )
        return places.filter(told, undecided).order_by("pk")

    def asked_rows(self, asked: Asked) -> Iterator[tuple[int, list[Any]]]:
        """Each departure of a pair: who leaves, and the places that are left."""
        departures: dict[tuple[int, int], list[Any]] = {}
        for row in super().asked_rows(asked):
            sides = ((row.mentor, row.mentor_left_on, False), (row.mentee, row.mentee_left_on, row.others))
            for person_id, left_on, others in sides:
                settled = row.ended_on and left_on and (row.ended_on <= left_on or others)
                if left_on and left_on <= asked.scope.last and not settled:
                    departures.setdefault((row.pair, person_id), []).append(row)
        return ((person_id, places) for (_, person_id), places in departures.items())

    def tell(self, row: tuple[int, list[Any]], asked: Asked) -> Iterator[Duty]:
        person_id, places = row
        first = places[0]
        is_mentor = person_id == first.mentor
        departure = rules.Departure(
            pair_id=first.pair,
            title=f"{first.mentor_name} и {', '.join(place.mentee_name for place in places)}",
            person_id=person_id,
            name=first.mentor_name if is_mentor else first.mentee_name,
            is_mentor=is_mentor,
            on=first.mentor_left_on if is_mentor else first.mentee_left_on,
            starts_on=first.starts_on,
            ended_on=first.ended_on,
        )
        yield rules.departure_duty(departure, asked.own[first.edition])


FAR_AWAY = Value(FAR, DateField())


def _last_day(over: Moment) -> Least:
    """The day on which a consent ends or, as far as it was known, is withdrawn; far away for one without an end."""
    return Least(Coalesce(said(Consent, "withdrawn_on", over), FAR_AWAY), Coalesce("expires_on", FAR_AWAY))


def _dated(kind: str, on: Day) -> QuerySet[Consent]:
    """Consents given by the day that have an end."""
    return Consent.objects.filter(~Q(withdrawn_on=None, expires_on=None), kind=kind, given_on__lte=on)


class Lapsing(Source):
    """Consents that end or are withdrawn are spoken of some days before; one without an end never."""

    of = (Office.CURATOR,)
    ahead = rules.LAPSE_DAYS

    def known(self, name: str, scope: Scope) -> Any:
        value = super().known(name, scope)
        return min(value, FAR - timedelta(days=1)) if name == "until" else value


@owed
class LapsingConsent(Lapsing, Once):
    """Consents to running pairs."""

    columns = {
        "pair": "pair",
        "part": "pk",
        "edition": "pair__edition",
        "mentor_name": name_of("mentor"),
        "mentor_day": "mentor_day",
        "mentee_name": name_of("mentee"),
        "mentee_day": "mentee_day",
    }

    def rows(self, *, until: date, on: date, over: datetime) -> QuerySet:
        sides = {
            "mentor": (Consent.Kind.MENTOR, said(Pair, "mentor_consent", over, "pair")),
            "mentee": (Consent.Kind.MENTEE, said(Participation, "consent", over)),
        }
        ending = (Q(**{f"{side}__in": _dated(kind, on).values("person")}) for side, (kind, _) in sides.items())
        places = _going_on(on, over, reduce(or_, ending))
        for side, (kind, consent) in sides.items():
            day = _dated(kind, on).filter(pk=OuterRef(f"{side}_consent_then")).values(day=_last_day(over))
            places = places.alias(**{f"{side}_consent_then": consent})
            places = places.annotate(**{f"{side}_day": Coalesce(Subquery(day), FAR_AWAY)})
        return places.filter(Q(mentor_day__lte=until) | Q(mentee_day__lte=until)).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        limits, until = asked.own[row.edition], self.known("until", asked.scope)
        if limits.mentor_consent and row.mentor_day <= until:
            page = "pairs:record_mentor_consent"
            yield rules.lapse_duty("mentor_consent", page, row.pair, row.mentor_name, row.mentor_day, limits)
        if limits.mentee_consent and row.mentee_day <= until:
            page = "pairs:record_mentee_consent"
            yield rules.lapse_duty("mentee_consent", page, row.part, row.mentee_name, row.mentee_day, limits)


@owed
class LapsingData(Lapsing):
    """Consents to the use of personal data, of people in running pairs, that nothing later replaces."""

    columns = {"person": "person", "name": name_of("person"), "edition": "edition", "last_day": "last_day"}

    def rows(self, *, until: date, on: date, over: datetime) -> QuerySet:
        taking_part = Q(mentor=OuterRef("person")) | Q(mentee=OuterRef("person"))
        going_on = _going_on(on, over, taking_part).order_by("pk")
        dated = _dated(Consent.Kind.DATA, on)
        rows = dated.annotate(last_day=_last_day(over), edition=Subquery(going_on.values("pair__edition")[:1]))
        same = Consent.objects.filter(person=OuterRef("person"), kind=Consent.Kind.DATA, given_on__lte=on)
        same = same.annotate(day=_last_day(over))
        later = same.filter(Q(day__gt=OuterRef("last_day")) | Q(day=OuterRef("last_day"), pk__gt=OuterRef("pk")))
        rows = rows.filter(~Exists(later), last_day__lte=until, edition__isnull=False)
        return rows.order_by("last_day", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        limits = asked.own[row.edition]
        if limits.data_consent:
            about = f"{row.name}, согласие на обработку персональных данных"
            yield rules.lapse_duty("data_consent", "people:record_consent", row.person, about, row.last_day, limits)


@owed
class Unconsented(Once):
    """Everybody in a proposed pair whose consent is not on file."""

    of = (MENTORS, MENTEES)
    columns = {
        "pair": "pair",
        "mentor": "mentor",
        "mentor_name": name_of("mentor"),
        "mentor_consent": "mentor_consent",
        "mentee": "mentee",
        "mentee_consent": "mentee_consent",
    }

    def rows(self, everything: bool, *, person: int, on: date, over: datetime) -> QuerySet:
        given = {
            "mentor_consent": said(Pair, "mentor_consent", over, "pair"),
            "mentee_consent": said(Participation, "consent", over),
        }
        places = Participation.objects.filter(past.proposed(on, over, "pair")).annotate(**given)
        places = places.filter(Q(mentor_consent=None) | Q(mentee_consent=None))
        if not everything:
            places = places.filter(Q(mentor=person) | Q(mentee=person))
        return places.order_by("pair_id", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        limits, scope = asked.limits, asked.scope
        sides = (
            ("mentor", row.mentor, limits.mentor_consent and row.mentor_consent is None),
            ("mentee", row.mentee, limits.mentee_consent and row.mentee_consent is None),
        )
        for side, person_id, missing in sides:
            if missing and (scope.everything or person_id == scope.person):
                yield rules.consent_duty(row.pair, f"наставник {row.mentor_name}", person_id, side, limits)


@done
class Appointed(Source):
    """Who was appointed a mentor, by the day of the first order."""

    of = (Office.CURATOR,)
    cut = False
    columns = {
        "pair": "pair",
        "edition": "pair__edition",
        "person": "mentee",
        "name": name_of("mentee"),
        "admitted_on": "mentee__admitted_on",
        "signed_on": "pair__order__signed_on",
    }

    def rows(self) -> QuerySet:
        begun = Participation.objects.filter(pair__status__in=[Pair.Status.APPOINTED, Pair.Status.CLOSED])
        return begun.order_by("pair__order__signed_on", "pk")

    def asked_rows(self, asked: Asked) -> Iterator[Any]:
        """The first place of each mentee."""
        firsts: dict[int, Any] = {}
        for row in super().asked_rows(asked):
            firsts.setdefault(row.person, row)
        return iter(firsts.values())

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        limits, editions = asked.own[row.edition], asked.own.values()
        yield from rules.appointed(
            row.pair, row.person, row.name, row.admitted_on, row.signed_on, limits, editions=editions
        )
