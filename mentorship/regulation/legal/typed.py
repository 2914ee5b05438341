"""What people type of an act, made as papers print it. Plain Python: no Django here."""

import re

from mentorship.documents.grammar import genitive

SIGN = re.compile(r"^(?:№|N(?=\s))\s*", re.IGNORECASE)
SHORTENED = re.compile(r"(?:Рос(?!си)|Мин(?!истерств))[а-яё]+\b")  # «Роструд», «Минфин»
CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")
MARKS = str.maketrans("“”„", '"""')
PAIR = re.compile(r'"([^"]*)"')
INNER = str.maketrans("«»", "„“")


def number(text: str) -> str:
    """«№ 5» without its sign: papers put it there themselves."""
    while found := SIGN.match(text):
        text = text[found.end() :]
    return text


def title(text: str) -> str:
    """A title without the marks around the whole; those inside become „…“, as the outer ones are «…»."""
    bare = text.translate(MARKS).strip()
    for first, last in ("«»", '""'):
        if _encloses(bare, first, last):
            bare = bare[1:-1].strip()
    if bare.count("«") != bare.count("»"):
        bare = bare.strip("«» ")
    return PAIR.sub(r"„\1“", bare).translate(INNER)


def issuer(text: str) -> str:
    """Whose act it is, in the genitive, also where the nominative was typed: «Министерства», «Роструда»."""
    if found := SHORTENED.match(text):
        return found[0] + ("а" if CONSONANT.search(found[0]) else "") + text[found.end() :]
    return genitive(text)


def _encloses(text: str, first: str, last: str) -> bool:
    """Whether the first mark and the last one are a pair around everything else."""
    if len(text) < 2 or not (text[0] == first and text[-1] == last):
        return False
    if first == last:
        return text.count(first) == 2
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == first) - (sign == last)
        if depth == 0:
            return place == len(text) - 1
    return False
