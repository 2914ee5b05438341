"""Reading what is owed about amendments: agree or decline, decide, read the changes."""

from collections.abc import Iterator, Mapping

from django.db.models import Exists, OuterRef, QuerySet

from mentorship.core.prepared import Slot, prepared
from mentorship.pairs.duties import titled, with_titles
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models.person import name_columns, short_name
from mentorship.programs.amendments import rules
from mentorship.programs.models import Amendment, Assent, ProgramVersion, VersionAcquaintance
from mentorship.programs.models.amendment import change_words
from mentorship.regulation.duties import Duty, Scope
from mentorship.regulation.limits import Limits


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """A query for each side that the scope has."""
    found: list[Duty] = []
    if scope.mentors or scope.mentees:
        found += _to_agree(own, scope)
    if scope.holds("curator"):
        found += _to_decide(own, scope)
    if scope.mentees and any(limits.program_acquaintance for limits in own.values()):
        found += _to_reread(own, scope)
    return found


def _to_agree(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    rows = _asked(scope.everything, scope.most)(person=scope.person)
    for amendment_id, program_ends_on, corrects, person_id, edition_id, *name in rows:
        what, about = _what(program_ends_on, corrects), f"наставник {short_name(*name)}"
        yield rules.assent_duty(amendment_id, what, about, person_id, own[edition_id])


def _what(program_ends_on: object, corrects: bool) -> str:
    return change_words(program_ends_on is not None, corrects).lower()


@prepared
def _asked(everything: bool, most: int | None) -> QuerySet:
    pair = "amendment__program__pair"
    waiting = Assent.objects.filter(agreed_on=None, amendment__status=Amendment.Status.ASKED)
    waiting = waiting.filter(**{f"{pair}__status": Pair.Status.ACTIVE}).order_by("pk")
    rows = waiting if everything else waiting.filter(person=Slot("person"))
    columns = ("amendment", "amendment__program_ends_on", "amendment__corrects", "person", f"{pair}__edition")
    return rows.values_list(*columns, *name_columns(f"{pair}__mentor"))[:most]


def _to_decide(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    for title, (pk, program_ends_on, corrects, edition_id) in titled(_agreed(scope.most)()):
        yield rules.decision_duty(pk, _what(program_ends_on, corrects), title, own[edition_id])


@prepared
def _agreed(most: int | None) -> QuerySet:
    rows = Amendment.objects.filter(status=Amendment.Status.AGREED, program__pair__status=Pair.Status.ACTIVE)
    columns = ("program_ends_on", "corrects", "program__pair__edition")
    return with_titles(rows.order_by("pk"), most, *columns, path="program__pair")


def _to_reread(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    for version_id, mentee_id, edition_id, *name in _unread(scope.everything, scope.most)(person=scope.person):
        yield rules.rereading_duty(version_id, f"наставник {short_name(*name)}", mentee_id, own[edition_id])


@prepared
def _unread(everything: bool, most: int | None) -> QuerySet:
    """Only the newest version is read: it holds every change before it."""
    version = "pair__program__versions"
    later = ProgramVersion.objects.filter(program=OuterRef("pair__program"), number__gt=OuterRef(f"{version}__number"))
    read = VersionAcquaintance.objects.filter(version=OuterRef(version), mentee=OuterRef("mentee"))
    parts = Participation.objects.filter(
        ~Exists(later),
        ~Exists(read),
        pair__status=Pair.Status.ACTIVE,
        pair__edition__program_acquaintance=True,
        **{f"{version}__amendment__isnull": False},
    ).order_by(version, "pk")
    rows = parts if everything else parts.filter(mentee=Slot("person"))
    return rows.values_list(f"{version}__pk", "mentee", "pair__edition", *name_columns("mentor"))[:most]
