"""Endings of the five oblique cases and the way a word takes them."""

import re
from typing import NamedTuple

CASES = ("nom", "gen", "dat", "acc", "ins")
ALL_CASES = (*CASES, "loc")
VOWELS = "аеёиоуыэюя"
CYRILLIC = re.compile(r"^[\u0400-\u04ff]+(?:['’][\u0400-\u04ff]+)*$")


def words(text: str) -> frozenset[str]:
    """A table of words, written as one line."""
    return frozenset(text.split())


class Endings(NamedTuple):
    gen: str
    dat: str
    acc: str
    ins: str
    loc: str


def _row(endings: str) -> Endings:
    return Endings(*endings.split())


HARD = _row("а у а ом е")  # Прокопчук
HISSING = _row("а у а ем е")  # Шац, Бабич: no stress on the ending
SOFT = _row("я ю я ем е")  # Гоголь, Цой
SOFT_STRESSED = _row("я ю я ём е")  # Король, Соловей
SOFT_IY = _row("я ю я ем и")  # Юрий
POSSESSIVE = _row("а у а ым е")  # Петров
POSSESSIVE_SHE = _row("ой ой у ой ой")  # Петрова
POSSESSIVE_IY = _row("ьего ьему ьего ьим ьем")  # Медвежий
ADJECTIVE = _row("ого ому ого ым ом")  # Толстой
ADJECTIVE_VELAR = _row("ого ому ого им ом")  # Горький
ADJECTIVE_SOFT = _row("его ему его им ем")  # Рабочий
ADJECTIVE_SHE = _row("ой ой ую ой ой")  # Толстая
ADJECTIVE_SHE_HISSING = _row("ей ей ую ей ей")  # Рабочая
ADJECTIVE_SHE_SOFT = _row("ей ей юю ей ей")  # Синяя
A = _row("ы е у ой е")  # Калина
A_VELAR = _row("и е у ой е")  # Сорока
A_HISSING = _row("и е у ей е")  # Груша
A_TS = _row("ы е у ей е")  # Птица
YA = _row("и е ю ей е")  # Зоря
YA_STRESSED = _row("и е ю ёй е")  # Илья
IYA = _row("и и ю ей и")  # Берия
THIRD = _row("и и ь ью и")  # Нинель


class Shape(NamedTuple):
    """How a word of some look is declined: its last `cut` letters give way to `add` and an ending."""

    pattern: re.Pattern[str]
    cut: int
    endings: Endings | None  # None: the word has no cases
    add: str = ""


def shape(pattern: str, cut: int = 0, endings: Endings | None = None, add: str = "") -> Shape:
    return Shape(re.compile(pattern), cut, endings, add)


def oblique(word: str, shapes: tuple[Shape, ...]) -> Endings | None:
    """The five forms by the first shape that fits."""
    lower = word.lower()
    found = next((each for each in shapes if each.pattern.search(lower)), None)
    if found is None or found.endings is None:
        return None
    return attach(word[: len(word) - found.cut] + found.add, found.endings, like=word)


def attach(stem: str, endings: Endings, *, like: str) -> Endings:
    """The stem with every ending, in capitals if the word `like` is."""
    forms = (stem + ending for ending in endings)
    return Endings(*(form.upper() for form in forms) if like.isupper() else forms)


def in_letters_of(word: str, text: str) -> str:
    """The text as the word is typed: «лев», «Лев» or «ЛЕВ»."""
    if word.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if word[:1].isupper() else text
