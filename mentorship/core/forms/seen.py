"""A form of a record that others may change too: who saves it over a change that he has not seen is told what it was.

The form carries what the record said when the form was drawn; text that was kept carries what the record said when it
was typed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.forms import BoundField

from mentorship.core.forms.fields import Form
from mentorship.core.refusal import Refusal

NAME, SALT = "_seen", "core.seen"
CHANGED = (
    "Пока вы заполняли форму, запись изменил кто-то другой, поэтому ничего не записано. Что изменилось, показано выше, "
    "всё набранное осталось: сверьте и поправьте. Чтобы записать то, что стоит здесь, сохраните ещё раз."
)
EMPTY = "пусто"
Values = dict[str, list[str]]  # by field: what it holds, as a browser would send it


@dataclass(frozen=True, slots=True)
class Change:
    """A field that another has changed meanwhile, in words."""

    label: str
    before: str
    now: str


def values_of(form: Form, named: dict[str, Any]) -> Values:
    """What the form of the record shows before anybody types, of the fields that the record gives."""
    return {name: sorted(_plain(form[name])) for name in form.fields if name in named and not form[name].is_hidden}


def dump(values: Values) -> str:
    """What the hidden field carries."""
    return signing.dumps(values, salt=SALT, compress=True)


def load(carried: str | None) -> Values | None:
    """What the form was drawn from; None for a form that carries nothing, no fields for one that was not ours."""
    if carried is None:
        return None
    try:
        return signing.loads(carried, salt=SALT)
    except signing.BadSignature:
        return {}


def changes(form: Form, before: Values | None, now: Values) -> list[Change]:
    """What has been changed since the form was drawn."""
    if not before:
        return []
    return [
        Change(str(form[name].label), _words(form[name], before[name]), _words(form[name], now[name]))
        for name in now
        if name in before and before[name] != now[name]
    ]


def unless_changed(
    act: Callable[[dict[str, Any]], Any], before: Values | None, now: Values
) -> Callable[[dict[str, Any]], Any]:
    """The act, refused when the record is not what the form was drawn from; a form without the mark is not asked."""

    def asked(data: dict[str, Any]) -> Any:
        if before is not None and before != now:
            raise Refusal(CHANGED)
        return act(data)

    return asked


def _plain(bound: BoundField) -> Iterator[str]:
    value = bound.field.prepare_value(bound.initial)
    for one in value if isinstance(value, list | tuple | set) else [value]:
        if one is not None and one != "":
            yield f"{one:%d.%m.%Y}" if isinstance(one, date) else str(one)


def _words(bound: BoundField, values: list[str]) -> str:
    """What the page calls these values: a choice by its label, a tick by a word."""
    labels = {"True": "да", "False": "нет"}
    for value, label in getattr(bound.field, "choices", ()):
        grouped = label if isinstance(label, list | tuple) else [(value, label)]
        labels |= {str(key): str(word) for key, word in grouped}
    return ", ".join(labels.get(value, value) for value in values) or EMPTY
