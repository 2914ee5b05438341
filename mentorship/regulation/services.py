"""Changing the look of papers and their texts; editions are changed in `editions.py`."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.calendar.workdays import Move
from mentorship.core.history import erase, record
from mentorship.core.refusal import enforce
from mentorship.documents.layout import Profile
from mentorship.regulation.models import Institution, Wording
from mentorship.regulation.wording.texts import shipped, wrong_text
from mentorship.regulation.wording.titles import reworded, words_of


@transaction.atomic
def set_layout(place: Institution, *, facts: dict[str, Any], layout: dict[str, Any], by: Any) -> Institution:
    """Change the institution's facts and the look of its papers; only what differs from the usual is kept."""
    place = Institution.objects.select_for_update().get(pk=place.pk)
    before = {name: getattr(place, name) for name in (*facts, "layout")}
    kept = {name: value for name, value in place.layout.items() if name not in layout}
    own = {name: value for name, value in layout.items() if Profile.from_dict({name: value}) != Profile()}
    for name, value in {**facts, "layout": {**kept, **own}}.items():
        setattr(place, name, value)
    if before != {name: getattr(place, name) for name in before}:
        record(place, _changed(before, place), by)
    return place


def _changed(before: dict[str, Any], place: Institution) -> str:
    look = before["layout"] != place.layout
    facts = any(value != getattr(place, name) for name, value in before.items() if name != "layout")
    what = ["реквизиты учреждения"] * facts + ["оформление бумаг"] * look
    return f"Изменено: {' и '.join(what)}"


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
def set_week(place: Institution, *, days: int, by: Any) -> Institution:
    """Work five or six days a week (legal.md §9)."""
    place = Institution.objects.select_for_update().get(pk=place.pk)
    if place.six_days != (days == 6):
        place.six_days = days == 6
        record(place, f"Рабочая неделя: {days} дней", by)
    return place


@transaction.atomic
def set_year(place: Institution, *, year: int, act: str, moved: Iterable[Move], by: Any) -> Institution:
    """Enter or mend the days off that the government's act moves in a year."""
    place = Institution.objects.select_for_update().get(pk=place.pk)
    row = {"act": act, "moved": [[one.isoformat(), other.isoformat()] for one, other in moved]}
    place.day_moves = {**place.day_moves, str(year): row}
    record(place, f"Календарь на {year} год: переносов {len(row['moved'])}", by)
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
