"""Text as people search for it and as numbers ask for it."""

import re

# Control characters, marks that turn the direction of text, and what no XML (so no Word file) can hold.
UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Soft hyphens and zero-width marks come along with copied text and mean nothing.
MEANINGLESS = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
# Pictures, private and rare signs: the fonts of papers would print an empty box.
UNPRINTABLE = re.compile(r"[\U00010000-\U0010ffff\ue000-\uf8ff\u2600-\u27bf\u2e80-\ua4cf\uac00-\ud7ff]")
NAME = re.compile(r"^[^\W\d_]+(?:[ .'’\-]+[^\W\d_]+)*\.?$")


def fold(text: str) -> str:
    """Lower case, ё as е, single spaces: «Фёдорова  АННА» and «федорова анна» are the same."""
    return " ".join(text.lower().replace("ё", "е").split())


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of a noun after a number: 1 день, 2 дня, 5 дней."""
    tail = abs(number) % 100
    if 10 < tail < 20 or tail % 10 == 0 or tail % 10 > 4:
        return many
    return one if tail % 10 == 1 else few


def years_and_months(months: int) -> str:
    """«5 лет 3 мес.»."""
    years, rest = divmod(months, 12)
    words = [f"{years} {plural(years, 'год', 'года', 'лет')}"] if years or not rest else []
    return " ".join([*words, *([f"{rest} мес."] if rest else [])])


def preposition(word: str, following: str) -> str:
    """«с» or «со», «о» or «об», as the word after it sounds: «со стажёром», «об ученике»."""
    if word.lower() == "с" and re.match(r"[сзшж][^аеёиоуыэюя]|щ", following.lower()):
        return word + "о"
    return word + "б" if word.lower() == "о" and re.match("[аиоуэ]", following.lower()) else word


def capital(text: str) -> str:
    """The text with a capital letter first; the rest stays: «МО наставников»."""
    return text[:1].upper() + text[1:]


def sign_problem(text: str) -> str:
    """Why the text may not be kept, in words: signs that nobody sees or no font prints; empty when it may."""
    if UNWANTED.search(text):
        return "В тексте есть невидимые управляющие знаки. Наберите его заново, не копируя."
    if strange := UNPRINTABLE.search(text):
        return f"Знака «{strange.group()}» нет в шрифтах для печати. Уберите его."
    return ""
