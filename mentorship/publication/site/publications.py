"""A publication as visitors read it: its words, its authors by their consent, its photo and files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mentorship.library.models import Material
from mentorship.people.dissemination.rules import public_name
from mentorship.people.models import ConsentItem, Person
from mentorship.publication.models import Publication, PublicationFile
from mentorship.publication.names.guard import Guard, strangers_in
from mentorship.publication.names.rules import Named

Item = ConsentItem.Item
Kind = Publication.Kind
HEADINGS = {
    "direction": "Направление",
    "problem": "С чего начали",
    "idea": "В чём идея",
    "stages": "Что делали",
    "conditions": "Что для этого нужно",
    "change": "Что изменилось в работе педагога",
    "children": "Что это дало детям",
    "gains": "Что это дало наставнику и учреждению",
    "applicability": "Кому и когда это поможет",
    "risks": "Что учесть",
}  # by the field of a material
PHOTO = frozenset({Item.PHOTO.value})
TOLD = {Kind.RESULT: frozenset({Item.RESULTS.value}), Kind.PRACTICE: frozenset({Item.PRACTICE.value})}


@dataclass(frozen=True, slots=True)
class Shown:
    """One publication for visitors; `parts` are (heading, text)."""

    publication: Publication
    parts: tuple[tuple[str, str], ...]
    authors: tuple[str, ...]
    links: tuple[str, ...]
    files: tuple[PublicationFile, ...]
    photo: str
    terms: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The first words of it, for lists."""
        words = next((text for _, text in self.parts if text), "").split("\n")[0]
        return words if len(words) <= 200 else f"{words[:200].rsplit(' ', 1)[0]}…"


def shown_publications(day: date, guard: Guard, kinds: Sequence[str]) -> Iterator[Shown]:
    """Those of the kinds that visitors may read on the day, newest first."""
    rows = Publication.objects.shown_on(day).filter(kind__in=kinds).select_related("material", "pair")
    for publication in rows.prefetch_related("files", "pictured", "material__authors").order_by("-shows_from", "-pk"):
        if is_ready(publication, day) and not missing(publication, guard):
            yield shown(publication, guard)


def is_ready(publication: Publication, day: date) -> bool:
    """Results are told only of what is over, a material only while the library holds it (п. 8.2)."""
    ended_on = publication.pair.ended_on if publication.pair else None
    over = publication.kind != Kind.RESULT or (ended_on is not None and ended_on < day)
    return over and (publication.material is None or publication.material.holds_on(day))


def missing(publication: Publication, guard: Guard) -> list[Named]:
    """Who is named or pictured without permission, or of whom more is told; remembered by the guard."""
    told, cleared = TOLD.get(Kind(publication.kind), frozenset()), publication.cleared
    words = texts(publication)
    found = guard.found_in(words, cleared=cleared, also=told)
    found += guard.found_in([publication.photo_words], cleared=cleared, also=PHOTO)
    found += guard.told_in([*words, publication.photo_words])
    found += guard.found_in(terms(publication, guard))
    found += strangers_in([*words, publication.photo_words], cleared, guard.register)
    found += [
        Named(person.pk, "фотография", PHOTO, sure=True)
        for person in publication.pictured.all()
        if publication.photo and not guard.permits.allows(person.pk, Item.PHOTO)
    ]
    if found:
        guard.keep_back(f"«{publication.title}»", found)
    return found


def terms(publication: Publication, guard: Guard) -> list[str]:
    """The conditions of everybody who is named or pictured: visitors read them too (152-ФЗ ст. 10.1 ч. 10)."""
    people = guard.people_in([*texts(publication), publication.photo_words])
    pictured = {person.pk for person in publication.pictured.all()} if publication.photo else set()
    return guard.terms_of(people | pictured)


def texts(publication: Publication) -> list[str]:
    """Every word of it that goes out, those of its files and links too; the photo's are asked about by themselves."""
    files, material = publication.files.all(), publication.material
    words = [publication.title, *(text for part in parts(publication) for text in part)]
    links = material.link_list if material else []
    return [*words, *links, *(file.words for file in files), *(file.name for file in files)]


def parts(publication: Publication) -> list[tuple[str, str]]:
    """What is written, under its headings."""
    material = publication.material
    if material is None:
        return [("", publication.text)]
    described = [("", publication.text), ("", material.summary)]
    described += [(heading, getattr(material, name)) for name, heading in HEADINGS.items()]
    return [(heading, text) for heading, text in described if text]


def shown(publication: Publication, guard: Guard) -> Shown:
    """The publication as it goes out."""
    return Shown(
        publication,
        tuple(parts(publication)),
        tuple(_authors(publication.material, guard)) if publication.material else (),
        tuple(publication.material.link_list) if publication.material else (),
        tuple(publication.files.all()),
        f"photo-{publication.pk}.jpg" if publication.photo else "",
        tuple(terms(publication, guard)),
    )


def _authors(material: Material, guard: Guard) -> Iterator[str]:
    """Those authors who have permitted to be named as such, where the authors wish to be named at all."""
    if material.publishing != Material.Publishing.NAMED:
        return
    for person in material.authors.all():
        if guard.permits.allows(person.pk, Item.PRACTICE) and (words := _author(person, guard)):
            yield words


def _author(person: Person, guard: Guard) -> str:
    """The name, the post and the conditions of the consent; "" where nothing may be shown."""
    items, name, terms = guard.permits.of(person.pk), person.named, guard.permits.terms(person.pk)
    words = public_name(name.last_name, name.first_name, name.patronymic, items)
    if not words or not guard.passes(f"Условия согласия: {words}", terms):
        return ""
    post = f", {person.position}" if Item.POST in items and person.position else ""
    return f"{words}{post}{f' (условия: {terms})' if terms else ''}"
