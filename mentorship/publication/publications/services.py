"""Everything that changes publications: one function, one action of a user, one transaction."""

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from mentorship.access.acts import Act
from mentorship.core.forms.shown import require
from mentorship.core.forms.uploads import PICTURES
from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.core.refusal import Violation, enforce
from mentorship.people.models import Person, User
from mentorship.publication.models import Publication, PublicationFile
from mentorship.publication.publications import acts, queries, rules
from mentorship.publication.publications.copies import copy_of, words_of

Status = Publication.Status


@transaction.atomic
def prepare(*, fields: dict[str, Any], pictured: Iterable[Person], by: User) -> Publication:
    """Begin a publication; of a material of the library its files are copied for visitors."""
    publication = _write(Publication(), "Публикация подготовлена", fields, pictured, by)
    _copy_files(publication)
    return publication


@transaction.atomic
def edit(publication: Publication, *, fields: dict[str, Any], pictured: Iterable[Person], by: User) -> Publication:
    """Change what is being prepared; of another material there are other files."""
    publication = _ready(publication, acts.EDIT)
    before = publication.material_id
    _write(publication, "Публикация изменена", fields, pictured, by)
    if publication.material_id != before:
        publication.files.all().delete()
        _copy_files(publication)
    return publication


def _write(
    publication: Publication, reason: str, fields: dict[str, Any], pictured: Iterable[Person], by: User
) -> Publication:
    for name, value in fields.items():
        setattr(publication, name, value)
    record(publication, reason, by)
    publication.pictured.set(pictured)
    return publication


def _copy_files(publication: Publication) -> None:
    """Copies of the material's documents; a picture is published by itself, with whoever is on it named."""
    rows = publication.material.files.all() if publication.material else ()
    for row in rows:
        if PurePath(row.name).suffix.lower() in PICTURES:
            continue
        with row.file.open("rb") as file:
            content = file.read()
        content = copy_of(row.name, content)
        words = words_of(row.name, content)
        copy = PublicationFile(publication=publication, name=row.name, size=len(content), words=words)
        copy.file.save(row.name, ContentFile(content), save=False)
        copy.save()


@transaction.atomic
def submit(publication: Publication, *, on: date, by: User) -> Publication:
    """It is ready: somebody who may is asked to approve it."""
    publication = _ready(publication, acts.SUBMIT)
    publication.status, publication.submitted_on = Status.SUBMITTED, on
    record(publication, "Публикация передана на утверждение", by)
    return publication


@transaction.atomic
def approve(
    publication: Publication,
    *,
    shows_from: date,
    shows_until: date | None,
    cleared: Iterable[str],
    photo_clear: bool = False,
    today: date,
    by: User,
    seen: str | None = None,
) -> Publication:
    """What was shown goes out on its days; refused with everybody who is named in it without permission (PUB-03)."""
    publication = _ready(publication, acts.APPROVE)
    require(seen, queries.shown_publication(publication, today).mark)
    publication.cleared = [*publication.cleared, *cleared]
    facts = queries.facts(publication, shows_from, shows_until, photo_clear=photo_clear, today=today)
    enforce([*rules.approval_violations(facts), *_early(publication, shows_from)])
    publication.status, publication.approved_by = Status.APPROVED, by
    publication.shows_from, publication.shows_until, publication.photo_clear = shows_from, shows_until, photo_clear
    said = (
        f". Сказано, что это не имена или согласие есть: {', '.join(publication.cleared)}"
        if publication.cleared
        else ""
    )
    record(publication, f"Публикация утверждена, видна с {shows_from:%d.%m.%Y}{said}", by)
    return publication


def _early(publication: Publication, on: date) -> Iterable[Violation]:
    """Results of what is not over on the day."""
    if publication.kind != Publication.Kind.RESULT or publication.pair is None:
        return ()
    return rules.result_violations(publication.pair.edition.limits(), publication.pair.ended_on, on)


@transaction.atomic
def rework(publication: Publication, *, by: User) -> Publication:
    """Back to the beginning: it leaves the pages at once."""
    publication = _ready(publication, acts.REWORK)
    publication.status, publication.approved_by, publication.shows_from, publication.shows_until = (
        Status.DRAFT,
        None,
        None,
        None,
    )
    publication.submitted_on, publication.removed_on, publication.remove_reason, publication.cleared = (
        None,
        None,
        "",
        [],
    )
    record(publication, "Публикация возвращена на доработку", by)
    return publication


@transaction.atomic
def remove(publication: Publication, *, reason: str, on: date, by: User) -> Publication:
    """Off the pages at once and for good; it stays in the list with the reason."""
    publication = _ready(publication, acts.REMOVE)
    publication.status, publication.removed_on, publication.remove_reason = Status.REMOVED, on, reason
    record(publication, f"Публикация снята: {reason}", by)
    return publication


def _ready(publication: Publication, act: Act[Publication]) -> Publication:
    """The publication as it is now, locked, unless something bars the act."""
    publication = locked(publication)
    act.require(publication)
    return publication
