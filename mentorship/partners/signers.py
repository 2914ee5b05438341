"""Who signs for the partner, as people type it: in the genitive, and of which sex. Plain Python: no Django here."""

import re
from collections.abc import Mapping

from mentorship.documents.grammar import decline_name, decline_position

PATRONYMICS = {
    "m": re.compile(r"\w{2}(?:ович|евич|ьич|мич|кич|тич|вич)$", re.IGNORECASE),
    "f": re.compile(r"\w(?:овна|евна|ична)$", re.IGNORECASE),
}
OBLIQUE = {
    "m": re.compile(r"\w(?:овича|евича|ьича|мича|кича|тича|вича)$", re.IGNORECASE),
    "f": re.compile(r"\w(?:овны|евны|ичны)$", re.IGNORECASE),
}


def sex_of(text: str) -> str:
    """m or f by the patronymic at the end of the words, «директора Сидоровой Анны Петровны»; empty without one."""
    return next(filter(None, (_sex(word, PATRONYMICS, OBLIQUE) for word in text.split()[-2:])), "")


def in_genitive(text: str) -> str | None:
    """«директора Сидоровой Анны Петровны», also where the nominative was typed; None where only its post has cases.

    A name without a patronymic has no certain sex, so nothing is guessed of it. What is no nominative stays as typed.
    """
    words = text.split()
    at = next((place for place in (len(words) - 2, len(words) - 1) if _is_patronymic(words, place)), None)
    if at is None:
        post = decline_position(text, "gen")
        return text if post == text else post if _is_post(words) else None
    begins = at - 2 if at == len(words) - 1 else at - 1  # «Сидорова Анна Петровна» or «Анна Петровна Сидорова»
    if begins < 0 or words[begins].islower():
        return None
    return " ".join([*_post(words[:begins]), _name(words[begins:], at - begins)])


def _is_patronymic(words: list[str], place: int) -> bool:
    return place >= 0 and bool(_sex(words[place], PATRONYMICS))


def _sex(word: str, *tables: Mapping[str, re.Pattern[str]]) -> str:
    return next((sex for table in tables for sex in "mf" if table[sex].search(word)), "")


def _is_post(words: list[str]) -> bool:
    """Whether no word looks like a name: a post alone, «директор школы»."""
    return not any(word[0].isupper() and not word.isupper() for word in words[1:])


def _post(words: list[str]) -> list[str]:
    return [decline_position(" ".join(words), "gen")] if words else []


def _name(words: list[str], at: int) -> str:
    """Surname, name and patronymic in their order; `at` is the place of the patronymic."""
    sex = _sex(words[at], PATRONYMICS)
    surname, name, patronymic = words if at == 2 else (words[2], words[0], words[1])
    first, _, rest = decline_name(surname, name, patronymic, sex, "gen").partition(" ")
    return f"{first} {rest}" if at == 2 else f"{rest} {first}"
