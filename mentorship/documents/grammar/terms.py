"""A role, a body or an act in every case, singular and plural: «стажёр», «школьный методический совет наставников»."""

from functools import lru_cache
from typing import Any

from mentorship.core.words.titles import CASES, Term
from mentorship.documents.grammar.paradigms import in_letters_of
from mentorship.documents.grammar.positions import BOUNDARY, MORPH_CASES, TOKEN, first_reading, head_phrase

QUOTES = ("«", '"', "“")
MOST = 200  # terms that are remembered: the kinds of acts of a base and the words of the institution


@lru_cache(maxsize=MOST)
def decline_term(title: str, *, alive: bool, plural: bool = False) -> Term:
    """All six cases of the title; the plural begins with «стажёры». What no rule can decline stays as it is.

    A title that stands in the plural, «методические рекомендации», is declined in it.
    """
    return Term(*(_title(title, case, alive, plural) for case in CASES))


@lru_cache(maxsize=MOST)
def genitive(title: str) -> str:
    """The genitive of what is named in the nominative singular; what stands in another form stays: «отдела школ»."""
    return _title(title, "gen", alive=False, plural=False, many=False)


def _title(title: str, case: str, alive: bool, plural: bool, many: bool = True) -> str:
    """The head phrase of each part between commas and brackets: «объединения (совета) наставников».

    With `many` it may stand in the plural, a later part only after parts without a tail: «правила и требования», but
    not «министерство образования, науки».
    """
    if case == "nom" and not plural:
        return title
    pieces = BOUNDARY.split(title)
    for index, piece in enumerate(pieces):
        if index % 2:
            many = many and not piece.startswith(QUOTES)
        else:
            pieces[index], many = _piece(piece, case, alive, plural, many)
    return "".join(pieces)


def _piece(text: str, case: str, alive: bool, plural: bool, many: bool) -> tuple[str, bool]:
    """The part in its case, and whether the next one may be a plural of the same row."""
    tokens = TOKEN.findall(text)
    places = [index for index, token in enumerate(tokens) if not token.isspace()]
    words = [tokens[index] for index in places]
    one = head_phrase(words, is_anything=True)
    found = one or (head_phrase(words, is_anything=True, number="plur") if many else {})
    number = "plur" if plural or not one else "sing"
    for place, reading in found.items():
        *first, last = tokens[places[place]].split("-")
        parts = [*((part, first_reading(part)) for part in first), (last, reading)]
        tokens[places[place]] = "-".join(_form(part, how, case, alive, number) for part, how in parts)
    return "".join(tokens), many and len(found) == len(words)


def _form(word: str, reading: Any, case: str, alive: bool, number: str) -> str:
    if reading is None:
        return word
    if case == "acc" and (number == "plur" or reading.tag.gender == "masc"):  # вижу стажёра, но совет
        case = "gen" if alive else "nom"
    form = reading.inflect({MORPH_CASES.get(case, "nomn"), number})
    if form is None:
        return word
    respelled = "ё" in reading.word and "ё" not in word.lower()
    return in_letters_of(word, form.word.replace("ё", "е") if respelled else form.word)
