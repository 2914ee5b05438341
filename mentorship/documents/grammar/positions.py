"""Positions: the head phrase of each part is declined, the tail after it is not."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from mentorship.documents.grammar.paradigms import CYRILLIC, in_letters_of

MORPH_CASES = {"gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
# «учитель физики, классный руководитель», «учитель (логопед)», «учитель - логопед»; quotes are opaque.
BOUNDARY = re.compile(r'(«[^»]*»|"[^"]*"|“[^”]*”|\s*[,;/()]\s*|\s+[-–—]\s+|\s+и\s+)')
TOKEN = re.compile(r"\s+|[^\s.]*\.|[^\s.]+")
# What is performed stands in the genitive already: «и.о. директора».
ACTING = re.compile(r"^(вр\.?\s*)?(и\.?\s?о\.|ио\b)|^врио\b", re.IGNORECASE)
# First parts of compounds that have no cases: «шеф-повару».
FIRST_PARTS = frozenset("шеф пресс вице экс арт бизнес веб медиа обер генерал онлайн фото видео кино".split())
ATTRIBUTES = ("ADJF", "PRTF")
# An animate word that stands for a person or a place is no position.
PROPER = ("Name", "Surn", "Patr", "Geox", "Orgn")
LONGEST_ABBREVIATION = 4


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
    """One position: adverbs and abbreviations, attributes in the case, the noun in the case, the tail.

    Any noun heads the first segment; a later one must begin with somebody, for it may be a tail as well.
    """
    if ACTING.match(text.strip()):
        return text
    tokens = TOKEN.findall(text)
    words = [index for index, token in enumerate(tokens) if not token.isspace()]
    strict = not is_first
    declined: dict[int, str] = {}
    for index, following in zip(words, [*words[1:], None], strict=True):
        token = tokens[index]
        if token.endswith(".") and following is not None:
            strict = True  # «ст. воспитатель», but «зам. директора»
            continue
        core = token.rstrip(".:")
        if _is_adverb(core):
            continue
        after = tokens[following] if following is not None else ""
        reading = _reading(core, after)
        if reading is None:
            break
        declined[index] = _inflect(core, reading, case) + token[len(core) :]
        if reading.tag.POS == "NOUN" or not _continues(after):
            if strict and not _is_somebody(reading):
                return text
            break
    else:
        if strict:
            return text
    if strict and not declined:
        return text
    return "".join(declined.get(index, token) for index, token in enumerate(tokens))


def _is_somebody(reading: Any) -> bool:
    """A noun for a person, or a participle used as one: «заведующий»."""
    tag = reading.tag
    return (tag.POS == "NOUN" and "anim" in tag) or tag.POS == "PRTF" or "Subx" in tag


def _is_adverb(word: str) -> bool:
    return bool(CYRILLIC.match(word)) and _parses(word.lower())[0].tag.POS == "ADVB"


def _continues(word: str) -> bool:
    """Whether the next word goes on with the phrase, so that an attribute is not its head."""
    return bool(_nominatives(word.rstrip(".:").rpartition("-")[2]))


def _reading(word: str, after: str) -> Any:
    """The reading of a word, of the last part of a compound: an attribute before a noun, somebody otherwise."""
    readings = _nominatives(word.rpartition("-")[2])
    return _best(readings, is_attribute=_continues(after))


def _best(readings: tuple[Any, ...], *, is_attribute: bool) -> Any:
    wanted = [each for each in readings if (each.tag.POS in ATTRIBUTES) == is_attribute]
    living = [each for each in wanted if "anim" in each.tag]
    return next(iter(living or wanted or readings), None)


@lru_cache(maxsize=8192)
def _nominatives(word: str) -> tuple[Any, ...]:
    """Readings in the nominative singular; an abbreviation has none."""
    if not CYRILLIC.match(word) or len(word) < 2 or (word.isupper() and len(word) <= LONGEST_ABBREVIATION):
        return ()
    return tuple(
        each
        for each in _parses(word.lower())
        if each.tag.case == "nomn"
        and each.tag.number == "sing"
        and each.tag.POS in ("NOUN", *ATTRIBUTES)
        and not any(mark in each.tag for mark in ("Abbr", *PROPER))
    )


def _inflect(word: str, reading: Any, case: str) -> str:
    """Every part of a compound, the last by its reading: «педагогу-психологу», «шеф-повару»."""
    *first, last = word.split("-")
    parts = [_first_part(part, case) for part in first]
    return "-".join([*parts, _form(last, reading, case)])


def _first_part(part: str, case: str) -> str:
    if part.lower() in FIRST_PARTS:
        return part
    reading = _best(_nominatives(part), is_attribute=False)
    return _form(part, reading, case) if reading else part


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
