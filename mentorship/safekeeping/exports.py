"""Everything the institution owns: every kind of record as a sheet of one workbook and as CSV, in a zip."""

import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.db import models
from django.db.models import Model, QuerySet

from mentorship.core.tables.writing import Sheet, csv_bytes, xlsx_bytes
from mentorship.core.words import titles
from mentorship.core.words.text import capital
from mentorship.events.models import Event
from mentorship.journal.models import HelpRequest, Meeting, MeetingMark, Task
from mentorship.leaving.models import Decision
from mentorship.library.models import Material, MaterialFile, Use
from mentorship.orders.models import Acquaintance, Assignment, Order, OrderPerson
from mentorship.pairs.models import (
    Agreement,
    Choice,
    Decline,
    Notice,
    Pair,
    Participation,
    Pause,
    StandIn,
    Study,
    Waiver,
)
from mentorship.partners import models as partners
from mentorship.partners.models import Partner
from mentorship.people.models import (
    Absence,
    Competence,
    Consent,
    ConsentItem,
    Dissemination,
    EarlierEmployment,
    FormerName,
    MenteeEntry,
    MentorEntry,
    Need,
    OfficeTerm,
    Person,
    Position,
    Resource,
    Stop,
    User,
)
from mentorship.petitions.models import Petition, Viewing
from mentorship.programs.models import (
    Activity,
    Amendment,
    Assent,
    PlanChange,
    Program,
    ProgramAcquaintance,
    ProgramVersion,
    Remark,
    VersionAcquaintance,
)
from mentorship.publication.models import Placement, Publication, PublicationFile, Section
from mentorship.regulation.models import (
    ActVersion,
    Clause,
    Edition,
    FormerRequisites,
    Institution,
    LegalAct,
    Option,
    Wording,
)
from mentorship.replacements.models import Replacement
from mentorship.reports.models import Report
from mentorship.roadmap import models as roadmap
from mentorship.roadmap.models import Responsible, Roadmap, Stage

