"""Reading amendments and versions of programmes: the object for this user, the facts of the rules, duties."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core import history
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.programs import privacy
from mentorship.programs.models import (
    Activity,
    Amendment,
    Assent,
    PlanChange,
    Program,
    ProgramVersion,
    VersionAcquaintance,
)


def amendment_for(user: User, pk: int, permission: str = "program.amendment") -> Amendment:
    """The amendment with the people this user may see: 404 when they may not know of it, 403 to look only."""
    amendment = get_object_or_404(Amendment.objects.visible_to(user).with_people(), pk=pk)
    amendment.program.pair = Pair.objects.with_people_for(user).get(pk=amendment.program.pair_id)
    require(user, permission, amendment)
    return amendment


def plan_change_for(user: User, pk: int) -> PlanChange:
    """One change of the plan in an amendment that this user may prepare."""
    visible = PlanChange.objects.filter(amendment__in=Amendment.objects.visible_to(user))
    change = get_object_or_404(visible.select_related("amendment", "activity"), pk=pk)
    require(user, "program.amend", change)
    return change


def drafted_for(user: User, pk: int) -> tuple[Amendment, Activity]:
    """An activity with the correction of its programme that is being prepared."""
    activity = get_object_or_404(Activity.objects.filter(program__in=Program.objects.visible_to(user)), pk=pk)
    require(user, "program.amend", activity)
    draft = get_object_or_404(Amendment, program=activity.program_id, status=Amendment.Status.DRAFT, corrects=True)
    return amendment_for(user, draft.pk, "program.amend"), activity


def assent_for(user: User, pk: int, permission: str) -> Assent:
    """One participant's answer to an amendment that this user may see."""
    visible = Assent.objects.filter(amendment__in=Amendment.objects.visible_to(user))
    assent = get_object_or_404(visible.select_related("amendment", "person"), pk=pk)
    require(user, permission, assent)
    return assent


def version_for(user: User, pk: int, permission: str = "program.view") -> ProgramVersion:
    """A version of a programme that this user may see."""
    version = get_object_or_404(ProgramVersion.objects.visible_to(user), pk=pk)
    version.program = Program.objects.select_related("approved_by__person", "order").get(pk=version.program_id)
    version.program.pair = Pair.objects.with_people_for(user).get(pk=version.program.pair_id)
    require(user, permission, version)
    return version


def open_amendment(program: Program) -> Amendment | None:
    return program.amendments.open().first()


def amendments_of(program: Program, user: User) -> QuerySet[Amendment]:
    """Every amendment of the programme that the user may see, newest first."""
    return Amendment.objects.visible_to(user).filter(program=program).select_related("order")


def assents(amendment: Amendment) -> list[Assent]:
    """The answers of those participants whom the reader of the amendment may see."""
    pair = amendment.program.pair
    seen = [pair.mentor_id, *(mentee.pk for mentee in pair.mentees)]
    return list(amendment.assents.filter(person__in=seen).select_related("person"))


def timeline(amendment: Amendment) -> list[history.Entry]:
    """What happened to it, to its plan and to the visible answers."""
    seen = [assent.pk for assent in assents(amendment)]
    rows = history.timeline(
        amendment, PlanChange.history.filter(amendment=amendment), Assent.history.filter(id__in=seen)
    )
    return privacy.entries(amendment.program.pair, rows)


def versions(program: Program) -> QuerySet[ProgramVersion]:
    return program.versions.select_related("amendment__order")


def to_reread(version: ProgramVersion, person_id: int | None) -> bool:
    """Whether this mentee has yet to read what the version, the newest one, changed."""
    newest = version.program.versions.order_by("number").last()
    if version.amendment_id is None or version != newest:
        return False
    is_mentee = person_id in [mentee.pk for mentee in version.program.pair.mentees]
    return is_mentee and not version.acquaintances.filter(mentee=person_id).exists()


def readers(version: ProgramVersion) -> QuerySet[VersionAcquaintance]:
    """Who has read the changes, of the mentees that the reader may see."""
    return version.acquaintances.filter(mentee__in=version.program.pair.mentees).select_related("mentee")
