"""What is owed about amendments: agree or decline, decide, read the changes."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mentorship.access.roles import Office
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.sources import PairSource
from mentorship.people.models.person import name_of
from mentorship.programs.amendments import rules
from mentorship.programs.models import Amendment, Assent, ProgramVersion, VersionAcquaintance
from mentorship.programs.models.amendment import change_words
from mentorship.regulation.duties import Duty
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, owed


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

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        waiting = Assent.objects.filter(
            agreed_on=None,
            amendment__status=Amendment.Status.ASKED,
            amendment__program__pair__status=Pair.Status.APPOINTED,
        ).order_by("pk")
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

    def rows(self) -> QuerySet:
        agreed = Amendment.objects.filter(status=Amendment.Status.AGREED, program__pair__status=Pair.Status.APPOINTED)
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

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        version = "pair__program__versions"
        newer = ProgramVersion.objects.filter(
            program=OuterRef("pair__program"), number__gt=OuterRef(f"{version}__number")
        )
        read = VersionAcquaintance.objects.filter(version=OuterRef(version), mentee=OuterRef("mentee"))
        unread = Participation.objects.filter(
            ~Exists(newer),
            ~Exists(read),
            pair__status=Pair.Status.APPOINTED,
            pair__edition__program_acquaintance=True,
            **{f"{version}__amendment__isnull": False},
        ).order_by(version, "pk")
        return unread if everything else unread.filter(mentee=person)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        about = f"наставник {row.mentor}"
        yield rules.rereading_duty(row.version, about, row.mentee, asked.own[row.edition])
