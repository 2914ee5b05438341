"""A role or a body in every case, singular and plural: «стажёр», «школьный методический совет наставников»."""

from functools import lru_cache
from typing import Any

from mentorship.core.words.titles import CASES, Term
from mentorship.documents.grammar.paradigms import in_letters_of
from mentorship.documents.grammar.positions import BOUNDARY, MORPH_CASES, TOKEN, first_reading, head_phrase


@lru_cache(maxsize=64)
def decline_term(title: str, *, alive: bool, plural: bool = False) -> Term:
    """All six cases of the title; the plural begins with «стажёры». What no rule can decline stays as it is."""
    return Term(*(_title(title, case, alive, plural) for case in CASES))


def _title(title: str, case: str, alive: bool, plural: bool) -> str:
    """The head phrase of each part between commas and brackets: «объединения (совета) наставников»."""
    if case == "nom" and not plural:
        return title
    pieces = BOUNDARY.split(title)
    return "".join(piece if index % 2 else _piece(piece, case, alive, plural) for index, piece in enumerate(pieces))


def _piece(text: str, case: str, alive: bool, plural: bool) -> str:
    tokens = TOKEN.findall(text)
    places = [index for index, token in enumerate(tokens) if not token.isspace()]
    for place, reading in head_phrase([tokens[index] for index in places], is_anything=True).items():
        *first, last = tokens[places[place]].split("-")
        parts = [*((part, first_reading(part)) for part in first), (last, reading)]
        tokens[places[place]] = "-".join(_form(part, how, case, alive, plural) for part, how in parts)
    return "".join(tokens)


def _form(word: str, reading: Any, case: str, alive: bool, plural: bool) -> str:
    if reading is None:
        return word
    if case == "acc" and (plural or reading.tag.gender == "masc"):  # вижу стажёра, но совет
        case = "gen" if alive else "nom"
    form = reading.inflect({MORPH_CASES.get(case, "nomn"), "plur" if plural else "sing"})
    if form is None:
        return word
    respelled = "ё" in reading.word and "ё" not in word.lower()
    return in_letters_of(word, form.word.replace("ё", "е") if respelled else form.word)
