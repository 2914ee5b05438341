"""What is owed about pairs: appoint, train, consent, prepare the orders, replace who leaves."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least

from mentorship.access.roles import Office
from mentorship.core.past import Moment, not_yet, said
from mentorship.core.terms import Day
from mentorship.pairs import past, rules
from mentorship.pairs.models import Decline, Pair, Participation
from mentorship.pairs.sources import PairSource
from mentorship.people.models import Consent, MentorEntry
from mentorship.people.models.person import name_of
from mentorship.people.past import staff
from mentorship.regulation.duty import Duty, Scope
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, owed

FAR = date.max


class Once(Source):
    """A mentor of a group is met once for every mentee, and told once."""

    def found(self, asked: Asked) -> Iterable[Any]:
        return {duty.key: duty for duty in super().found(asked)}.values()


@owed
class Untrained(Source):
    """Mentors of the bank without training, those whose pair begins first."""

    of = (Office.CURATOR,)
    columns = {"person": "person", "name": name_of("person"), "needed_on": "needed"}

    def concerns(self, asked: Asked) -> bool:
        return asked.limits.mentor_training and super().concerns(asked)

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
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

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        waiting = Pair.objects.filter(past.proposed(on, over), ~past.declined(on), replaces=None)
        free = waiting.alias(in_order=said(Pair, "order", over))
        return free.filter(in_order=None).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.order_duty(row.pk, row.title, asked.limits)


def _going_on(on: Day, over: Moment, among: Q) -> QuerySet[Participation]:
    """Places in pairs that were to go on: nobody had asked for their end."""
    places = Participation.objects.filter(among, past.in_force(on, "pair"))
    return places.alias(asked_to_end=said(Pair, "ending_on", over, "pair")).filter(asked_to_end=None)


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

    def rows(self, *, until: date, on: date, over: datetime | None) -> QuerySet:
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

    def rows(self, *, until: date, on: date, over: datetime | None) -> QuerySet:
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
    """Everybody in a proposed pair who has neither consented nor said no."""

    of = (MENTORS, MENTEES)
    columns = {
        "pair": "pair",
        "mentor": "mentor",
        "mentor_name": name_of("mentor"),
        "mentor_consent": "mentor_consent",
        "mentee": "mentee",
        "mentee_consent": "mentee_consent",
        "mentor_no": "mentor_no",
        "mentee_no": "mentee_no",
    }

    def rows(self, everything: bool, *, person: int, on: date, over: datetime | None) -> QuerySet:
        given = {
            "mentor_consent": said(Pair, "mentor_consent", over, "pair"),
            "mentee_consent": said(Participation, "consent", over),
        }
        said_no = Decline.objects.standing(on).filter(pair=OuterRef("pair"))
        no = {f"{side}_no": Exists(said_no.filter(person=OuterRef(side))) for side in ("mentor", "mentee")}
        places = Participation.objects.filter(past.proposed(on, over, "pair")).annotate(**given, **no)
        places = places.filter(Q(mentor_consent=None) | Q(mentee_consent=None))
        if not everything:
            places = places.filter(Q(mentor=person) | Q(mentee=person))
        return places.order_by("pair_id", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        limits, scope = asked.limits, asked.scope
        sides = (
            ("mentor", row.mentor, limits.mentor_consent and row.mentor_consent is None and not row.mentor_no),
            ("mentee", row.mentee, limits.mentee_consent and row.mentee_consent is None and not row.mentee_no),
        )
        for side, person_id, missing in sides:
            if missing and (scope.everything or person_id == scope.person):
                yield rules.consent_duty(row.pair, f"наставник {row.mentor_name}", person_id, side, limits)
