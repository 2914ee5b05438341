"""Surnames, given names and patronymics."""

import re
from collections.abc import Mapping
from functools import lru_cache

from mentorship.core.words.initials import printed_name
from mentorship.documents.grammar import exceptions, paradigms
from mentorship.documents.grammar.paradigms import VOWELS, Endings, Shape, attach, in_letters_of, oblique, shape

SEPARATORS = re.compile(r"([\s\-‐‑–]+)")
V = f"[{VOWELS}]"
C = "[бвгджзйклмнпрстфхцчшщ]"

# The first shape that fits tells the endings, so the narrow ones come first.
A_WORDS = (
    shape(r"[еёиоуыэю]$"),  # Шевченко, Гёте, Ли: no cases
    shape(f"{V}а$"),  # Гарсиа, Моруа: no cases
    shape(r"ия$", 1, paradigms.IYA),  # Берия, Мария
    shape(r"[гкх]а$", 1, paradigms.A_VELAR),
    shape(r"[жчшщ]а$", 1, paradigms.A_HISSING),
    shape(r"ца$", 1, paradigms.A_TS),
    shape(r"а$", 1, paradigms.A),
    shape(r"я$", 1, paradigms.YA),
)
HIS_SURNAME = (
    shape(f"{V}.*([гкхжчшщн]их|ых)$"),  # Долгих, Черных: genitive plural; but Дитрих has cases
    shape(f"^{C}*[иы]н$", 0, paradigms.HARD),  # Шин, Лин: short ones are foreign or nouns
    shape(r"(ов|ев|ёв|ин|ын)$", 0, paradigms.POSSESSIVE),
    shape(f"^{C}*ой$", 1, paradigms.SOFT),  # Цой, Рой: short ones are nouns
    shape(r"[гкхжчшщ]ой$", 2, paradigms.ADJECTIVE_VELAR),  # Донской, Чужой
    shape(r"(ой|ый)$", 2, paradigms.ADJECTIVE),
    shape(f"^{C}*ий$", 1, paradigms.SOFT),  # Кий: о Кие
    shape(r"[гкх]ий$", 2, paradigms.ADJECTIVE_VELAR),
    shape(r"[жчшщн]ий$", 2, paradigms.ADJECTIVE_SOFT),
    shape(r"ий$", 1, paradigms.SOFT_IY),
    shape(r"й$", 1, paradigms.SOFT),
    shape(f"{V}ец$", 2, paradigms.HISSING, "йц"),  # Коломиец — Коломийца
    shape(f"^{C}*{V}лец$", 2, paradigms.HARD, "ьц"),  # Стрелец — Стрельцом: two syllables stress the ending
    shape(f"{V}лец$", 2, paradigms.HISSING, "ьц"),
    shape(f"^{C}*{V}{C}ец$", 2, paradigms.HARD, "ц"),  # Скворец — Скворцом
    shape(f"{V}{C}ец$", 2, paradigms.HISSING, "ц"),  # Уманец — Уманцем
    shape(f"{C}{{2}}ец$", 0, paradigms.HARD),  # Кузнец, Жнец: the vowel keeps the consonants apart
    shape(f"{V}.*[её]нок$", 2, paradigms.HARD, "к"),  # Лобанёнок — Лобанёнка
    shape(f"^{C}*{V}{C}*[жчшщ]$", 0, paradigms.HARD),  # Ткач, Чиж: one syllable stresses the ending
    shape(r"([ая]ч|[аеиы]ш|ёж)$", 0, paradigms.HARD),  # Деркач, Малыш, Кулиш
    shape(r"[жчшщц]$", 0, paradigms.HISSING),
    shape(r"[жчшщ]ь$", 1, paradigms.HISSING),  # Мышь — Мыша: no «я» after a hissing letter
    shape(r"ь$", 1, paradigms.SOFT),
    shape(f"{C}$", 0, paradigms.HARD),
    *A_WORDS,
)
HER_SURNAME = (
    shape(r"[бвгджзйклмнпрстфхцчшщъь]$"),  # Мельник, Коваль: no cases
    shape(r"[жчшщ]ая$", 2, paradigms.ADJECTIVE_SHE_HISSING),
    shape(r"ая$", 2, paradigms.ADJECTIVE_SHE),
    shape(r"яя$", 2, paradigms.ADJECTIVE_SHE_SOFT),
    shape(f"^{C}*[иы]на$", 1, paradigms.A),  # Глина: too short for -ина of Ильина
    shape(r"(ов|ев|ёв|ин|ын)а$", 1, paradigms.POSSESSIVE_SHE),
    *A_WORDS,
)
HIS_NAME = (
    shape(r"ий$", 1, paradigms.SOFT_IY),
    shape(r"[йь]$", 1, paradigms.SOFT),
    shape(r"[жчшщц]$", 0, paradigms.HISSING),
    shape(f"{C}$", 0, paradigms.HARD),
    *A_WORDS,
)
HER_NAME = (
    shape(r"ь$", 1, paradigms.THIRD),  # Нинель, Айгуль: as Superanskaya's dictionary of names has it
    shape(f"{C}$"),  # Кармен: no cases
    *A_WORDS,
)
HIS_PATRONYMIC = (shape(r"[иы]ч$", 0, paradigms.HISSING),)
HER_PATRONYMIC = (shape(r"на$", 1, paradigms.A),)


