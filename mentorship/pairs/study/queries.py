"""Reading who is acquainted with what: acts of a day, participants, what is left to read."""

from datetime import date

from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from mentorship.core import history
from mentorship.core.prepared import Prepared
from mentorship.core.terms import Day
from mentorship.pairs import past
from mentorship.pairs.models import Participation, Study
from mentorship.pairs.study.rules import Act
from mentorship.people.models import Person, User
from mentorship.regulation.models import ActVersion, Edition, Option


def acts_on(day: date) -> list[Act]:
    """What participants are acquainted with: the version of the Положение in force, then the acts of the list."""
    version = ActVersion.objects.in_force_on(day)
    listed = _listed(day).order_by("position", "pk")
    own = [_of_version(version)] if version else []
    return [*own, *(Act(key=row.code, title=row.name, level=row.get_behaviour_display()) for row in listed)]


def _of_version(version: ActVersion) -> Act:
    title = f"{version.title} ({version}{f', {version.approval}' if version.approval else ''})"
    return Act(
        key=f"version-{version.pk}",
        title=title,
        level=str(Option.Behaviour.LOCAL.label),
        version=version.pk,
        since=version.starts_on,
    )


def _listed(on: Day) -> QuerySet[Option]:
    """The acts of the edition in force."""
    newest = Edition.objects.in_force_on(on).order_by("-starts_on").values("pk")[:1]
    return Option.objects.filter(group=Option.Group.ACT, is_active=True, edition=Subquery(newest))


def studied(person: Person) -> dict[str, Study]:
    """By act: when the person was acquainted with it, and who has written it down."""
    rows = Study.objects.filter(person=person).select_related("recorded_by__person")
    return {row.key: row for row in rows}


def _sides(on: Day) -> QuerySet[Participation]:
    """Places in pairs that work on the day."""
    return Participation.objects.filter(past.running(on, "pair"))


def readers(on: Day) -> QuerySet:
    """Everybody in a pair that works on the day, with how many acts there are for them and how many they know.

    `since` is the day from which a term runs: the first one of the pair or of the Положение, whichever is later.
    """
    mentors = _sides(on).filter(mentor=OuterRef("pk")).order_by()
    mentees = _sides(on).filter(mentee=OuterRef("pk")).order_by()
    in_force = ActVersion.objects.lasting(on).filter(starts_on__lte=on).order_by("-starts_on")
    listed = _listed(on).order_by()
    own = Study.objects.filter(person=OuterRef("pk"), read_on__lte=on)
    known = own.filter(Q(version=OuterRef("version")) | Q(code__in=listed.values("code"))).order_by()
    zero = Value(0, IntegerField())
    return (
        Person.objects.filter(Exists(mentors) | Exists(mentees))
        .annotate(
            is_mentee=Exists(mentees),
            is_mentor=Exists(mentors),
            version=Subquery(in_force.values("pk")[:1]),
            listed=Coalesce(Subquery(listed.values("group").annotate(n=Count("pk")).values("n")[:1]), zero),
            known=Coalesce(Subquery(known.values("person").annotate(n=Count("pk")).values("n")[:1]), zero),
            begun=Coalesce(_first(mentees, "mentee"), _first(mentors, "mentor")),
        )
        .annotate(
            acts=Case(When(version=None, then=F("listed")), default=F("listed") + 1),
            since=Greatest("begun", Coalesce(Subquery(in_force.values("starts_on")[:1]), "begun")),
        )
    )


def _first(places: QuerySet[Participation], side: str) -> Subquery:
    """The day from which the term of the first of these pairs runs: its own first day, or that of a later order."""
    told = Min(Greatest("pair__starts_on", "pair__order__signed_on"))
    return Subquery(places.values(side).annotate(first=told).values("first")[:1])


class _Known(Prepared):
    """With how many acts of how many the person is acquainted; nothing of somebody in no running pair."""

    columns = {"known": "known", "acts": "acts"}

    def rows(self, *, person: int, on: date) -> QuerySet:
        return readers(on).filter(pk=person).order_by()


_known = _Known()


def known_of(person: Person, on: date) -> tuple[int, int] | None:
    """How many acts of how many the person has read; None where there is nothing to read. One query."""
    row = next(iter(_known(person=person.pk, on=on)), None)
    return (row.known, row.acts) if row and row.acts else None


def reader_rows(user: User, on: date) -> QuerySet:
    """Rows of the curator's list: who is acquainted with how many acts."""
    rows = readers(on).filter(pk__in=Person.objects.visible_to(user).order_by().values("pk"))
    return rows.prefetch_related("positions")


def timeline(person: Person) -> list[history.Entry]:
    """What was written down of the person's acquaintance with acts."""
    return history.timeline(history.versions(Study).filter(person=person))
