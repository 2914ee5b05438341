"""Which passwords somebody who knows the person and the house would guess. Plain Python: no database."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from mentorship.core.refusal import Violation
from mentorship.core.words.text import fold
from mentorship.regulation.limits import COMMON_SENSE

LIST = Path(__file__).resolve().parents[3] / "fixtures" / "passwords" / "guessable.txt"
SHORTEST, LONGEST = 12, 128  # signs
SHORTEST_WORD = 3  # shorter ones stand in everything
OF_ITS_OWN = 6  # so many different signs are left when all that can be guessed is taken away

RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
TYPED_LATIN = str.maketrans(RUSSIAN, LATIN_KEYS)
SPELT = dict(
    zip("абвгдезийклмнопрстуфцыэ", "abvgdeziyklmnoprstufcye", strict=True), ж="zh", х="kh", ц="ts", ч="ch", ш="sh"
) | {"щ": "sch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
# What many write otherwise: «Юлия» is «Julia» and «Iuliia» as well.
OTHERWISE = (("yu", "ju"), ("yu", "iu"), ("ya", "ja"), ("ya", "ia"), ("kh", "h"), ("ks", "x"), ("iy", "y"), ("zh", "j"))
YEARS = re.compile(r"(?:0?[1-9]|[12]\d|3[01])?[.\-/]?(?:0[1-9]|1[0-2])?[.\-/]?(?:19|20)\d\d")
RUNS = ("01234567890", "09876543210")


def address_violations(*, shown: str, now: str) -> Iterator[Violation]:
    """What is confirmed is the address that stands on the card at this moment."""
    if not now or shown != now:
        yield COMMON_SENSE.forbids(
            "accounts",
            f"Пока страница была открыта, адрес в карточке изменили: теперь {now or 'его нет'}",
            "Проверьте его и подтвердите ещё раз.",
        )


def length(password: str) -> int:
    """In signs; several spaces in a row are one."""
    return len(re.sub(r"\s+", " ", password))


def is_guessable(password: str, own: Iterable[str]) -> bool:
    """Nothing much is left without the words of the list, the `own` words of the person and the house, years, runs."""
    rest = fold(password)
    for word in sorted({*listed(), *spellings(own)}, key=lambda word: (-len(word), word)):
        rest = rest.replace(word, " ")
    rest = YEARS.sub(" ", rest)
    rest = re.sub(r"\d{3,}", lambda found: " " if any(found[0] in run for run in RUNS) else found[0], rest)
    return len({sign for sign in rest if sign.isalnum()}) < OF_ITS_OWN


def spellings(words: Iterable[str]) -> Iterator[str]:
    """Each word as it is, in Latin letters, and typed with the keyboard of the other language."""
    for word in words:
        plain = fold(word)
        if len(plain) < SHORTEST_WORD:
            continue
        yield plain
        yield plain.translate(TYPED_LATIN)
        spelt = "".join(SPELT.get(letter, letter) for letter in plain)
        yield spelt
        yield from (spelt.replace(usual, other) for usual, other in OTHERWISE if usual in spelt)
        if plain.isascii():
            yield plain.translate(str.maketrans(LATIN_KEYS, RUSSIAN)).replace("ё", "е")


@cache
def listed() -> frozenset[str]:
    """The list of the house in all spellings."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(spellings(word for line in lines if not line.startswith("#") for word in line.split()))
