"""No blind signature: a form carries what was shown of a document; of a changed one it tells what, and asks again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import QueryDict
from django.utils.safestring import SafeString

from mentorship.core.refusal import Refusal
from mentorship.core.words.comparison import Line, changed_lines

NAME, SALT = "_shown", "core.shown"
CHANGED = (
    "Пока страница была открыта, документ изменился, поэтому ничего не записано. Что изменилось, показано ниже: "
    "проверьте и подтвердите ещё раз. Всё, что вы набрали, осталось."
)
NOT_SHOWN = "Сначала прочитайте документ на этой странице и подтвердите ещё раз. Ничего не записано."


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as a page shows it: the fingerprint of all of it, its lines to compare, how it looks."""

    mark: str
    lines: tuple[str, ...]
    page: SafeString


@dataclass(frozen=True, slots=True)
class Before:
    """What the sent form was drawn from; without a mark nothing was shown."""

    mark: str = ""
    lines: tuple[str, ...] = ()


def require(seen: str | None, mark: str, *, changed: str = CHANGED) -> None:
    """Refuse unless the document is what was shown; None: the program itself acts, nobody has looked at a page."""
    if seen is not None and seen != mark:
        raise Refusal(changed if seen else NOT_SHOWN)


def read(post: QueryDict, name: str = NAME) -> Before:
    """What the form carried; a forged or missing one has shown nothing. `name` where a form shows several."""
    try:
        mark, lines = signing.loads(post.get(name, ""), salt=SALT)
    except signing.BadSignature:
        return Before()
    return Before(mark, tuple(lines))


def seen_by(act: Callable[[dict[str, Any]], Any], before: Before) -> Callable[[dict[str, Any]], Any]:
    """The act with the mark of what was shown: the service compares it under its locks."""
    return lambda data: act({**data, "seen": before.mark})


def context(now: Shown, before: Before) -> dict[str, Any]:
    """For the page: the document, what the form carries, and what has changed since the form was drawn."""
    changed = bool(before.mark) and before.mark != now.mark
    lines: list[Line] = changed_lines(before.lines, now.lines) if changed else []
    carried = signing.dumps((now.mark, now.lines), salt=SALT, compress=True)
    return {"paper": now.page, "shown": carried, "has_changed": changed, "changed_lines": lines}
