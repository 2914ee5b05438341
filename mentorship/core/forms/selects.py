"""A select of hundreds of records: by their names, without making the records."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe

from mentorship.core.forms.fields import parse_keys


class LongSelect(forms.Select):
    """The options are written in one go, not each by a template of its own.

    `offer` names the records by their keys; it is given the keys asked for already, so as not to leave those out.
    """

    offer: Callable[[list[int]], Iterable[tuple[int, str]]]

    def __init__(self, empty: str) -> None:
        super().__init__()
        self.empty = empty

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        asked = self.format_value(value)
        options = "\n".join(
            f'<option value="{key}"{" selected" if str(key) in asked else ""}>{escape(label)}</option>'
            for key, label in (("", self.empty), *self.offer(parse_keys(asked)))
        )
        return mark_safe(f"<select{flatatt(self.build_attrs({'name': name}, attrs))}>\n{options}\n</select>")
