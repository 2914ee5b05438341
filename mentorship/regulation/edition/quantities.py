"""Numbers that words of a clause name: «не больше трёх человек», «до одного года». Plain Python: no Django here."""

import re
from collections.abc import Iterator

STEMS = {
    1: "од(?:ин|на|но|ного|ной|ну|ному|ним)", 2: "дв(?:а|е|ух|ум|умя)", 3: "тр(?:и|[её]х|[её]м)",
    4: "четыр(?:е|[её]х|[её]м)",
    5: "пят(?:ь|и)", 6: "шест(?:ь|и)", 7: "сем(?:ь|и)", 8: "вос(?:емь|ьми)", 9: "девят(?:ь|и)", 10: "десят(?:ь|и)",
    11: "одиннадцат(?:ь|и)", 12: "двенадцат(?:ь|и)", 14: "четырнадцат(?:ь|и)", 15: "пятнадцат(?:ь|и)",
    18: "восемнадцат(?:ь|и)", 20: "двадцат(?:ь|и)", 24: "двадцат(?:ь|и) четыр(?:е|[её]х)", 30: "тридцат(?:ь|и)",
    60: "шест(?:ьдесят|идесяти)",
}  # fmt: skip
NUMBER = "|".join([r"\d{1,4}", *STEMS.values()])
PERSON, MONTH, DAY = "человек", "месяц", "день"
# How a noun after the number tells what is counted, and how many of the unit it holds.
UNITS = {
    r"челов[её]к\w*|лиц\w*|работник\w*|наставляем\w*|стаж[её]р\w*": (PERSON, 1),
    r"месяц\w*": (MONTH, 1),
    r"год(?:а|у|ом)?|лет": (MONTH, 12),
    r"дн(?:я|ей|ям)|день|суток": (DAY, 1),
}
QUANTITY = re.compile(
    rf"(?<![\w.])(?P<number>{NUMBER})(?:\s+\([^)]*\))?(?:\s+(?:календарн|рабоч|полн)\w+)?\s+(?P<unit>{'|'.join(UNITS)})(?!\w)",
    re.IGNORECASE,
)
# «Раз в год», «в течение месяца»: one, without a number.
ONE = re.compile(r"(?:раза? в|в течение|до)\s+(?P<unit>год(?:а)?|месяц(?:а)?)(?!\w)", re.IGNORECASE)
# «Не больше трёх», «до пяти» with nothing after it that is counted.
BARE = re.compile(
    rf"(?:не (?:больше|более|свыше|меньше|менее)|до|от)\s+(?P<number>{NUMBER})(?=\s*(?:[.,;:)]|$))", re.IGNORECASE
)


def said(words: str, unit: str) -> set[int]:
    """The numbers of the unit that the words name; years are months. A bare bound counts as people."""
    found = {count for name, count in _quantities(words) if name == unit}
    if unit == PERSON:
        found |= {_value(match["number"]) for match in BARE.finditer(words)}
    return found


def _quantities(words: str) -> Iterator[tuple[str, int]]:
    for match in QUANTITY.finditer(words):
        name, size = _unit(match["unit"])
        yield name, _value(match["number"]) * size
    for match in ONE.finditer(words):
        yield _unit(match["unit"])


def _unit(noun: str) -> tuple[str, int]:
    return next(unit for pattern, unit in UNITS.items() if re.fullmatch(pattern, noun, re.IGNORECASE))


def _value(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(number for number, stem in STEMS.items() if re.fullmatch(stem, word, re.IGNORECASE))
