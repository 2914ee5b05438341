"""What a programme says now, and its versions as a user may see them."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core.reading import read_once
from mentorship.pairs.models import Pair
from mentorship.people.models import Person, User
from mentorship.programs.models import Program, ProgramVersion, VersionAcquaintance
from mentorship.programs.queries import open_needs
from mentorship.programs.versions.contents import TEXTS, Content, Item, Request


@read_once
def content_of(program: Program) -> Content:
    """What the programme says now."""
    pair = program.pair
    rows = program.activities.filter(cancelled_on=None).select_related("section", "responsible", "need")
    return Content(
        starts_on=program.starts_on,
        ends_on=program.ends_on,
        pair_ends_on=pair.ends_on,
        form=pair.form.name if pair.form else "",
        kind=pair.kind.name if pair.kind else "",
        texts={name: getattr(program, name) for name in TEXTS},
        directions=tuple(option.name for option in program.directions.all()),
        needs=tuple(Request(need.person_id, need.text) for need in open_needs(program)),
        plan=tuple(item_of(row, row.pk) for row in rows),
    )


def item_of(row: Any, key: int | None) -> Item:
    """An activity, or a change of one, as it stands in the plan."""
    return Item(
        key=key,
        section=row.section.name if row.section else "",
        title=row.title,
        content=row.content,
        starts_on=row.starts_on,
        due_on=row.due_on,
        responsible=row.responsible_id,
        responsible_name=row.responsible.short_name,
        expected=row.expected,
        need=row.need.text if row.need else "",
        need_of=row.need.person_id if row.need else None,
        done_on=getattr(row, "done_on", None),
    )


def version_for(user: User, pk: int, permission: str = "program.view") -> ProgramVersion:
    """A version of a programme that this user may see."""
    version = get_object_or_404(ProgramVersion.objects.visible_to(user), pk=pk)
    version.program = Program.objects.select_related("approved_by__person", "order").get(pk=version.program_id)
    version.program.pair = Pair.objects.with_people_for(user).get(pk=version.program.pair_id)
    require(user, permission, version)
    return version


def versions(program: Program) -> QuerySet[ProgramVersion]:
    return program.versions.select_related("amendment__order")


def to_reread(version: ProgramVersion, person_id: int | None) -> bool:
    """Whether this mentee has yet to read what the version, the newest one, changed."""
    return person_id in [mentee.pk for mentee in unread_mentees(version)]


def unread_mentees(version: ProgramVersion) -> list[Person]:
    """The mentees who have yet to read what the version, the newest one, changed."""
    newest = version.program.versions.order_by("number").last()
    if version.amendment_id is None or version != newest:
        return []
    read = set(version.acquaintances.values_list("mentee", flat=True))
    return [mentee for mentee in version.program.pair.mentees if mentee.pk not in read]


def readers(version: ProgramVersion) -> QuerySet[VersionAcquaintance]:
    """Who has read the changes, of the mentees that the reader may see."""
    return version.acquaintances.filter(mentee__in=version.program.pair.mentees).select_related(
        "mentee", "recorded_by__person"
    )
