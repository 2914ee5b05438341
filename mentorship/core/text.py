"""Text as people search for it and as numbers ask for it."""

import re


def fold(text: str) -> str:
    """Lower case, ё as е, single spaces: «Фёдорова  АННА» and «федорова анна» are the same."""
    return " ".join(text.lower().replace("ё", "е").split())


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of a noun after a number: 1 день, 2 дня, 5 дней."""
    tail = abs(number) % 100
    if 10 < tail < 20 or tail % 10 == 0 or tail % 10 > 4:
        return many
    return one if tail % 10 == 1 else few


def preposition(word: str, following: str) -> str:
    """«с» or «со», «о» or «об», as the word after it sounds: «со стажёром», «об ученике»."""
    if word.lower() == "с" and re.match(r"[сзшж][^аеёиоуыэюя]|щ", following.lower()):
        return word + "о"
    return word + "б" if word.lower() == "о" and re.match("[аиоуэ]", following.lower()) else word


def capital(text: str) -> str:
    """The text with a capital letter first; the rest stays: «МО наставников»."""
    return text[:1].upper() + text[1:]
