"""Russian cases of names and positions, agreement by sex and number (spec/legal.md §11).

pytrovich declines names, our rules mend what it gets wrong; pymorphy3 declines only the head
phrase of a position. A form that was mended by hand (`forms`) always wins.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from mentorship.core.text import plural

CASES = ("nom", "gen", "dat", "acc", "ins")
MORPH_CASES = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt"}
NBSP = "\N{NO-BREAK SPACE}"
CYRILLIC = re.compile(r"^[А-Яа-яЁё]{2,}$")
CONSONANTS = "бвгджзйклмнпрстфхцчшщьъ"
INVARIANT_ENDS = ("ко", "о", "е", "э", "и", "ы", "у", "ю", "ых", "их", "аго", "яго", "ово")
INVARIANT_WORDS = {"оглы", "кызы", "угли", "заде", "оол"}
OWN_FORMS: dict[tuple[str, str], tuple[str, str, str, str]] = {
    ("лев", "m"): ("Льва", "Льву", "Льва", "Львом"),
    ("павел", "m"): ("Павла", "Павлу", "Павла", "Павлом"),
    ("илья", "m"): ("Ильи", "Илье", "Илью", "Ильёй"),
    ("любовь", "f"): ("Любови", "Любови", "Любовь", "Любовью"),
}


def decline_name(
    surname: str, name: str, patronymic: str, sex: str, case: str, forms: Mapping[str, str] | None = None
) -> str:
    """«Петрову Анну Сергеевну»; what no rule can decline stays as it is."""
    if forms and case in forms:
        return forms[case]
    if case == "nom":
        return " ".join(filter(None, (surname, name, patronymic)))
    parts = (
        decline_surname(surname, sex, case),
        decline_first_name(name, sex, case),
        decline_patronymic(patronymic, sex, case),
    )
    return " ".join(filter(None, parts))


def short_name(
    surname: str, name: str, patronymic: str, sex: str, case: str = "nom", *, initials_first: bool = False
) -> str:
    """«Петровой А.С.» or «А.С. Петровой», as papers print it."""
    initials = "".join(f"{part[0]}." for part in (name, patronymic) if part)
    declined = surname if case == "nom" else decline_surname(surname, sex, case)
    parts = (initials, declined) if initials_first else (declined, initials)
    return NBSP.join(filter(None, parts))


@lru_cache(maxsize=4096)
def decline_surname(surname: str, sex: str, case: str) -> str:
    """Each part of a double surname by itself."""
    return "-".join(_surname_part(part, sex, case) for part in surname.split("-"))


@lru_cache(maxsize=4096)
def decline_first_name(name: str, sex: str, case: str) -> str:
    """A given name; hyphenated names by parts."""
    return "-".join(_first_name_part(part, sex, case) for part in name.split("-"))


@lru_cache(maxsize=4096)
def decline_patronymic(patronymic: str, sex: str, case: str) -> str:
    """A patronymic; «Мамед оглы» is invariant."""
    words = patronymic.lower().split()
    if case == "nom" or not words or INVARIANT_WORDS & set(words) or not CYRILLIC.match(patronymic):
        return patronymic
    if not patronymic.lower().endswith(("ич", "на")):
        return patronymic
    return _petrovich("MIDDLENAME", patronymic, sex, case)


def _surname_part(part: str, sex: str, case: str) -> str:
    lower = part.lower()
    if case == "nom" or not CYRILLIC.match(part) or lower in INVARIANT_WORDS:
        return part
    if lower.endswith(INVARIANT_ENDS):
        return part
    if sex == "f" and lower[-1] in CONSONANTS:
        return part
    if sex == "m" and lower.endswith(("ий", "ой", "ый", "ов", "ев", "ёв", "ин", "ын")):
        return _petrovich("LASTNAME", part, sex, case)
    if lower.endswith("ия"):
        return part[:-1] + {"gen": "и", "dat": "и", "acc": "ю", "ins": "ей"}[case]
    if sex == "f" and lower.endswith(("ова", "ева", "ёва", "ина", "ына")):
        return part[:-1] + {"gen": "ой", "dat": "ой", "acc": "у", "ins": "ой"}[case]
    return _petrovich("LASTNAME", part, sex, case)


def _first_name_part(part: str, sex: str, case: str) -> str:
    lower = part.lower()
    if case == "nom" or not CYRILLIC.match(part):
        return part
    if own := OWN_FORMS.get((lower, sex)):
        return own[CASES.index(case) - 1]
    if lower.endswith(("о", "е", "э", "и", "ы", "у", "ю")) or (
        sex == "f" and lower[-1] in CONSONANTS and lower[-1] != "ь"
    ):
        return part
    return _petrovich("FIRSTNAME", part, sex, case)


def _petrovich(part: str, text: str, sex: str, case: str) -> str:
    from pytrovich.enums import Case, Gender, NamePart

    gender = Gender.MALE if sex == "m" else Gender.FEMALE
    names = {
        "gen": Case.GENITIVE,
        "dat": Case.DATIVE,
        "acc": Case.ACCUSATIVE,
        "ins": Case.INSTRUMENTAL,
    }
    return _maker().make(NamePart[part], gender, names[case], text)


@cache
def _maker() -> Any:
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


@cache
def _morph() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=4096)
def decline_position(title: str, case: str) -> str:
    """«учителя математики»: leading adjectives and the first noun; the tail is untouched."""
    words = title.split(" ")
    if case == "nom" or not words[0] or words[0].lower() in ("и.о.", "ио", "врио"):
        return title
    declined = []
    for index, word in enumerate(words):
        new, is_head = _decline_word(word, case, is_last=index == len(words) - 1)
        declined.append(new)
        if is_head or new == word:
            return " ".join([*declined, *words[index + 1 :]])
    return " ".join(declined)


def _decline_word(word: str, case: str, *, is_last: bool) -> tuple[str, bool]:
    """The word in the case, and whether it is the head noun that ends the phrase."""
    core = word.rstrip(",.;:")
    tail = word[len(core) :]
    if tail == "." and not is_last:  # «зам. директора»: an abbreviation has no cases
        return word, True
    parts = [_decline_part(part, case, is_last) for part in core.split("-")]
    return "-".join(text for text, _ in parts) + tail, any(noun for _, noun in parts) or bool(tail)


def _decline_part(part: str, case: str, is_last: bool) -> tuple[str, bool]:
    if not CYRILLIC.match(part) or part.isupper():
        return part, True
    parse = _best_parse(part, is_last)
    if parse is None:
        return part, True
    grammemes = {MORPH_CASES[case], "sing"}
    if case == "acc" and parse.tag.POS == "ADJF" and "femn" not in parse.tag:
        grammemes.add("anim")
    form = parse.inflect(grammemes)
    text = form.word if form else part
    is_noun = parse.tag.POS == "NOUN" or part.lower().startswith("заведующ")
    return (text.capitalize() if part[0].isupper() else text), is_noun


def _best_parse(part: str, is_last: bool) -> Any:
    """The nominative singular reading: a noun, but «старший» before a noun is an adjective."""
    readings = [
        parse
        for parse in _morph().parse(part)
        if parse.tag.case == "nomn" and parse.tag.number == "sing" and parse.tag.POS in ("NOUN", "ADJF", "PRTF")
    ]
    if not readings:
        return None
    nouns = [parse for parse in readings if parse.tag.POS == "NOUN" and "anim" in parse.tag]
    adjectives = [parse for parse in readings if parse.tag.POS == "ADJF"]
    if adjectives and not is_last and not part.lower().startswith("заведующ"):
        return adjectives[0]
    return (nouns or readings)[0]


def months(number: int) -> str:
    return f"{number} {plural(number, 'месяц', 'месяца', 'месяцев')}"


def days(number: int) -> str:
    return f"{number} {plural(number, 'день', 'дня', 'дней')}"


def by_sex(sex: str, masculine: str, feminine: str) -> str:
    """«ознакомлен» or «ознакомлена»."""
    return feminine if sex == "f" else masculine