SPOOLED = 20 * 1024 * 1024  # a larger archive waits on the disk, not in memory
READ_AT_ONCE = 2000
LEFT_OUT = {"search_key", "former_key", "mentoring", "waits_since", "items_basis"}  # kept by the program for itself
OWNED: tuple[type[Any], ...] = (
    Person,
    Position,
    EarlierEmployment,
    FormerName,
    OfficeTerm,
    Competence,
    MentorEntry,
    MenteeEntry,
    Need,
    Consent,
    Resource,
    Dissemination,
    ConsentItem,
    Stop,
    Pair,
    Participation,
    Choice,
    Decline,
    Study,
    Waiver,
    Replacement,
    StandIn,
    Pause,
    Program,
    Activity,
    Remark,
    ProgramAcquaintance,
    Report,
    Order,
    OrderPerson,
    Acquaintance,
    Assignment,
    Roadmap,
    Stage,
    roadmap.Activity,
    Responsible,
    Institution,
    FormerRequisites,
    Edition,
    Clause,
    Option,
    ActVersion,
    Wording,
    LegalAct,
    Event,
    Partner,
    partners.Agreement,
    Material,
    MaterialFile,
    Use,
    Section,
    Publication,
    PublicationFile,
    Placement,
    Meeting,
    MeetingMark,
    Task,
    HelpRequest,
    Amendment,
    PlanChange,
    Assent,
    ProgramVersion,
    VersionAcquaintance,
    Absence,
    Decision,
    Petition,
    Viewing,
    Agreement,
    Notice,
)
# What is read together with a whole, by the link to it.
PARTS_OF: dict[type[Any], tuple[type[Any], str]] = {
    Activity: (Program, "program"),
    Remark: (Program, "program"),
    ProgramAcquaintance: (Program, "program"),
    PlanChange: (Amendment, "amendment"),
    Assent: (Amendment, "amendment"),
    Dissemination: (Consent, "consent"),
    ConsentItem: (Consent, "consent"),
    Stop: (Consent, "consent"),
    MaterialFile: (Material, "material"),
    Use: (Material, "material"),
    PublicationFile: (Publication, "publication"),
}
Names = Callable[[type[Model]], dict[int, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its rows, as far as the user may see them."""

    title: str
    rows: QuerySet


def kinds(user: User) -> list[Kind]:
    """Every kind of record, people first."""
    return [Kind(_title(model), _visible(model, user)) for model in OWNED]


def archive(user: User) -> IO[bytes]:
    """The zip, at its beginning."""
    spool = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115 (the response closes it)
    with zipfile.ZipFile(spool, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("Все данные.xlsx", xlsx_bytes(_sheets(kinds(user), made)))
    spool.seek(0)
    return spool


def _sheets(chosen: Iterable[Kind], made: zipfile.ZipFile) -> Iterator[Sheet]:
    """Each table goes to CSV on its way to the workbook, so that it is read once."""
    known: dict[type[Model], dict[int, str]] = {}

    def names(model: type[Model]) -> dict[int, str]:
        if model not in known:
            known[model] = _names(model)
        return known[model]

    for kind in chosen:
        sheet = sheet_of(kind, names)
        made.writestr(f"csv/{kind.title}.csv", csv_bytes(sheet))
        yield sheet


def sheet_of(kind: Kind, names: Names) -> Sheet:
    """The fields of a kind with their Russian names; other records by name, choices in words."""
    model = kind.rows.model
    fields = [field for field in model._meta.concrete_fields if _is_told(field)]
    lists = [(field.verbose_name, _lists(field, names)) for field in model._meta.many_to_many]
    show = [_shower(field, names) for field in fields]
    rows = [
        (
            *(shown(value) for shown, value in zip(show, values, strict=True)),
            *("; ".join(found.get(values[0], ())) for _, found in lists),
        )
        for values in kind.rows.values_list(*(field.attname for field in fields)).iterator(READ_AT_ONCE)
    ]
    headings = ["Номер записи", *(_heading(field.verbose_name) for field in fields[1:])]
    return Sheet(kind.title, [*headings, *(_heading(name) for name, _ in lists)], rows)


def _is_told(field: models.Field) -> bool:
    """Facts, not what the program keeps for itself; a structure other than a list is no fact."""
    if isinstance(field, models.JSONField):
        return field.default is list
    return not isinstance(field, models.BinaryField | models.FileField) and field.name not in LEFT_OUT


def _shower(field: models.Field, names: Names) -> Callable[[Any], Any]:
    """How a value of the field stands in a cell."""
    if isinstance(field, models.ForeignKey):
        known = names(field.related_model)  # type: ignore[arg-type]
        return lambda key: known.get(key, "")
    if field.choices:
        words = dict(field.flatchoices)
        return lambda value: str(words.get(value, value)) if value not in (None, "") else ""
    if isinstance(field, models.JSONField):
        return lambda items: "; ".join(" ".join(item) if isinstance(item, list) else str(item) for item in items)
    return lambda value: value


def _lists(field: models.ManyToManyField, names: Names) -> dict[int, list[str]]:
    """By record: the names of what is chosen in its list."""
    known = names(field.related_model)  # type: ignore[arg-type]
    through: Any = field.remote_field.through
    found: dict[int, list[str]] = {}
    for key, chosen in through.objects.order_by("pk").values_list(field.m2m_column_name(), field.m2m_reverse_name()):
        found.setdefault(key, []).append(known[chosen])
    return found


def _names(model: type[Any]) -> dict[int, str]:
    """How each record of the model is called; one or two questions a model."""
    if model is Person:
        return {person.pk: person.full_name for person in Person.objects.all()}
    rows = {
        Pair: Pair.objects.with_names(),
        Participation: Participation.objects.select_related("mentor", "mentee"),
        Order: Order.objects.defer("snapshot"),
        Program: Program.objects.with_people(),
        User: User.objects.select_related("person"),
    }.get(model, model._default_manager.all())
    return {record.pk: str(record) for record in rows}


def _visible(model: type[Any], user: User) -> QuerySet:
    rows = model.objects.all()
    if model in PARTS_OF:
        whole, link = PARTS_OF[model]
        rows = rows.filter(**{f"{link}__in": whole.objects.visible_to(user).order_by().values("pk")})
    return (rows.visible_to(user) if hasattr(rows, "visible_to") else rows).order_by("pk")


def _title(model: type[Any]) -> str:
    return _heading(model._meta.verbose_name_plural)


def _heading(name: Any) -> str:
    return capital(titles.resaid(str(name)))
