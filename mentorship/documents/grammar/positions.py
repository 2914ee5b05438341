"""Positions: the head phrase of each part is declined, the tail after it is not."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from mentorship.documents.grammar.paradigms import CYRILLIC, in_letters_of, words

MORPH_CASES = {"gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
# «учитель физики, классный руководитель», «учитель (логопед)», «учитель - логопед»; quotes are opaque.
BOUNDARY = re.compile(r'(«[^»]*»|"[^"]*"|“[^”]*”|\s*[,;/()]\s*|\s*[–—]\s*|\s+-\s*|-\s+|\s+и\s+)')
TOKEN = re.compile(r"\s+|[^\s.]*\.|[^\s.]+")
# What is performed stands in the genitive already: «и.о. директора».
ACTING = re.compile(r"^(вр\.?\s*)?(и\.?\s?о\.|ио\b)|^врио\b", re.IGNORECASE)
# First parts of compounds that have no cases: «шеф-повару».
FIRST_PARTS = words("шеф пресс вице экс арт бизнес веб медиа обер генерал онлайн фото видео кино")
ATTRIBUTES = ("ADJF", "PRTF")
# An animate word that stands for a person or a place is no position.
PROPER = ("Name", "Surn", "Patr", "Geox", "Orgn")
LONGEST_ABBREVIATION = 3


def decline_position(title: str, case: str, forms: Mapping[str, str] | None = None) -> str:
    """«учителя математики»; `forms` holds whole titles by case."""
    if made := (forms or {}).get(case):
        return made
    return title if case == "nom" else _title(title, case)


@lru_cache(maxsize=8192)
def _title(title: str, case: str) -> str:
    pieces = BOUNDARY.split(title)
    return "".join(
        piece if index % 2 else _segment(piece, case, is_first=not index) for index, piece in enumerate(pieces)
    )


def _segment(text: str, case: str, *, is_first: bool) -> str:
    """One position; a later one must begin with somebody, for it may be a tail as well."""
    if ACTING.match(text.strip()):
        return text
    tokens = TOKEN.findall(text)
    places = [index for index, token in enumerate(tokens) if not token.isspace()]
    for place, reading in head_phrase([tokens[index] for index in places], is_anything=is_first).items():
        word = tokens[places[place]]
        core = word.rstrip(".:")
        tokens[places[place]] = _inflect(core, reading, case) + word[len(core) :]
    return "".join(tokens)


def head_phrase(row: list[str], *, is_anything: bool, number: str = "sing") -> dict[int, Any]:
    """Readings of the attributes and of the noun they end with, by place; adverbs are stepped over.

    They stand in the nominative of the `number`, sing or plur.
    """
    phrase: dict[int, Any] = {}
    for place, word in enumerate(row):
        after = row[place + 1] if place + 1 < len(row) else ""
        if word.endswith(".") and after:
            if phrase:  # «старший преп. кафедры»: the abbreviation is the head
                return phrase
            is_anything = False  # «ст. воспитатель» has a head after it, «зам. директора» has not
            continue
        if _is_adverb(word):
            continue
        reading = _reading(word, after, number)
        if reading is None:
            return {}
        phrase[place] = reading
        if reading.tag.POS == "NOUN" or not _nominatives(after, number):
            return phrase if is_anything or _is_somebody(reading) else {}
    return {}


def _is_somebody(reading: Any) -> bool:
    """A noun for a person, or a participle used as one: «заведующий»."""
    tag = reading.tag
    return (tag.POS == "NOUN" and "anim" in tag) or tag.POS == "PRTF" or "Subx" in tag


def _is_adverb(word: str) -> bool:
    return bool(CYRILLIC.match(word)) and _parses(word.lower())[0].tag.POS == "ADVB"


def _reading(word: str, after: str, number: str) -> Any:
    """An attribute when the next word goes on with the phrase, somebody otherwise."""
    return _best(_nominatives(word, number), is_attribute=bool(_nominatives(after, number)))


def _best(readings: tuple[Any, ...], *, is_attribute: bool) -> Any:
    wanted = [each for each in readings if (each.tag.POS in ATTRIBUTES) == is_attribute]
    living = [each for each in wanted if "anim" in each.tag]
    return next(iter(living or wanted or readings), None)


@lru_cache(maxsize=8192)
def _nominatives(text: str, number: str = "sing") -> tuple[Any, ...]:
    """Readings of a word, or of the last part of a compound, in the nominative of the number."""
    word = text.rstrip(".:").rpartition("-")[2]
    if not CYRILLIC.match(word) or len(word) < 2 or (word.isupper() and len(word) <= LONGEST_ABBREVIATION):
        return ()
    return tuple(
        each
        for each in _parses(word.lower())
        if each.tag.case == "nomn"
        and each.tag.number == number
        and each.tag.POS in ("NOUN", *ATTRIBUTES)
        and (each.is_known or not word.isupper())  # «УЧИТЕЛЬ», but not «ОБЗР»
        and not any(mark in each.tag for mark in ("Abbr", *PROPER))
    )


def _inflect(word: str, reading: Any, case: str) -> str:
    """Every part of a compound, the last by its reading: «педагогу-психологу», «шеф-повару»."""
    *first, last = word.split("-")
    parts = [_first_part(part, case) for part in first]
    return "-".join([*parts, _form(last, reading, case)])


def _first_part(part: str, case: str) -> str:
    reading = first_reading(part)
    return _form(part, reading, case) if reading else part


def first_reading(part: str) -> Any:
    """How the first part of a compound is read; None when it has no cases."""
    return None if part.lower() in FIRST_PARTS else _best(_nominatives(part), is_attribute=False)


def _form(word: str, reading: Any, case: str) -> str:
    tag = reading.tag
    grammemes = {MORPH_CASES[case], "sing"}
    if case == "acc" and tag.gender == "masc":  # whoever holds a position is alive
        grammemes = {"gent", "sing"}
    form = reading.inflect(grammemes)
    if form is None:
        return word
    # Printed as it was typed: «вахтер» — «вахтера».
    respelled = "ё" in reading.word and "ё" not in word.lower()
    return in_letters_of(word, form.word.replace("ё", "е") if respelled else form.word)


@lru_cache(maxsize=8192)
def _parses(word: str) -> list[Any]:
    parses: list[Any] = _morph().parse(word)
    return parses


@cache
def _morph() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
