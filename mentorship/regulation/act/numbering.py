"""The numbered clauses of a text of the Положение, as it prints."""

import re
from collections.abc import Iterator
from datetime import date

from mentorship.documents import tree
from mentorship.regulation.act.paper import version_paper
from mentorship.regulation.models import ActVersion

NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*)\.?\s+(?=\S)")


def clauses_of(document: tree.Document) -> list[tuple[str, str]]:
    """Each clause with its number and all that it says, its list too, in order; a section is one of its own."""
    found: list[tuple[str, str]] = []
    for number, words in _lines(document.blocks):
        if number:
            found.append((number, words))
        elif found:
            last, said = found[-1]
            found[-1] = (last, f"{said} {words}")
    return found


def numbers_of(version: ActVersion | None, on: date) -> frozenset[str] | None:
    """The numbers that a typed version has; None of a file, and where there is no version: they cannot be known."""
    if version is None or not version.body:
        return None
    return frozenset(number for number, _ in clauses_of(version_paper(version, on)))


def _lines(blocks: tuple[tree.Block, ...]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block:
            case tree.Paragraph() | tree.Heading():
                found = NUMBER.match(block.text)
                yield found[1] if found else "", block.text[found.end() :] if found else block.text
            case tree.Bullets():
                yield from (("", text) for text in block.texts)
            case tree.Items():
                yield from _items(block.items, "", block.start)


def _items(items: tuple[tree.Item, ...], prefix: str, start: int = 1) -> Iterator[tuple[str, str]]:
    for place, item in enumerate(items, start=start):
        yield f"{prefix}{place}", item.text
        yield from _items(item.children, f"{prefix}{place}.")
