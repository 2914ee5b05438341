"""D46, the card of a best practice, and what a page of approval shows of any material (BNK-06)."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from mentorship.core.forms.shown import Shown
from mentorship.documents.shown import shown
from mentorship.documents.tree import Document, Fields, Heading
from mentorship.documents.wording import Value, Values, Words
from mentorship.library import queries
from mentorship.library.models import Material
from mentorship.library.rules import MOST_AUTHORS
from mentorship.pairs.values import pair_values
from mentorship.people.models import Person
from mentorship.people.names import paper_name
from mentorship.people.values import words_about
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import form_of_text, register_texts

PAPER = "D46"
TYPED = {
    "название практики": "title",
    "направление": "direction",
    "проблема": "problem",
    "идея": "idea",
    "этапы": "stages",
    "условия": "conditions",
    "изменения": "change",
    "результаты детей": "children",
    "результаты учреждения": "gains",
    "применение": "applicability",
    "риски": "risks",
}
SIGNED_BY_HAND = 2  # so many authors sign the blank form


def practices() -> QuerySet[Material]:
    """Practices with what their card tells."""
    return Material.objects.practices().with_people().order_by("pk")


def practice_values(material: Material | None, on: date) -> Values:
    """A practice for its card; lines and boxes to fill by hand without it."""
    values = pair_values(material.pair if material else None, on)
    return {**values, **(_told(material) if material else _blank())}


def _told(material: Material) -> dict[str, Value]:
    authors, pair = list(material.authors.all()), material.pair
    typed: dict[str, Value] = {name: getattr(material, field) or None for name, field in TYPED.items()}
    mentees = [mentee for mentee in pair.mentees if mentee not in authors] if pair else []
    return {
        **typed,
        **_signatures(authors),
        "авторы": _named(authors, material.outside),
        "пара": "да" if pair else "",
        "подпись наставляемого": "да" if mentees else "",
        "приложения": ", ".join([*(file.name for file in material.files.all()), *material.link_list]),
        "приложения от руки": "",
        "публикация": material.get_publishing_display(),
        "публикация от руки": "",
        "протокол": material.minutes or None,
        "утверждена": _approved(material),
    }


def _blank() -> dict[str, Value]:
    """In the empty form one decides by boxes."""
    signatures = {f"автор {number}": None if number <= SIGNED_BY_HAND else "" for number in range(1, MOST_AUTHORS + 1)}
    names = ("авторы", "пара", "подпись наставляемого", "приложения от руки", "публикация от руки", "протокол")
    said = {"приложения": "", "публикация": "", "утверждена": ""}
    return {**dict.fromkeys(TYPED), **signatures, **dict.fromkeys(names), **said}


def _signatures(authors: list[Person]) -> dict[str, Value]:
    first = institution().profile().initials_first
    names = [paper_name(author, initials_first=first) for author in authors]
    return {f"автор {number}": name for number, name in enumerate([*names, *[""] * MOST_AUTHORS][:MOST_AUTHORS], 1)}


def _named(authors: list[Person], outside: str) -> str | None:
    """The authors of the staff with their posts, then the others."""
    words = words_about("автор", authors)["автор с должностью"]
    named = words.form("nom") if authors and isinstance(words, Words) else ""
    return "; ".join(filter(None, [named, outside])) or None


def _approved(material: Material) -> str:
    if material.approved_on is None:
        return ""
    return f"{material.approved_on:%d.%m.%Y}, {material.approved_by}"


def shown_material(pk: int) -> Shown:
    """The material as the page of approval shows it, read anew."""
    material = Material.objects.with_people().get(pk=pk)
    if material.is_practice:
        return shown(form_of_text(PAPER, practice_values(material, timezone.localdate())), pk)
    authors = ", ".join(filter(None, [*(author.full_name for author in material.authors.all()), material.outside]))
    pairs = (
        ("Вид", material.kind_words),
        ("Авторы", authors),
        ("Кратко", material.summary),
        ("Уровень", material.level_words),
        ("Ссылки", ", ".join(material.link_list) or "нет"),
        ("Файлы", ", ".join(file.name for file in material.files.all()) or "нет"),
        ("Решение авторов о публикации", material.get_publishing_display()),
    )
    return shown(Document(material.title, (Heading(material.title), Fields(pairs))), pk)


def declare() -> None:
    register_texts(
        "material",
        values=practice_values,
        subjects=practices,
        find=queries.paper_practice,
        permission="library.paper",
    )
