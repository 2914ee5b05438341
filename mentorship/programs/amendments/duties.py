"""What is owed about amendments: agree or decline, decide, read the changes."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mentorship.access.roles import Office
from mentorship.core.past import not_yet, said
from mentorship.pairs import past
from mentorship.pairs.models import Participation
from mentorship.pairs.sources import PairSource
from mentorship.people.models.person import name_of
from mentorship.programs.amendments import rules
from mentorship.programs.models import Amendment, Assent, ProgramVersion, VersionAcquaintance
from mentorship.programs.models.amendment import change_words
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, owed

PAIR = "amendment__program__pair"


def _what(row: Any) -> str:
    """«продление программы»: what the amendment of the row is about."""
    return change_words(row.program_ends_on is not None, row.corrects).lower()


@owed
class Unanswered(Source):
    """Every participant agrees to the change or declines."""

    of = (MENTORS, MENTEES)
    columns = {
        "amendment": "amendment",
        "program_ends_on": "amendment__program_ends_on",
        "corrects": "amendment__corrects",
        "person": "person",
        "edition": "amendment__program__pair__edition",
        "mentor": name_of("amendment__program__pair__mentor"),
    }

    def rows(self, everything: bool, *, person: int, on: date, over: datetime | None) -> QuerySet:
        unanswered = Assent.objects.filter(not_yet(on, "agreed_on"), past.in_force(on, PAIR), ~past.paused(on, PAIR))
        known = unanswered.alias(then=said(Amendment, "status", over, "amendment"))
        waiting = known.filter(then=Amendment.Status.ASKED).order_by("pk")
        return waiting if everything else waiting.filter(person=person)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        about = f"наставник {row.mentor}"
        yield rules.assent_duty(row.amendment, _what(row), about, row.person, asked.own[row.edition])


@owed
class Undecided(PairSource):
    """The curator decides what all have agreed on."""

    of = (Office.CURATOR,)
    pair = "program__pair"
    columns = {"program_ends_on": "program_ends_on", "corrects": "corrects", "edition": "program__pair__edition"}

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        known = Amendment.objects.alias(then=said(Amendment, "status", over))
        agreed = known.filter(past.in_force(on, "program__pair"), then=Amendment.Status.AGREED)
        return agreed.order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.decision_duty(row.pk, _what(row), row.title, asked.own[row.edition])


@owed
class Unread(Source):
    """A mentee reads the newest version, which holds every change before it, where the edition asks for it."""

    of = (MENTEES,)
    columns = {
        "version": "pair__program__versions__pk",
        "mentee": "mentee",
        "edition": "pair__edition",
        "mentor": name_of("mentor"),
    }

    def concerns(self, asked: Asked) -> bool:
        return super().concerns(asked) and any(limits.program_acquaintance for limits in asked.own.values())

    def rows(self, everything: bool, *, person: int, on: date) -> QuerySet:
        version = "pair__program__versions"
        newer = ProgramVersion.objects.filter(
            program=OuterRef("pair__program"), number__gt=OuterRef(f"{version}__number"), approved_on__lte=on
        )
        read = VersionAcquaintance.objects.filter(
            version=OuterRef(version), mentee=OuterRef("mentee"), acknowledged_on__lte=on
        )
        unread = Participation.objects.filter(
            past.in_force(on, "pair"),
            ~past.paused(on, "pair"),
            ~Exists(newer),
            ~Exists(read),
            pair__edition__program_acquaintance=True,
            **{f"{version}__amendment__isnull": False, f"{version}__approved_on__lte": on},
        ).order_by(version, "pk")
        return unread if everything else unread.filter(mentee=person)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        about = f"наставник {row.mentor}"
        yield rules.rereading_duty(row.version, about, row.mentee, asked.own[row.edition])
