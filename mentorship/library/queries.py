"""Reading the library: the object for this user, who may write, facts for the rules, rows of lists."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentorship.access.grants import can, require
from mentorship.access.roles import Office, Relation
from mentorship.core.refusal import Violation
from mentorship.library import rules
from mentorship.library.models import Material, MaterialFile, Use
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.people.models import MentorEntry, Person, User
from mentorship.people.models.account import offices_of_others
from mentorship.people.signals import behalf_bars
from mentorship.programs.models import Activity, Program
from mentorship.programs.queries import program_for
from mentorship.regulation.queries import edition_or_first

# What a practice must tell before it is handed in (D46), by the fields of the model.
PARTS = ("problem", "idea", "stages", "change", "applicability")
TOLD = ("direction", *PARTS[:3], "conditions", "change", "children", "gains", "applicability", "risks")
JUDGING = {"review": {Office.COUNCIL}, "approve": {Office.CURATOR, Office.DIRECTOR}}


class Shelf:
    """The library itself, as the table of grants asks of it: whoever is or was a mentor is its mentor."""

    pk = 0

    def relations_of(self, person_id: int) -> set[Relation]:
        led = Participation.objects.filter(mentor=person_id).exists()
        mentor = {Relation.MENTOR} if led or MentorEntry.objects.filter(person=person_id).exists() else set()
        stands_in = StandIn.objects.of_today(person_id).exists()
        return mentor | ({Relation.STAND_IN} if stands_in else set())


SHELF = Shelf()


def material_for(user: User, pk: int, permission: str = "library.view") -> Material:
    """The material: 404 when this user may not know of it, 403 when they may only look."""
    material = get_object_or_404(Material.objects.visible_to(user).with_people(), pk=pk)
    require(user, permission, material)
    return material


def paper_practice(user: User, pk: int, permission: str) -> Material:
    """A practice for its card (D46), with those of its pair whom the user may know of."""
    material = material_for(user, pk, permission)
    if material.pair_id:
        material.pair = Pair.objects.with_people_for(user).get(pk=material.pair_id)
    return material


def draft_for(user: User, pk: int) -> Material:
    """A material that the user may write: the own one, or what an office has taken down from paper."""
    material = material_for(user, pk, "library.edit")
    if not writes(material, user):
        raise Http404
    return material


def writes(material: Material, user: User) -> bool:
    """An author; an office what was handed in on paper, unless it is of the same pair as an author."""
    if is_author(material, user):
        return True
    return material.recorded_by_id is not None and not paper_bars(list(material.authors.all()), user)


def is_author(material: Material, user: User) -> bool:
    return any(author.pk == user.person_id for author in material.authors.all())


def paper_bars(authors: list[Person], user: User) -> list[Violation]:
    """Why the user may not write down what these authors have handed in on paper."""
    return [bar for author in authors for bar in behalf_bars(author.pk, user)]


def own_bars(material: Material, user: User, act: str) -> list[Violation]:
    """Why an author does not review or approve the own material: others hold one of the offices that do."""
    others = JUDGING[act] & offices_of_others(user.person_id or 0, timezone.localdate())
    return list(rules.own_violations(is_author(material, user), bool(others)))


def file_for(user: User, pk: int) -> MaterialFile:
    """A file of a material that this user may see."""
    seen = Material.objects.visible_to(user)
    return get_object_or_404(MaterialFile.objects.filter(material__in=seen).select_related("material"), pk=pk)


def state_words(material: Material) -> str:
    return str(material.state_on(timezone.localdate()).label)


def missing(material: Material) -> list[Violation]:
    """What it still lacks before it can be handed in."""
    named = {_label(name): getattr(material, name) for name in PARTS}
    contents = rules.Contents(
        is_practice=material.is_practice,
        authors=len(material.authors.all()),
        outside=material.outside,
        files=len(material.files.all()),
        links=len(material.link_list),
        parts=named,
    )
    return list(rules.contents_violations(contents))


def told(material: Material) -> list[tuple[str, str]]:
    """What a practice tells, by the names of its parts; nothing of the empty ones."""
    rows = ((_label(name), getattr(material, name)) for name in TOLD)
    return [(name, text) for name, text in rows if text]


def _label(name: str) -> str:
    field: Any = Material._meta.get_field(name)
    return str(field.verbose_name)


def keeps(material: Material, user: User) -> bool:
    """Whether the user is told what the authors have decided: they themselves and those who judge or record."""
    return is_author(material, user) or any(can(user, f"library.{act}") for act in ("review", "approve", "record"))


def told_all(material: Material, user: User) -> bool:
    """Drafts are the authors' own: their history is told to them and to the curator."""
    return is_author(material, user) or Office.CURATOR in user.offices


