"""The texts of papers and orders: shipped in `fixtures/papers`, replaced by the institution's own.

A file has header lines `key: value`, then `===`, then the text (see `documents.markup`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from mentorship.documents import catalogue
from mentorship.documents.markup import parse
from mentorship.documents.tree import Document
from mentorship.documents.wording import Values, unknown
from mentorship.regulation.clauses import Violation
from mentorship.regulation.models import Wording

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "papers"
SUBJECTS: dict[str, Callable[[Any, date], Values]] = {}


@dataclass(frozen=True, slots=True)
class Field:
    """What a person chooses or types for a text: a role (one or many people), a date or words."""

    key: str
    label: str
    kind: str  # person, people, date, text

    @classmethod
    def read(cls, text: str) -> "Field":
        key, _, rest = text.partition("=")
        label, _, kind = rest.rpartition("/")
        return cls(key.strip(), label.strip(), kind.strip())


@dataclass(frozen=True, slots=True)
class Text:
    """One text: `subject` says whose data fills it, or `kind` which order it words."""

    code: str
    title: str
    body: str
    subject: str = ""
    kind: str = ""
    heading: str = ""
    preamble: str = ""
    control: str = ""
    journal: str = ""
    landscape: bool = False
    typed: bool = False
    fields: tuple[Field, ...] = ()
    appendices: tuple[str, ...] = ()

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The body cut at its `[имя]` lines; what stands before the first one is unnamed."""
        cut: list[tuple[str, list[str]]] = [("", [])]
        for line in self.body.splitlines():
            if line.startswith("[") and line.rstrip().endswith("]") and line.strip() != "[]":
                cut.append((line.strip()[1:-1], []))
            else:
                cut[-1][1].append(line)
        return [(name, "\n".join(lines)) for name, lines in cut if any(map(str.strip, lines))]


@cache
def shipped() -> dict[str, Text]:
    """The texts that this version ships, by code."""
    return {path.stem: read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("D*.txt"))}


def read(code: str, source: str) -> Text:
    """A text from its file."""
    head, _, body = source.partition("\n===\n")
    given = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    return Text(
        code=code,
        body=body.strip(),
        landscape=given.pop("landscape", "") == "yes",
        typed=given.pop("typed", "") == "yes",
        fields=tuple(Field.read(part) for part in given.pop("fields", "").split(";") if part.strip()),
        appendices=tuple(given.pop("appendices", "").split()),
        **given,
    )


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
) -> None:
    """Make every text about such a subject a paper of the catalogue; `values` must know its keys without one."""
    SUBJECTS[subject] = values
    for text in shipped().values():
        if text.subject == subject:
            build = _builder(text.code, values)
            catalogue.register(text.code, text.title, build=build, subjects=subjects, find=find, permission=permission)


def _builder(code: str, values: Callable[[Any, date], Values]) -> Callable[[Any, date], Document]:
    def build(subject: Any, on: date) -> Document:
        text = text_of(code)
        return Document(text.title, parse(text.body, values(subject, on)), text.landscape)

    return build


def unknown_words(text: str, known: Values) -> list[Violation]:
    """A violation for each placeholder that nothing can fill, naming it."""
    return [
        Violation(
            "placeholder", "", f"В тексте есть {name}: программа не знает, что сюда подставить",
            "Проверьте, нет ли опечатки, или напишите вместо него сами слова.",
        )
        for name in unknown(text, known)
    ]  # fmt: skip
