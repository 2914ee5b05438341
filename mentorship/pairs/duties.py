"""Reading what is owed about pairs: a worded query for each obligation, none when the scope cannot own it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least

from mentorship.core.prepared import Slot, day_slot, prepared
from mentorship.pairs import duty_rules as rules
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.people.models import Consent, MentorEntry
from mentorship.people.models.person import name_columns, short_name
from mentorship.people.queries import waiting_mentees
from mentorship.regulation.duties import Done, Duty, Scope
from mentorship.regulation.limits import Limits

FAR = date.max
SIDES = ("mentor", "mentee")
BOTH_NAMES = (*name_columns("mentor"), *name_columns("mentee"))


def with_titles(rows: QuerySet, most: int | None, *columns: str, path: str = "", **counted: Any) -> QuerySet:
    """The columns of at most so many rows and whom their pairs name: a row a mentee, for `titled`.

    `path` leads to the pair; `counted` are columns that the query counts itself.
    """
    at = f"{path}__" if path else ""
    names = (*name_columns(f"{at}mentor"), *name_columns(f"{at}participations__mentee"))
    found = rows.model._default_manager.filter(pk__in=rows.values("pk")[:most]).annotate(**counted)
    return found.order_by(*rows.query.order_by, f"{at}participations__pk").values_list("pk", *columns, *names)


def titled(rows: Iterable[tuple]) -> Iterator[tuple[str, Any]]:
    """For each row what its pair is called and its key with the columns."""
    for mentor, mentees, columns in named(rows):
        yield f"{mentor} и {', '.join(mentees)}", columns


def named(rows: Iterable[tuple]) -> Iterator[tuple[str, list[str], Any]]:
    """The same with the names apart: the mentor, the mentees, the key with the columns."""
    for _, group in groupby(rows, key=itemgetter(0)):
        found = list(group)
        mentees = [short_name(*row[-3:]) for row in found if row[-3]]
        yield short_name(*found[0][-6:-3]), mentees, found[0][:-6]


def sides_of(person_id: int | None) -> tuple[bool, bool]:
    """Whether the person has ever mentored or stood in for a mentor, and has ever been mentored; one query."""
    sides = set(_sides()(person=person_id)) if person_id else set()
    return any(mentee != person_id for _, mentee in sides), any(mentee == person_id for _, mentee in sides)


@prepared
def _sides() -> QuerySet:
    stood_in = StandIn.objects.filter(person=Slot("person")).order_by().values("pair")
    own = Participation.objects.filter(Q(mentor=Slot("person")) | Q(mentee=Slot("person")) | Q(pair__in=stood_in))
    return own.order_by().values_list("mentor", "mentee")


@prepared
def counted() -> QuerySet:
    """How many pairs there are in each state."""
    return Pair.objects.order_by().values("status").annotate(pairs=Count("pk")).values_list("status", "pairs")


def curators_duties(limits: Limits, own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """What the curator owes: appoint, train, prepare orders, replace, renew consents."""
    if not scope.holds("curator"):
        return []
    return [
        *(_to_appoint(limits, scope) if limits.appoint_within_days is not None else ()),
        *_to_search(limits, scope),
        *(_to_train(limits, scope) if limits.mentor_training else ()),
        *(rules.order_duty(pk, title, limits) for title, (pk,) in titled(_unordered(scope.most)())),
        *_to_close(own, scope),
        *once(_leaving(own, scope)),
        *once(_lapsing(own, scope)),
        *_data_lapsing(own, scope),
    ]


def once(duties: Iterable[Duty]) -> list[Duty]:
    """A mentor of a group is met once for every mentee."""
    return list({duty.key: duty for duty in duties}.values())


def _to_appoint(limits: Limits, scope: Scope) -> Iterator[Duty]:
    for person_id, admitted_on, pair_id, *name in _waiting(scope.most)():
        yield from rules.unpaired_duty(person_id, short_name(*name), admitted_on, limits, pair_id=pair_id)


def _proposed() -> QuerySet[Participation]:
    return Participation.objects.open().filter(mentee=OuterRef("person"), pair__status=Pair.Status.PROPOSED)


@prepared
def _waiting(most: int | None) -> QuerySet:
    rows = waiting_mentees().annotate(proposed=Subquery(_proposed().order_by("-pk").values("pair")[:1]))
    return rows.values_list("person", "person__admitted_on", "proposed", *name_columns("person"))[:most]


def _to_search(limits: Limits, scope: Scope) -> Iterator[Duty]:
    for (people,) in _searched()():
        yield rules.search_duty(people, scope.on, limits)


@prepared
def _searched() -> QuerySet:
    """How many have no mentor and no proposal; no row when nobody."""
    rows = waiting_mentees().filter(~Exists(_proposed())).order_by().values("mentoring")
    return rows.annotate(people=Count("pk")).values_list("people")


def _to_train(limits: Limits, scope: Scope) -> Iterator[Duty]:
    for person_id, starts_on, *name in _untrained(scope.most)():
        yield rules.training_duty(person_id, short_name(*name), starts_on, limits)


@prepared
def _untrained(most: int | None) -> QuerySet:
    proposed = Pair.objects.filter(mentor=OuterRef("person"), status=Pair.Status.PROPOSED).order_by().values("mentor")
    entries = MentorEntry.objects.open().filter(trained_on=None, person__left_on=None)
    rows = entries.annotate(needed=Subquery(proposed.annotate(first=Min("starts_on")).values("first")))
    return rows.order_by(F("needed").asc(nulls_last=True), "pk").values_list(
        "person", "needed", *name_columns("person")
    )[:most]


@prepared
def _unordered(most: int | None) -> QuerySet:
    return with_titles(Pair.objects.filter(status=Pair.Status.PROPOSED, order=None, replaces=None).order_by("pk"), most)


def _to_close(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    for title, (pk, edition_id, ending_on) in titled(_ending(scope.most)(until=scope.last)):
        yield rules.closing_duty(pk, title, ending_on, own[edition_id])


@prepared
def _ending(most: int | None) -> QuerySet:
    asked = Pair.objects.active().filter(ending_on__lte=day_slot("until"), closing_order=None)
    return with_titles(asked.order_by("ending_on", "pk"), most, "edition", "ending_on")


def _leaving(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    """The mentor or a mentee of a running pair has a last working day."""
    for pair_id, edition_id, mentor, mentor_left, mentee, mentee_left, *names in _left(scope.most)(until=scope.last):
        people = [short_name(*names[:3]), short_name(*names[3:])]
        for is_mentor, person_id, name, on in (
            (True, mentor, people[0], mentor_left),
            (False, mentee, people[1], mentee_left),
        ):
            if on and on <= scope.last:
                title = " и ".join(people)
                change = rules.Change(
                    pair_id=pair_id, title=title, person_id=person_id, name=name, is_mentor=is_mentor, on=on
                )
                yield rules.change_duty(change, own[edition_id])


@prepared
def _left(most: int | None) -> QuerySet:
    until = day_slot("until")
    rows = Participation.objects.running().filter(
        Q(mentor__left_on__lte=until) | Q(mentee__left_on__lte=until), pair__ending_on=None
    )
    columns = ("pair", "pair__edition", "mentor", "mentor__left_on", "mentee", "mentee__left_on", *BOTH_NAMES)
    return rows.order_by("pk").values_list(*columns)[:most]


def _last_day(consent: str = "") -> Least:
    """The day on which a consent ends or is withdrawn; far away for one without an end."""
    path = f"{consent}__" if consent else ""
    far = Value(FAR, DateField())
    return Least(Coalesce(f"{path}withdrawn_on", far), Coalesce(f"{path}expires_on", far))


def _seen_until(scope: Scope) -> date:
    return min(scope.ahead(rules.LAPSE_DAYS), FAR - timedelta(days=1))


def _lapsing(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    """Consents to running pairs that end or are withdrawn."""
    until = _seen_until(scope)
    for pair_id, part_id, edition_id, mentor_day, mentee_day, *names in _lapses(scope.most)(until=until):
        limits, people = own[edition_id], (short_name(*names[:3]), short_name(*names[3:]))
        if limits.mentor_consent and mentor_day <= until:
            yield rules.lapse_duty(
                "mentor_consent", "pairs:record_mentor_consent", pair_id, people[0], mentor_day, limits
            )
        if limits.mentee_consent and mentee_day <= until:
            yield rules.lapse_duty(
                "mentee_consent", "pairs:record_mentee_consent", part_id, people[1], mentee_day, limits
            )


@prepared
def _lapses(most: int | None) -> QuerySet:
    until = day_slot("until")
    parts = Participation.objects.running().filter(pair__ending_on=None)
    rows = parts.annotate(mentor_day=_last_day("pair__mentor_consent"), mentee_day=_last_day("consent"))
    rows = rows.filter(Q(mentor_day__lte=until) | Q(mentee_day__lte=until)).order_by("pk")
    return rows.values_list("pair", "pk", "pair__edition", "mentor_day", "mentee_day", *BOTH_NAMES)[:most]


def _data_lapsing(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    """Consents to the use of personal data, of people in running pairs, that nothing later replaces."""
    for person_id, edition_id, last_day, *name in _data_lapses(scope.most)(until=_seen_until(scope)):
        if own[edition_id].data_consent:
            about = f"{short_name(*name)}, согласие на обработку персональных данных"
            yield rules.lapse_duty("data_consent", "people:record_consent", person_id, about, last_day, own[edition_id])


@prepared
def _data_lapses(most: int | None) -> QuerySet:
    taking_part = Q(mentor=OuterRef("person")) | Q(mentee=OuterRef("person"))
    running = Participation.objects.running().filter(taking_part, pair__ending_on=None)
    dated = Consent.objects.filter(~Q(withdrawn_on=None, expires_on=None), kind=Consent.Kind.DATA)
    rows = dated.annotate(last_day=_last_day(), edition=Subquery(running.order_by("pk").values("pair__edition")[:1]))
    same = Consent.objects.filter(person=OuterRef("person"), kind=Consent.Kind.DATA).annotate(day=_last_day())
    later = same.filter(Q(day__gt=OuterRef("last_day")) | Q(day=OuterRef("last_day"), pk__gt=OuterRef("pk")))
    rows = rows.filter(~Exists(later), last_day__lte=day_slot("until"), edition__isnull=False)
    return rows.order_by("last_day", "pk").values_list("person", "edition", "last_day", *name_columns("person"))[:most]


def consent_duties(limits: Limits, scope: Scope) -> list[Duty]:
    """Everybody in a proposed pair whose consent is not on file; one query."""
    if not (scope.mentors or scope.mentees):
        return []
    found = []
    for pair_id, mentor, mentor_consent, mentee, consent, *name in _unconsented(scope.everything, scope.most)(
        person=scope.person
    ):
        about = f"наставник {short_name(*name)}"
        missing = [("mentor", mentor)] if limits.mentor_consent and mentor_consent is None else []
        missing += [("mentee", mentee)] if limits.mentee_consent and consent is None else []
        found += [
            rules.consent_duty(pair_id, about, person_id, side, limits)
            for side, person_id in missing
            if scope.everything or person_id == scope.person
        ]
    return once(found)


@prepared
def _unconsented(everything: bool, most: int | None) -> QuerySet:
    parts = Participation.objects.filter(Q(pair__mentor_consent=None) | Q(consent=None))
    parts = parts.filter(pair__status=Pair.Status.PROPOSED)
    if not everything:
        parts = parts.filter(Q(mentor=Slot("person")) | Q(mentee=Slot("person")))
    columns = ("pair", "mentor", "pair__mentor_consent", "mentee", "consent", *name_columns("mentor"))
    return parts.order_by("pair_id", "pk").values_list(*columns)[:most]


def fulfilled(own: Mapping[int, Limits], scope: Scope) -> Iterator[Done]:
    """Who was appointed a mentor, by the day of the first order; one query."""
    if not scope.holds("curator"):
        return
    seen = set()
    for pair_id, edition_id, person_id, admitted_on, signed_on, *name in _appointments()():
        if person_id not in seen:
            seen.add(person_id)
            yield from rules.appointed(pair_id, person_id, short_name(*name), admitted_on, signed_on, own[edition_id])


@prepared
def _appointments() -> QuerySet:
    begun = Participation.objects.filter(pair__status__in=[Pair.Status.ACTIVE, Pair.Status.ENDED])
    columns = ("pair", "pair__edition", "mentee", "mentee__admitted_on", "pair__order__signed_on")
    rows = begun.order_by("pair__order__signed_on", "pk")
    return rows.values_list(*columns, *name_columns("mentee"))
