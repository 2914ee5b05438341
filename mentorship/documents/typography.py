"""Lines do not break between «№» and its number, «с.» and the village, a day and its month."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from mentorship.documents.tree import Document

NBSP = "\N{NO-BREAK SPACE}"
TIED = re.compile(r"(№|\b(?:ст|п|пп|с|г|д|ул|пос|дер|пр|гл|стр)\.|«\d{1,2}»)[ ](?=[\w«])")
YEAR = re.compile(r"(\d{4})[ ](?=г\.)")


def tie(text: str) -> str:
    """The text with no-break spaces where a line must not break."""
    return YEAR.sub(rf"\1{NBSP}", TIED.sub(rf"\1{NBSP}", text))


def tied(document: Document) -> Document:
    """The document with every text of its blocks tied."""
    return replace(document, blocks=tuple(_tied(block) for block in document.blocks))


def _tied(value: Any) -> Any:
    if isinstance(value, str):
        return tie(value)
    if isinstance(value, tuple):
        return tuple(_tied(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _tied(getattr(value, field.name)) for field in fields(value)})
    return value
