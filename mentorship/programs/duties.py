"""What is owed about programmes, and what was done in time or late."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from mentorship.access.roles import Office
from mentorship.pairs import rules as pairs_rules
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.sources import PairSource
from mentorship.people.models.person import name_of
from mentorship.programs import rules
from mentorship.programs.models import Activity, Program, ProgramAcquaintance
from mentorship.regulation.duties import Done, Duty
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, done, owed

Status = Program.Status
PUBLISHERS = (Office.CLERK, Office.CURATOR, Office.ADMIN)  # who is reminded of the site
HANDED_IN = Q(program__status__in=[Status.SUBMITTED, Status.APPROVED])


class Writing(PairSource):
    """The mentor draws the programme up within the term that runs from the order of the pair."""

    of = (MENTORS,)
    columns = {"edition": "edition", "person": "mentor", "ordered_on": "order__signed_on"}

    def duties(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return rules.program_duty(row.pk, row.title, row.person, row.ordered_on, asked.own[row.edition])


@owed
class Unwritten(Writing):
    """Programmes that are not handed in."""

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        due = Pair.objects.appointed().filter(edition__program_due_days__isnull=False).exclude(HANDED_IN)
        return _own(due, "mentor", everything, person).order_by("order__signed_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return self.duties(row, asked)


@done
class Written(Writing):
    """Programmes that are handed in."""

    columns = {**Writing.columns, "done_on": "program__submitted_on"}
    cut = False

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        handed_in = Pair.objects.filter(HANDED_IN, program__submitted_on__isnull=False)
        due = handed_in.filter(edition__program_due_days__isnull=False).exclude(order=None)
        return _own(due, "mentor", everything, person).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        for duty in self.duties(row, asked):
            yield Done(duty, row.done_on)


def _own(rows: QuerySet, path: str, everything: bool, person: int) -> QuerySet:
    """All of them, or those of one person."""
    return rows if everything else rows.filter(**{path: person})


class Performing(Source):
    """The mentor carries the approved plan out, item by item."""

    of = (MENTORS,)
    columns = {
        "activity": "pk",
        "title": "title",
        "due_on": "due_on",
        "mentor": "program__pair__mentor",
        "edition": "program__pair__edition",
        "name": name_of("program__pair__mentor"),
    }

    def duty(self, row: Any, asked: Asked) -> Duty:
        about = f"наставник {row.name}"
        return rules.activity_duty(row.activity, row.title, about, row.due_on, row.mentor, asked.own[row.edition])


@owed
class Planned(Performing):
    """What is still to be carried out while the pair runs."""

    def rows(self, everything: bool, *, person: int, until: date) -> QuerySet:
        planned = Activity.objects.filter(
            done_on=None,
            cancelled_on=None,
            program__status=Status.APPROVED,
            program__pair__status=Pair.Status.APPOINTED,
            due_on__lte=until,
        )
        return _own(planned, "program__pair__mentor", everything, person).order_by("due_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield self.duty(row, asked)


@done
class Performed(Performing):
    """What has been carried out."""

    columns = {**Performing.columns, "done_on": "done_on"}
    cut = False

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        performed = Activity.objects.filter(done_on__isnull=False, program__status=Status.APPROVED)
        return _own(performed, "program__pair__mentor", everything, person).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        yield Done(self.duty(row, asked), row.done_on)


@owed
class Unread(Source):
    """A mentee reads the programme that has been shown, where the edition asks for it."""

    of = (MENTEES,)
    columns = {
        "program": "pair__program",
        "edition": "pair__edition",
        "mentee": "mentee",
        "mentor": name_of("mentor"),
    }

    def concerns(self, asked: Asked) -> bool:
        return super().concerns(asked) and any(limits.program_acquaintance for limits in asked.own.values())

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        read = ProgramAcquaintance.objects.filter(program=OuterRef("pair__program"), mentee=OuterRef("mentee"))
        shown = Participation.objects.filter(~Exists(read), pair__program__status=Status.WITH_MENTEE)
        return _own(shown, "mentee", everything, person).order_by("pair__program", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return rules.reading_duty(row.program, f"наставник {row.mentor}", row.mentee, asked.own[row.edition])


@owed
class Submitted(PairSource):
    """The curator approves what is handed in, or returns it."""

    of = (Office.CURATOR,)
    columns = {"edition": "edition", "program": "program__pk"}

    def rows(self) -> QuerySet:
        waiting = Pair.objects.filter(program__status=Status.SUBMITTED, program__order=None)
        return waiting.order_by("program__submitted_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.approval_duty(row.program, row.title, asked.own[row.edition])


@owed
class Running(PairSource):
    """The curator ends pairs by the end of their term, or of their programme where that is sooner."""

    of = (Office.CURATOR,)
    columns = {
        "edition": "edition",
        "ends_on": "ends_on",
        "status": "program__status",
        "program_ends_on": "program__ends_on",
        "left": "left",
    }

    def rows(self, *, until: date) -> QuerySet:
        ends = Q(ends_on__lte=until) | Q(program__status=Status.APPROVED, program__ends_on__lte=until)
        return Pair.objects.appointed().filter(ends, ending_on=None).order_by("ends_on", "pk")

    def counted(self) -> Mapping[str, Any]:
        planned = Activity.objects.filter(program__pair=OuterRef("pk"), done_on=None, cancelled_on=None)
        left = planned.order_by().values("program__pair").annotate(left=Count("pk")).values("left")
        return {"left": Subquery(left)}

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        approved = row.status == Status.APPROVED
        last = min(row.ends_on, row.program_ends_on) if approved else row.ends_on
        left = (row.left or 0) if approved else None
        yield pairs_rules.ending_duty(row.pk, row.title, last, asked.own[row.edition], plan_left=left)


class Publishing(PairSource):
    """The results of an ended pair are put on the site, where the edition asks for it."""

    of = PUBLISHERS
    columns = {"edition": "edition", "program": "program__pk", "ended_on": "ended_on"}

    def ended(self, published: bool) -> QuerySet:
        ended = Pair.objects.filter(status=Pair.Status.CLOSED, program__status=Status.APPROVED)
        kept = ended.filter(edition__publish_results=True, program__published_on__isnull=not published)
        return kept.order_by("ended_on", "pk")

    def duties(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return rules.publishing_duty(row.program, row.title, row.ended_on, asked.own[row.edition])


@owed
class Unpublished(Publishing):
    """Results that are not on the site yet."""

    def concerns(self, asked: Asked) -> bool:
        return super().concerns(asked) and any(limits.publish_results for limits in asked.own.values())

    def rows(self) -> QuerySet:
        return self.ended(published=False)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return self.duties(row, asked)


@done
class Published(Publishing):
    """Results that are on the site."""

    columns = {**Publishing.columns, "done_on": "program__published_on"}
    cut = False

    def rows(self) -> QuerySet:
        return self.ended(published=True)

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        for duty in self.duties(row, asked):
            yield Done(duty, row.done_on)
