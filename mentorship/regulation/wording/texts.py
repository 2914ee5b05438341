"""The texts of papers and orders: shipped in `fixtures/papers`, replaced by the institution's own.

A file has header lines `key: value`, then `===`, then the text (see `documents.markup`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from mentorship.core.reading import read_once
from mentorship.core.refusal import Violation
from mentorship.documents import catalogue
from mentorship.documents.markup import mistakes, parse
from mentorship.documents.tree import Document
from mentorship.documents.wording import CONDITION, Values, named, unknown
from mentorship.regulation.act.marks import marked
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.models import Edition, Wording
from mentorship.regulation.queries import look

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "papers"
SUBJECTS: dict[str, Callable[[Any, date], Values]] = {}
# What the text of an order may say, by paper code and by the `[имя]` of the part: orders fill this in.
KNOWN: dict[str, Callable[[date, str], Values]] = {}
Build = Callable[[Any, date], Document]
PERSONAL = {
    "person", "dissemination", "withdrawal", "pair", "participation", "resignation", "replacement", "personal_file",
    "representation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """What a person chooses or types for a text: a role (one or many people), a date or words.

    `needs` names the switch of the edition without which nobody is asked.
    """

    key: str
    written: str
    kind: str  # person, people, date, tick, choice, text (one line), long (several), payment (counted when empty)
    needs: str = ""

    @classmethod
    def read(cls, text: str) -> "Field":
        key, _, rest = text.partition("=")
        label, _, kind = rest.rpartition("/")
        return cls(key.strip(), label.strip(), *kind.split())

    @property
    def label(self) -> str:
        return named(self.written)


@dataclass(frozen=True, slots=True)
class Task:
    """What the text of an order tells the person in a role to do by the day in a field (ORD-09)."""

    role: str
    term: str
    written: str

    @classmethod
    def read(cls, text: str) -> "Task":
        role, term, written = (part.strip() for part in text.split("/", 2))
        return cls(role, term, written)


@dataclass(frozen=True, slots=True)
class Text:
    """One text: `subject` says whose data fills it, or `kind` which order it words.

    `needs` names the switch of the edition without which the paper is not offered.
    """

    code: str
    label: str  # the title as written, placeholders and all
    body: str
    subject: str = ""
    kind: str = ""
    heading: str = ""
    preamble: str = ""
    control: str = ""
    journal: str = ""
    landscape: bool = False
    typed: bool = False
    permission: str = ""
    needs: str = ""
    fields: tuple[Field, ...] = ()
    tasks: tuple[Task, ...] = ()
    appendices: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title in the institution's own words."""
        return named(self.label)

    @property
    def is_order(self) -> bool:
        """An order has a heading, bases, numbered items and a control item of its own."""
        return bool(self.kind or self.heading)

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The body cut at its `[имя]` lines; what stands before the first one is unnamed."""
        cut: list[tuple[str, list[str]]] = [("", [])]
        for line in self.body.splitlines():
            if (
                line.startswith("[")
                and line.rstrip().endswith("]")
                and line.strip() != "[]"
                and not CONDITION.match(line)
            ):
                cut.append((line.strip()[1:-1], []))
            else:
                cut[-1][1].append(line)
        return [(name, "\n".join(lines)) for name, lines in cut if any(map(str.strip, lines))]


@cache
def shipped() -> dict[str, Text]:
    """The texts that this version ships, by code."""
    files = {path.stem.partition("-")[0]: path for path in sorted(FOLDER.glob("D*-*.txt"))}
    return {code: read(code, path.read_text(encoding="utf-8")) for code, path in files.items()}


def read(code: str, source: str) -> Text:
    """A text from its file."""
    head, _, body = source.partition("\n===\n")
    given = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    return Text(
        code=code,
        label=given.pop("title"),
        body=body.strip(),
        landscape=given.pop("landscape", "") == "yes",
        typed=given.pop("typed", "") == "yes",
        fields=tuple(Field.read(part) for part in given.pop("fields", "").split(";") if part.strip()),
        tasks=tuple(Task.read(part) for part in given.pop("tasks", "").split(";") if part.strip()),
        appendices=tuple(given.pop("appendices", "").split()),
        **given,
    )


def groups() -> list[tuple[str, list[Text]]]:
    """All texts by what they are: orders, what people write and fill in, the rest."""
    texts = list(shipped().values())
    orders = [text for text in texts if text.is_order]
    personal = [text for text in texts if not text.is_order and text.subject in PERSONAL]
    rest = [text for text in texts if text not in orders and text not in personal]
    return [
        ("Приказы", orders),
        ("Заявления, согласия и анкеты", personal),
        ("Положение, планы, протоколы", rest),
    ]


def unneeded(edition: Edition) -> set[str]:
    """The papers of what this edition does not have, such as the council (MO-01): nobody is offered them."""
    return {text.code for text in shipped().values() if text.needs and not getattr(edition, text.needs)}


def asked(text: Text, edition: Edition) -> list[Field]:
    """What a form asks for this text under the edition."""
    return [field for field in text.fields if not field.needs or getattr(edition, field.needs)]


def own_codes() -> set[str]:
    """The papers that the institution words itself."""
    return set(Wording.objects.values_list("code", flat=True))


@read_once
def text_of(code: str) -> Text:
    """The text as this institution words it."""
    text, own = shipped()[code], Wording.objects.filter(code=code).first()
    if own is None:
        return text
    changed = {name: getattr(own, name) for name in ("heading", "preamble", "body", "control") if getattr(own, name)}
    return replace(text, **changed)


def register_texts(
    subject: str,
    *,
    values: Callable[[Any, date], Values],
    subjects: Callable[[], QuerySet[Any]],
    find: Callable[[Any, int, str], Any],
    permission: str,
    builders: Mapping[str, Build] | None = None,
    coded: Callable[[Any], bool] = bool,
) -> None:
    """Make every text about such a subject a paper of the catalogue; `values` must know its keys without one.

    A paper among `builders` is made by its own function instead of by its text.
    """
    made = builders or {}
    SUBJECTS[subject] = values
    for text in shipped().values():
        if text.subject == subject:
            build = made.get(text.code) or _builder(text.code, values)
            catalogue.register(
                text.code,
                text.label,
                build=build,
                subjects=subjects,
                find=find,
                permission=text.permission or permission,
                coded=coded,
            )


def _builder(code: str, values: Callable[[Any, date], Values]) -> Build:
    return lambda subject, on: form_of_text(code, values(subject, on), blank=subject is None)


def form_of_text(code: str, values: Values, *, blank: bool = False) -> Document:
    """The text of a paper filled with the values; `blank` makes a form to fill by hand."""
    text = text_of(code)
    body = marked(text.body, (), look)
    return Document(text.title, parse(body, values, blank=blank), text.landscape)


def known_words(code: str, on: date, section: str = "") -> Values:
    """Every placeholder that this text may use, in a part of an order: those of the part too."""
    return KNOWN[code](on, section) if code in KNOWN else SUBJECTS[shipped()[code].subject](None, on)


def placeholders(code: str, on: date) -> list[tuple[str, list[str]]]:
    """What this text may use: everywhere, then in each of its `[имя]` parts besides."""
    common = known_words(code, on)
    parts = [name for name, _ in shipped()[code].sections if name] if code in KNOWN else []
    rows = [("", list(common))]
    rows += ((part, [name for name in known_words(code, on, part) if name not in common]) for part in parts)
    return [(part, names) for part, names in rows if names]


def wrong_text(text: Text, on: date) -> list[Violation]:
    """Everything that would print wrong: unknown placeholders, unknown parts of an order, tables that do not add up."""
    known = known_words(text.code, on)
    found = [wrong for part in (text.heading, text.preamble, text.control) for wrong in unknown_words(part, known)]
    if text.code not in KNOWN:
        return [*found, *unknown_words(text.body, known), *_broken(() if text.is_order else mistakes(text.body))]
    parts = [name for name, _ in shipped()[text.code].sections if name]
    for name, lines in text.sections:
        if name and name not in parts:
            found.append(_strange_part(name, parts))
        else:
            found += unknown_words(lines, known_words(text.code, on, name))
    return found


def _broken(sentences: Iterable[str]) -> list[Violation]:
    fix = "Исправьте и сохраните ещё раз: всё набранное осталось в форме."
    return [
        COMMON_SENSE.forbids(
            "markup",
            sentence,
            fix,
        )
        for sentence in sentences
    ]


def _strange_part(name: str, parts: list[str]) -> Violation:
    named = ", ".join(f"[{part}]" for part in parts)
    fix = f"Оставьте только те, что были: {named}." if parts else "Уберите эту строку."
    return COMMON_SENSE.forbids(
        "markup",
        f"Строка [{name}] в тексте этого приказа ничего не значит",
        fix,
    )


def unknown_words(text: str, known: Values) -> list[Violation]:
    """A violation for each placeholder that nothing can fill, naming it."""
    return [
        COMMON_SENSE.forbids(
            "placeholder",
            f"В тексте есть {name}: программа не знает, что сюда подставить",
            "Проверьте, нет ли опечатки, или напишите вместо него сами слова.",
        )
        for name in unknown(text, known)
    ]
