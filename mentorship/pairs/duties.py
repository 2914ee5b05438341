"""What is owed about pairs: appoint, train, consent, prepare the orders, replace who leaves."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least

from mentorship.access.roles import Office
from mentorship.pairs import rules
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.sources import PairSource
from mentorship.people.models import Consent, MentorEntry
from mentorship.people.models.person import name_of
from mentorship.people.queries import waiting_mentees
from mentorship.regulation.duties import Done, Duty, Scope
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, done, owed

FAR = date.max


class Once(Source):
    """A mentor of a group is met once for every mentee, and told once."""

    def found(self, asked: Asked) -> Iterable[Any]:
        return {duty.key: duty for duty in super().found(asked)}.values()


def _proposed() -> QuerySet[Participation]:
    return Participation.objects.open().filter(mentee=OuterRef("person"), pair__status=Pair.Status.PROPOSED)


@owed
class WithoutMentor(Source):
    """Whoever has never had a mentor is appointed one in time."""

    of = (Office.CURATOR,)
    columns = {
        "person": "person",
        "name": name_of("person"),
        "admitted_on": "person__admitted_on",
        "proposed": "proposed",
    }

    def concerns(self, asked: Asked) -> bool:
        return asked.limits.appoint_within_days is not None and super().concerns(asked)

    def rows(self, *, on: date) -> QuerySet:
        return waiting_mentees(on).annotate(proposed=Subquery(_proposed().order_by("-pk").values("pair")[:1]))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield from rules.unpaired_duty(row.person, row.name, row.admitted_on, asked.limits, pair_id=row.proposed)


@owed
class Unproposed(Source):
    """The search goes on while somebody has neither a mentor nor a proposal; no row when nobody."""

    of = (Office.CURATOR,)
    columns = {"people": "people"}

    def rows(self, *, on: date) -> QuerySet:
        waiting = waiting_mentees(on).filter(~Exists(_proposed()))
        return waiting.order_by().values("mentoring").annotate(people=Count("pk"))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.search_duty(row.people, asked.scope.on, asked.limits)


@owed
class Untrained(Source):
    """Mentors of the bank without training, those whose pair begins first."""

    of = (Office.CURATOR,)
    columns = {"person": "person", "name": name_of("person"), "needed_on": "needed"}

    def concerns(self, asked: Asked) -> bool:
        return asked.limits.mentor_training and super().concerns(asked)

    def rows(self, *, on: date) -> QuerySet:
        pairs = Pair.objects.filter(mentor=OuterRef("person"), status=Pair.Status.PROPOSED).order_by().values("mentor")
        entries = MentorEntry.objects.of_staff(on).filter(trained_on=None)
        rows = entries.annotate(needed=Subquery(pairs.annotate(first=Min("starts_on")).values("first")))
        return rows.order_by(F("needed").asc(nulls_last=True), "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.training_duty(row.person, row.name, row.needed_on, asked.limits)


@owed
class Unordered(PairSource):
    """Proposed pairs wait for their order; a replacement is told of by its own room."""

    of = (Office.CURATOR,)
    columns = {}

    def rows(self) -> QuerySet:
        return Pair.objects.filter(status=Pair.Status.PROPOSED, order=None, replaces=None).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.order_duty(row.pk, row.title, asked.limits)


@owed
class Unclosed(PairSource):
    """Pairs whose end has been asked for wait for their order."""

    of = (Office.CURATOR,)
    columns = {"edition": "edition", "ending_on": "ending_on"}

    def rows(self, *, until: date) -> QuerySet:
        asked_for = Pair.objects.appointed().filter(ending_on__lte=until, closing_order=None)
        return asked_for.order_by("ending_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.closing_duty(row.pk, row.title, row.ending_on, asked.own[row.edition])


@owed
class Departing(Once):
    """The mentor or a mentee of a running pair has a last working day."""

    of = (Office.CURATOR,)
    columns = {
        "pair": "pair",
        "edition": "pair__edition",
        "mentor": "mentor",
        "mentor_name": name_of("mentor"),
        "mentor_left_on": "mentor__left_on",
        "mentee": "mentee",
        "mentee_name": name_of("mentee"),
        "mentee_left_on": "mentee__left_on",
    }

    def rows(self, *, until: date, on: date) -> QuerySet:
        left = Q(mentor__left_on__lte=until) | Q(mentee__left_on__lte=until)
        return Participation.objects.not_over(on).filter(left, pair__ending_on=None).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        sides = (
            (True, row.mentor, row.mentor_name, row.mentor_left_on),
            (False, row.mentee, row.mentee_name, row.mentee_left_on),
        )
        for is_mentor, person_id, name, on in sides:
            if on and on <= asked.scope.last:
                departure = rules.Departure(
                    pair_id=row.pair,
                    title=f"{row.mentor_name} и {row.mentee_name}",
                    person_id=person_id,
                    name=name,
                    is_mentor=is_mentor,
                    on=on,
                )
                yield rules.departure_duty(departure, asked.own[row.edition])


def _last_day(consent: str = "") -> Least:
    """The day on which a consent ends or is withdrawn; far away for one without an end."""
    path = f"{consent}__" if consent else ""
    far = Value(FAR, DateField())
    return Least(Coalesce(f"{path}withdrawn_on", far), Coalesce(f"{path}expires_on", far))


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

    def rows(self, *, until: date, on: date) -> QuerySet:
        places = Participation.objects.not_over(on).filter(pair__ending_on=None)
        rows = places.annotate(mentor_day=_last_day("pair__mentor_consent"), mentee_day=_last_day("consent"))
        return rows.filter(Q(mentor_day__lte=until) | Q(mentee_day__lte=until)).order_by("pk")

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

    def rows(self, *, until: date, on: date) -> QuerySet:
        taking_part = Q(mentor=OuterRef("person")) | Q(mentee=OuterRef("person"))
        running = Participation.objects.not_over(on).filter(taking_part, pair__ending_on=None).order_by("pk")
        dated = Consent.objects.filter(~Q(withdrawn_on=None, expires_on=None), kind=Consent.Kind.DATA)
        rows = dated.annotate(last_day=_last_day(), edition=Subquery(running.values("pair__edition")[:1]))
        same = Consent.objects.filter(person=OuterRef("person"), kind=Consent.Kind.DATA).annotate(day=_last_day())
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
        "mentor_consent": "pair__mentor_consent",
        "mentee": "mentee",
        "mentee_consent": "consent",
    }

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        places = Participation.objects.filter(Q(pair__mentor_consent=None) | Q(consent=None))
        places = places.filter(pair__status=Pair.Status.PROPOSED)
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
        limits = asked.own[row.edition]
        yield from rules.appointed(row.pair, row.person, row.name, row.admitted_on, row.signed_on, limits)
