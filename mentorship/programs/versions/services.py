"""Keeping the versions of a programme: one when it is approved, one at every change (END-05)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.documents import keeping
from mentorship.pairs.queries import behalf_bars
from mentorship.pairs.rules import paper_day_violations
from mentorship.people.models import Person, User
from mentorship.programs.models import Amendment, Program, ProgramVersion, VersionAcquaintance
from mentorship.programs.versions import issues
from mentorship.programs.versions.contents import dump
from mentorship.programs.versions.queries import content_of


def keep(
    program: Program, *, on: date, how: str, by: User | None, amendment: Amendment | None = None
) -> ProgramVersion:
    """What the programme says now becomes its next version, and its papers are kept.

    Call inside a transaction with the programme locked.
    """
    version = add(program, on=on, how=how, by=by, amendment=amendment)
    for issue in issues.of_version(version):
        keeping.keep(issue)
    return version


def add(program: Program, *, on: date, how: str, by: User | None, amendment: Amendment | None = None) -> ProgramVersion:
    """The row of the version alone."""
    version = ProgramVersion(
        program=program,
        number=program.versions.count() + 1,
        approved_on=on,
        approved_how=how,
        amendment=amendment,
        content=dump(content_of(program)),
    )
    record(version, f"Версия {version.number} программы", by)
    return version


def keep_approved(program: Program, *, by: User | None) -> ProgramVersion:
    """The version that has just been approved."""
    assert program.approved_on is not None  # the database asks for it of every approved programme
    return keep(program, on=program.approved_on, how=program.approved_how or str(program.approved_by), by=by)


def ensure_first(program: Program, *, by: User) -> None:
    """A programme that was approved before versions were kept gets its first one before it changes."""
    if not program.versions.exists():
        keep_approved(program, by=by)


@transaction.atomic
def acknowledge(version: ProgramVersion, *, mentee: Person, on: date, by: User) -> VersionAcquaintance:
    """The mentee has read the changes; a second click changes nothing."""
    ProgramVersion.objects.select_for_update().get(pk=version.pk)
    found = version.acquaintances.filter(mentee=mentee).first()
    if found:
        return found
    added = VersionAcquaintance(version=version, mentee=mentee, acknowledged_on=on)
    record(added, "Ознакомление с изменениями программы", by)
    return added


@transaction.atomic
def acquaint(version: ProgramVersion, *, mentees: Iterable[Person], on: date, today: date, by: User) -> None:
    """The curator records whose signatures stand under the changes on paper; those on file stay."""
    ProgramVersion.objects.select_for_update().get(pk=version.pk)
    people, pair = list(mentees), version.program.pair
    enforce([bar for person in people for bar in behalf_bars(pair, person.pk, by)])
    enforce(paper_day_violations(on, version.approved_on, "изменение программы", today))
    read = set(version.acquaintances.values_list("mentee", flat=True))
    for person in people:
        if person.pk not in read:
            added = VersionAcquaintance(version=version, mentee=person, acknowledged_on=on, recorded_by=by)
            record(added, "Ознакомление с изменениями программы, внесено с бумаги", by)
