"""Approved programmes and individual plans (D30, D31) as each version was issued."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.db.models import Max

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.documents.models import KeptPaper
from mentorship.pairs.issues import is_whole
from mentorship.programs.models import Program, ProgramVersion
from mentorship.programs.papers import programs, version_paper, version_plan

PROGRAM, PLAN = "D30", "D31"
BUILDERS = {PROGRAM: version_paper, PLAN: version_plan}


def of_version(version: ProgramVersion) -> Iterator[Issue]:
    """The programme and its plan."""
    version.program = programs().get(pk=version.program_id)  # as it is now, with everybody in it
    for paper, build in BUILDERS.items():
        yield Issue(
            paper=paper,
            subject=version.program,
            number=version.number,
            on=version.approved_on,
            signers=(version.approved_how,),
            build=partial(build, version),
            record=version,
        )


def kept_version(version: ProgramVersion) -> KeptPaper | None:
    """What was kept of the version, for those who may read all of it."""
    whole = is_whole(version.program.pair)
    return keeping.kept(PROGRAM, version.program, version.number) if whole else None


def _number(program: Program, on: date) -> int | None:
    last: int | None = program.versions.aggregate(last=Max("number"))["last"] if program.is_approved else None
    return last


def _unkept() -> Iterator[Issue]:
    rows = keeping.unkept(ProgramVersion.objects.all(), PLAN, subject="program", number="number")
    return (issue for version in rows for issue in of_version(version))


def declare() -> None:
    issued = Issued(
        number=_number,
        is_draft=lambda program, on: not program.is_approved,
        whole=lambda program: is_whole(program.pair),
        working=True,
    )
    keeping.register(PROGRAM, PLAN, issued=issued, source=_unkept)
