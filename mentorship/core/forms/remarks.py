"""What is worth a look in a typed text: said beside the form and after it is saved, never a reason to refuse.

A field says that it `cites`; the room that knows what may be cited installs who tells.
"""

from collections.abc import Callable
from datetime import date

from mentorship.core.forms.fields import CleanField, Form

Tell = Callable[[str, date], list[str]]


def _silent(text: str, day: date) -> list[str]:
    return []


_tells: list[Tell] = [_silent]


def install(tell: Tell) -> None:
    """Who tells of a text what is worth a look on the day: sentences."""
    _tells[:] = [tell]


def of(form: Form, day: date) -> list[str]:
    """What is told of everything that stands in the citing fields of the form, with the name of the field."""
    citing = [form[name] for name, field in form.fields.items() if isinstance(field, CleanField) and field.cites]
    return [f"{bound.label}. {words}" for bound in citing for words in _tells[0](str(bound.value() or ""), day)]
