"""A form of a record that others may change too: who saves it over a change that he has not seen is told first."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.http import QueryDict

from mentorship.core.refusal import Refusal

CHANGED = (
    "Пока вы заполняли форму, запись изменил кто-то другой. Откройте её в соседней вкладке и сверьте; "
    "чтобы записать то, что стоит здесь, сохраните ещё раз."
)


def mark(shown: Mapping[str, Any]) -> str:
    """What the hidden field carries: the record as the form shows it."""
    return sha256(repr(sorted(shown.items())).encode()).hexdigest()[:32]


def unless_changed(act: Callable[[dict[str, Any]], Any], post: QueryDict, now: str) -> Callable[[dict[str, Any]], Any]:
    """The act, refused when the record is not what the form was drawn from; a form without the mark is not asked."""

    def asked(data: dict[str, Any]) -> Any:
        if post.get("_seen", now) != now:
            raise Refusal(CHANGED)
        return act(data)

    return asked
