"""What may be done now with the versions of a programme."""

from typing import Any

from django.urls import reverse

from mentorship.access.acts import Act
from mentorship.pairs.queries import behalf_bars
from mentorship.programs.models import Program, ProgramVersion
from mentorship.programs.versions import queries


def _to_reread(version: ProgramVersion, user: Any) -> bool:
    return queries.to_reread(version, user.person_id)


def _reads_for_mentees(version: ProgramVersion, user: Any) -> bool:
    """Some mentee has not read it, and this user may tell of what is on paper."""
    pair = version.program.pair
    return any(not behalf_bars(pair, mentee.pk, user) for mentee in queries.unread_mentees(version))


def _several(program: Program, user: Any) -> bool:
    return queries.versions(program).count() > 1


COMPARE = Act[Program](
    permission="program.view",
    page="programs:compare",
    label="Сравнить версии",
    asks=_several,
    level="primary",
)

ACKNOWLEDGE = Act[ProgramVersion](
    permission="program.acknowledge",
    page="programs:acknowledge_version",
    label="Я ознакомлен(а) с изменениями",
    asks=_to_reread,
    level="primary",
    post=True,
)
ACQUAINT = Act[ProgramVersion](
    permission="program.record",
    page="programs:acquaint_version",
    label="Ознакомлен(а) на бумаге",
    asks=_reads_for_mentees,
)
PDF = Act[ProgramVersion](
    permission="program.view",
    page=lambda version: reverse("programs:version_paper", args=[version.pk, "pdf"]),
    label="PDF",
)
WORD = Act[ProgramVersion](
    permission="program.view",
    page=lambda version: reverse("programs:version_paper", args=[version.pk, "docx"]),
    label="Word",
)

ON_CARD = (ACKNOWLEDGE, ACQUAINT, PDF, WORD)
