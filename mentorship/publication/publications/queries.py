"""Reading publications: the one for this user, and the facts on which its approval stands."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from mentorship.access.grants import require
from mentorship.core.forms import shown as signing
from mentorship.core.refusal import Violation
from mentorship.library.models import Material
from mentorship.pairs.models import Pair
from mentorship.people.models import ConsentItem, Person, User
from mentorship.publication.models import Publication
from mentorship.publication.names.guard import Guard
from mentorship.publication.names.rules import Named
from mentorship.publication.publications import rules
from mentorship.publication.site.publications import Shown, is_ready, missing, shown, texts

ITEMS = dict(ConsentItem.Item.choices)
STRANGER = "имя человека не из числа сотрудников"


def publication_for(user: User, pk: int, permission: str = "publication.view") -> Publication:
    """The publication: 404 when this user may not know of it, 403 when they may only look."""
    publication = get_object_or_404(Publication.objects.visible_to(user), pk=pk)
    require(user, permission, publication)
    return publication


def publication_rows(user: User) -> QuerySet[Publication]:
    """Rows of the list."""
    rows = Publication.objects.visible_to(user).select_related("material", "pair")
    return rows.prefetch_related("files", "pictured")


def choices(user: User, on: date) -> dict[str, QuerySet]:
    """What the form of a publication offers: people of the staff, programmes that are over, materials for visitors."""
    ended = Pair.objects.visible_to(user).ended(on).filter(program__approved_on__lte=on)
    materials = Material.objects.approved_on(on).exclude(publishing=Material.Publishing.CLOSED)
    return {
        "people": Person.objects.visible_to(user).working_on(on).order_by("search_key"),
        "pairs": ended.with_people().order_by("-ended_on", "-pk"),
        "materials": materials.order_by("search_key", "pk"),
    }


def mentions(publication: Publication, on: date) -> tuple[rules.Mention, ...]:
    """Who is named or pictured in it without permission on the day, in words."""
    guard = Guard.on(on)
    return mentions_of(missing(publication, guard), guard)


def mentions_of(found: Iterable[Named], guard: Guard) -> tuple[rules.Mention, ...]:
    """The findings of the guard with names and with what is not permitted."""
    rows = list(found)
    people = Person.objects.in_bulk({one.person for one in rows})
    told = (_mention(one, people.get(one.person), guard) for one in rows)
    return tuple(dict.fromkeys(told))


def _mention(one: Named, person: Person | None, guard: Guard) -> rules.Mention:
    if person is None:
        return rules.Mention(one.words, STRANGER, (), one.sure)
    missing = sorted(ITEMS[part] for part in one.parts - guard.permits.of(one.person))
    return rules.Mention(one.words, person.short_name, tuple(missing), one.sure)


def obstacles(publication: Publication, today: date) -> list[Violation]:
    """What stands between the publication and its page today; the photo is looked at on the page of approval."""
    return list(rules.approval_violations(facts(publication, today, None, photo_clear=True, today=today)))


def states(publications: Iterable[Publication], today: date) -> dict[int, tuple[str, str]]:
    """How each of them looks to whoever prepares it: one that is kept back says so."""
    guard, found = Guard.on(today), {}
    for row in publications:
        hidden = row.shows_on(today) and (not is_ready(row, today) or missing(row, guard))
        found[row.pk] = ("bad", "скрыта: см. карточку") if hidden else row.state(today)
    return found


def facts(
    publication: Publication, shows_from: date, shows_until: date | None, *, photo_clear: bool, today: date
) -> rules.Facts:
    """The facts on which an approval stands."""
    return rules.Facts(
        shows_from=shows_from,
        shows_until=shows_until,
        today=today,
        mentions=mentions(publication, today),
        texts=tuple(texts(publication)),
        own_host=own_host(),
        has_photo=bool(publication.photo),
        photo_clear=photo_clear,
        material=_hindrance(publication, today),
    )


def own_host() -> str:
    """Where the program itself stands: its pages but those of the section are closed to visitors."""
    return urlsplit(settings.SITE_URL).hostname or ""


def _hindrance(publication: Publication, today: date) -> str:
    material = publication.material
    if material is None:
        return ""
    if not material.holds_on(today):
        return f"Материал «{material}» в библиотеке не утверждён"
    closed = material.publishing == material.Publishing.CLOSED
    return f"Авторы не согласились публиковать материал «{material}»" if closed else ""


def seen(publication: Publication, on: date) -> Shown:
    """The publication as visitors would read it on the day."""
    return shown(publication, Guard.on(on))


def shown_publication(publication: Publication, on: date) -> signing.Shown:
    """The publication as the page of approval shows it: its fingerprint, its lines, how it looks."""
    guard = Guard.on(on)
    seen = shown(publication, guard)
    lines = [publication.title, *(line for part in seen.parts for line in part if line), *seen.authors, *seen.links]
    lines += [f"Файл: {file.name}" for file in seen.files]
    if publication.photo:
        people = ", ".join(person.short_name for person in publication.pictured.all()) or "никто не назван"
        lines += [f"Фотография: {publication.photo_words}", f"На ней: {people}"]
    kept = (publication.kind, publication.level, publication.pair_id, publication.material_id, publication.cleared)
    files = [(file.pk, file.size, file.words) for file in seen.files]
    whole = str((lines, str(publication.photo), kept, files))
    page = render_to_string("publication/publications/text.html", {"shown": seen, "publication": publication})
    return signing.Shown(sha256(whole.encode()).hexdigest(), tuple(lines), page)
