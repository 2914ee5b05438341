"""A document as a page shows it before it is signed: its fingerprint and its lines."""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from hashlib import sha256
from typing import Any

from mentorship.core.forms.shown import Shown
from mentorship.documents import tree
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.html import numbered, preview
from mentorship.documents.tree import Document


def fingerprint(document: Document, *concerns: Any) -> str:
    """SHA-256 of the whole tree, and of what the signature will act on besides its words."""
    whole = [tree.to_json(document), *concerns]
    return sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def shown(document: Document, *concerns: Any, mark: str = "") -> Shown:
    """What the page shows; `mark` is the fingerprint of the whole, where this reader is shown less."""
    return Shown(mark or fingerprint(document, *concerns), tuple(lines(document)), preview(document))


def shown_paper(code: str, key: int, on: date) -> Shown:
    """The paper of the catalogue about the record, read anew, before somebody signs or accepts it."""
    kind = PAPERS[code]
    return shown(kind.build(kind.subjects().get(pk=key), on), key)


def lines(document: Document) -> Iterator[str]:
    """Every line that a reader reads, in order."""
    for block in document.blocks:
        yield from lines_of(block)


def lines_of(block: tree.Block) -> Iterator[str]:
    """Those of one block."""
    return filter(None, _lines(block))


def _lines(block: tree.Block) -> Iterator[str]:
    match block:
        case tree.Items():
            yield from (f"{number} {text}" for number, text in numbered(block.items, start=block.start))
        case tree.Table():
            yield from (" | ".join(row) for row in (block.headers, *block.rows))
        case tree.Fields():
            yield from (f"{label}: {value}" for label, value in block.pairs)
        case tree.Heading() | tree.Paragraph():
            yield block.text
        case _:
            for field in fields(block):
                value = getattr(block, field.name)
                yield from (text for text in ([value] if isinstance(value, str) else _texts(value)))


def _texts(value: Any) -> Iterator[str]:
    return (text for text in value if isinstance(text, str)) if isinstance(value, tuple) else iter(())
