"""Changing the institution's own words: how it calls people and its council, the texts of its papers."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.history import erase, record
from mentorship.core.refusal import enforce
from mentorship.regulation.models import Institution, Wording
from mentorship.regulation.wording.texts import shipped, wrong_text
from mentorship.regulation.wording.titles import reworded, words_of


@transaction.atomic
def set_words(place: Institution, *, typed: dict[str, str], by: Any) -> Institution:
    """How the institution calls a mentee and its council, in every case (CUR-10, MO-01)."""
    place = Institution.objects.select_for_update().get(pk=place.pk)
    changed = {name: value for name, value in reworded(place, typed).items() if value != getattr(place, name)}
    for name, value in changed.items():
        setattr(place, name, value)
    if changed:
        said = words_of(place)
        record(place, f"Изменены слова: {said.mentee}, {said.council}", by)
    return place


@transaction.atomic
def set_text(code: str, words: dict[str, str], *, by: Any, on: date) -> None:
    """The institution's own words of a paper; those equal to the shipped ones, or empty, are not kept."""
    text = shipped()[code]
    own = {name: "" if _same_lines(words[name], getattr(text, name)) else words[name] for name in words}
    changed: dict[str, Any] = {name: value for name, value in own.items() if value}
    enforce(wrong_text(replace(text, **changed), on))
    row = Wording.objects.select_for_update().filter(code=code).first()
    if not any(own.values()):
        return _forget(row, by)
    row = row or Wording(code=code)
    if row.pk and all(getattr(row, name) == value for name, value in own.items()):
        return None
    for name, value in own.items():
        setattr(row, name, value)
    return record(row, "Изменён текст бумаги", by)


@transaction.atomic
def reset_text(code: str, *, by: Any) -> None:
    """Back to the text of the program; the history keeps what was."""
    _forget(Wording.objects.select_for_update().filter(code=code).first(), by)


def _forget(row: Wording | None, by: Any) -> None:
    if row is not None:
        erase(row, "Возвращён текст программы", by)


def _same_lines(one: str, other: str) -> bool:
    """Empty lines and indents mean nothing in a text."""
    lines, others = ([line.strip() for line in text.splitlines() if line.strip()] for text in (one, other))
    return lines == others