def decline_name(
    surname: str, name: str, patronymic: str, sex: str, case: str, forms: Mapping[str, str] | None = None
) -> str:
    """«Петрову Анну Сергеевну»; `forms` holds whole names by case."""
    if made := (forms or {}).get(case):
        return made
    parts = (
        decline_surname(surname, sex, case),
        decline_first_name(name, sex, case),
        decline_patronymic(patronymic, sex, case),
    )
    return " ".join(filter(None, parts))


def decline_short_name(
    surname: str,
    name: str,
    patronymic: str,
    sex: str,
    case: str = "nom",
    *,
    initials_first: bool = False,
    forms: Mapping[str, str] | None = None,
) -> str:
    """«Петровой А.С.» or «А.С. Петровой», as papers print it; `forms` holds the surname by case."""
    declined = (forms or {}).get(case) or decline_surname(surname, sex, case)
    return printed_name(declined, name, patronymic, initials_first=initials_first)


def decline_surname(surname: str, sex: str, case: str) -> str:
    """Each part of a double surname by itself."""
    return surname if case == "nom" else _by_parts(surname, sex, case, "surname")


def decline_first_name(name: str, sex: str, case: str) -> str:
    """A given name; hyphenated names by parts."""
    return name if case == "nom" else _by_parts(name, sex, case, "name")


def decline_patronymic(patronymic: str, sex: str, case: str) -> str:
    """A patronymic; one of no «-ич», «-на» has no cases."""
    return patronymic if case == "nom" else _by_parts(patronymic, sex, case, "patronymic")


@lru_cache(maxsize=8192)
def _by_parts(text: str, sex: str, case: str, kind: str) -> str:
    """Words at even places, what separates them at odd ones."""
    parts = SEPARATORS.split(text)
    if not exceptions.TAILS.isdisjoint(SEPARATORS.split(text.lower())):
        return text
    last = len(parts) - 1
    return "".join(_part(part, sex, case, kind, is_last=place == last) for place, part in enumerate(parts))


def _part(part: str, sex: str, case: str, kind: str, *, is_last: bool) -> str:
    folded = part.lower().replace("ё", "е")
    if len(part) < 2 or not paradigms.CYRILLIC.match(part) or (not is_last and folded in exceptions.FIRST_PARTS):
        return part
    forms = DECLENSIONS[kind](part, folded, sex)
    return getattr(forms, case) if forms else part


def _surname(part: str, folded: str, sex: str) -> Endings | None:
    if folded in exceptions.INVARIANT_SURNAMES:
        return None
    if own := exceptions.SURNAMES.get((folded, sex)):
        return _own(part, *own)
    forms = oblique(part, HIS_SURNAME if sex == "m" else HER_SURNAME)
    return _stressed(part, folded, forms) if forms else None


def _stressed(part: str, folded: str, forms: Endings) -> Endings:
    """The instrumental of words whose stress the shape does not show."""
    ins = forms.ins.lower()
    if folded in exceptions.UNSTRESSED_NOUNS:
        ins = re.sub("ом$", "ем", ins)
    elif folded in exceptions.STRESSED_NOUNS:
        ins = re.sub("ем$", "ём" if folded.endswith("ь") else "ом", ins)
    elif folded in exceptions.STRESSED_A:
        ins = re.sub("ей$", "ёй" if folded.endswith("я") else "ой", ins)
    else:
        return forms
    return forms._replace(ins=in_letters_of(part, ins))


def _first_name(part: str, folded: str, sex: str) -> Endings | None:
    if folded in exceptions.INVARIANT_FIRST_NAMES:
        return None
    if own := exceptions.FIRST_NAMES.get((folded, sex)):
        return _own(part, *own)
    return oblique(part, HIS_NAME if sex == "m" else HER_NAME)


def _patronymic(part: str, folded: str, sex: str) -> Endings | None:
    if folded in exceptions.STRESSED_PATRONYMICS and sex == "m":
        return _own(part, folded, paradigms.HARD)
    shapes: tuple[Shape, ...] = HIS_PATRONYMIC if sex == "m" else HER_PATRONYMIC
    return oblique(part, shapes)


def _own(part: str, stem: str, endings: Endings) -> Endings:
    return attach(in_letters_of(part, stem), endings, like=part)


DECLENSIONS = {"surname": _surname, "name": _first_name, "patronymic": _patronymic}
