"""Every kind of paper the product prints, by its code D01… (spec/documents.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mentorship.documents.tree import Document


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: `build` makes it from a subject (None: empty, for handwriting), `sample` finds one."""

    code: str
    title: str
    build: Callable[[Any], Document]
    sample: Callable[[], Any]


PAPERS: dict[str, Paper] = {}


def register(code: str, title: str, *, build: Callable[[Any], Document], sample: Callable[[], Any]) -> None:
    """Make a paper known to `manage.py papers` and `manage.py paper`."""
    PAPERS[code] = Paper(code, title, build, sample)


def papers() -> list[Paper]:
    """All papers in the order of their codes."""
    return [PAPERS[code] for code in sorted(PAPERS)]