def has_version(material: Material) -> bool:
    """Whether another version of it is being written."""
    return material.versions.filter(withdrawn_on=None, approved_on=None).exists()


def has_council(on: date) -> bool:
    return edition_or_first(on).council


def material_rows(user: User) -> QuerySet[Material]:
    """Rows of the list: no long texts."""
    names = ("kind", "title", "level", "approved_on", "submitted_on", "reviewed_on", "returned_on")
    rows = Material.objects.visible_to(user).only(*names, "withdrawn_on", "replaced_on", "replaces", "outside")
    return rows.prefetch_related("authors")


def pairs_to_tell_of(user: User) -> QuerySet[Pair]:
    """The pairs that a practice may be about: signed ones that this user may see."""
    return Pair.objects.visible_to(user).signed().with_names_for(user).order_by("-starts_on", "pk")


def authors_to_name(user: User, material: Material | None, on: date) -> QuerySet[Person]:
    """Whom the user may name as an author: those who work on the day; who is named already stays to be chosen."""
    known = Q(pk__in=Person.objects.visible_to(user).working_on(on).values("pk"))
    named = Q(pk__in=material.authors.values("pk")) if material else Q()
    return Person.objects.filter(known | named).order_by("search_key", "pk").prefetch_related("positions")


def shown_pair(material: Material, user: User) -> Pair | None:
    """The pair of a practice for those who may know of it; nobody else reads who was in it."""
    if not material.pair_id:
        return None
    return Pair.objects.visible_to(user).with_names_for(user).filter(pk=material.pair_id).first()


# Programmes that use materials.


def uses_of(program: Program) -> QuerySet[Use]:
    """What has been taken into the programme, in the order of taking."""
    rows = Use.objects.filter(program=program, removed_on=None).select_related(
        "material", "activity", "added_by__person"
    )
    return rows.prefetch_related("material__files")


def taking_program(user: User, pk: int) -> Program:
    """The programme into which the user may take materials."""
    return program_for(user, pk, "library.use")


def own_programs(user: User, on: date) -> list[Program]:
    """The programmes of the pairs that the user leads on the day or will, as a mentor or instead of one."""
    if user.person_id is None:
        return []
    stands_in = StandIn.objects.of_today(user.person_id).values("pair")
    led = Pair.objects.not_over(on).filter(Q(mentor=user.person_id) | Q(pk__in=stands_in))
    return list(Program.objects.filter(pair__in=led.values("pk")).with_people().order_by("-starts_on", "pk"))


def use_for(user: User, pk: int) -> Use:
    """A material in a programme that the user may take out."""
    use = get_object_or_404(Use.objects.select_related("program", "material"), pk=pk)
    use.program = taking_program(user, use.program_id)
    return use


def places(programs: Iterable[Program]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where a material may be taken, by programme: «program:5» is all of it, «activity:17» an item of its plan."""
    return [
        (
            str(program.pair),
            [
                (f"program:{program.pk}", "вся программа"),
                *((f"activity:{row.pk}", row.title) for row in program.activities.filter(cancelled_on=None)),
            ],
        )
        for program in programs
    ]


def place(programs: Iterable[Program], chosen: str) -> tuple[Program, Activity | None]:
    """The programme and the item of its plan of a choice among `places`."""
    kind, _, pk = chosen.partition(":")
    by_key = {program.pk: program for program in programs}
    if kind == "program":
        return by_key[int(pk)], None
    activity = Activity.objects.get(pk=int(pk), program__in=by_key)
    return by_key[activity.program_id], activity


def awaiting(rows: QuerySet[Material], user: User, today: date) -> QuerySet[Material]:
    """Of the rows those that wait for this user: for the council's word, for approval, for being mended."""
    found = rows.in_state(Material.State.RETURNED, today).written_by(user.person_id)
    if can(user, "library.review"):
        found |= rows.in_state(Material.State.SUBMITTED, today)
    if can(user, "library.approve"):
        found |= rows.in_state(Material.State.SUBMITTED, today) | rows.in_state(Material.State.REVIEWED, today)
    return found
