"""Texts of cells → clean values, or reasons in words. Plain Python: no database.

An empty cell gives no value at all: it never erases what a card knows.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from mentorship.core.calendar.dates import parse_date
from mentorship.core.calendar.months import OF_MONTH
from mentorship.core.words.text import MEANINGLESS, NAME, fold, sign_problem
from mentorship.people.imports import words

LONGEST = {"title": 200, "unit": 200, "education": 300, "email": 254, "phone": 40}
NAME_PARTS = ("last_name", "first_name", "patronymic")
NOTHING = {"-", "–", "—", "нет данных", "н/д", "?"}  # what people write into a cell that has no value
TELLING = {"is_teaching", "is_deputy"}  # where a dash is an answer
ZEROES = {"unit", "education", "email", "phone", "title"}  # where a formula that found nothing leaves a zero
STEMS = [month if month == "мая" else month[:-1] for month in OF_MONTH]
DAY_ZERO = date(1899, 12, 30)  # Excel counts days from here
FIRST_SERIAL, LAST_SERIAL = 7306, 73050  # 01.01.1920 and the end of 2099
EMAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[a-z]{2,24}", re.ASCII | re.IGNORECASE
)
EXPERIENCE = re.compile(
    r"(?:(?P<years>\d{1,2})(?!\d)(?:[.,](?P<part>\d+))?\s*(?:лет|год[а]?|л|г)?\.?)?[\s,]*(?:(?P<months>\d{1,2})\s*(?:мес\w*|м)\.?)?[\s,]*(?:\d{1,2}\s*(?:дн\w*|д)\.?)?"
)


class Wrong(Exception):
    """The text of a cell is no such value; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """One row as far as it could be understood; `problems` say what could not be."""

    name: str  # as it stands in the file, for every message
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        """The name as a card will have it; empty when it could not be read."""
        return " ".join(filter(None, (self.values.get(part, "") for part in NAME_PARTS)))

    @property
    def key(self) -> str:
        """The folded full name: what people are told apart by, together with the day of birth."""
        return fold(self.full_name)


def understand(cells: Mapping[str, str]) -> Person:
    """The row as values; every problem at once, so that nobody mends them one by one."""
    texts = {name: text for name, raw in cells.items() if (text := tidy(raw))}
    shown = texts.get("full_name") or " ".join(texts[part] for part in NAME_PARTS if part in texts)
    person = Person(shown)
    _name(texts, person)
    for name, text in texts.items():
        if name not in READERS or _says_nothing(name, text):
            continue
        try:
            value = READERS[name](text)
        except Wrong as wrong:
            person.problems.append(str(wrong))
        else:
            person.values.update({name: value} if value is not None else {})
    return person


def _says_nothing(name: str, text: str) -> bool:
    return (text in NOTHING and name not in TELLING) or (text == "0" and name in ZEROES)


def tidy(text: str) -> str:
    """Without spaces around, invisible marks and the apostrophe that keeps CSV text a text."""
    text = " ".join(MEANINGLESS.sub("", text).split())
    return text[1:] if text.startswith(("'=", "'+", "'-", "'@")) else text


def _name(texts: Mapping[str, str], person: Person) -> None:
    try:
        parts = split_name(texts["full_name"]) if "full_name" in texts else [texts.get(part, "") for part in NAME_PARTS]
        clean = [name_part(part) for part in parts]
        if not (clean[0] and clean[1]):
            raise Wrong("Не хватает имени: нужны хотя бы фамилия и имя.")
    except Wrong as wrong:
        person.problems.append(str(wrong))
    else:
        person.values.update(zip(NAME_PARTS, clean, strict=True))


def split_name(text: str) -> list[str]:
    """«Алиева Севда Расим кызы» → surname, name, patronymic."""
    parts = text.replace(",", " ").split()
    if len(parts) == 4 and fold(parts[3]) in words.PATRONYMIC_ENDS:
        parts[2:] = [" ".join(parts[2:])]
    if len(parts) > 3:
        raise Wrong(f"В имени «{text}» больше трёх слов. Запишите фамилию, имя и отчество в трёх столбцах.")
    return [*parts, "", "", ""][:3]


def name_part(text: str) -> str:
    """A surname, a name or a patronymic in letters of the usual size."""
    if not text:
        return ""
    if text.startswith("#"):
        raise Wrong(_uncomputed(text))
    if re.fullmatch(r"\w|\w\.(?:\s?\w\.?)?|\w\s\w\.?", text):
        raise Wrong(f"Вместо имени стоит «{text}». Напишите имя и отчество полностью: они нужны для приказов.")
    if len(text) > 80:
        raise Wrong(f"Слишком длинное имя: можно до 80 знаков, а здесь {len(text)}.")
    if not NAME.match(text) or sign_problem(text):
        raise Wrong(f"В имени «{text}» есть лишние знаки. Оставьте буквы, дефис, апостроф и пробел.")
    latin = re.search("[A-Za-z]", text)
    if latin and re.search("[а-яё]", text, re.IGNORECASE):
        raise Wrong(f"В имени «{text}» среди русских букв есть латинская «{latin.group()}». Наберите имя заново.")
    if len(text) > 1 and (text.isupper() or text.islower()):
        return "".join(part.capitalize() for part in re.split(r"([\s\-'’]+)", text))
    return text


def day(label: str) -> Callable[[str], date]:
    """Reads a day written as text or as Excel's own number."""

    def read(text: str) -> date:
        if text.startswith("#"):
            raise Wrong(f"{label}: {_uncomputed(text)}")
        found = _day(text)
        if found is None:
            raise Wrong(f"{label}: «{text}» — такой даты нет. Напишите день, месяц и год, например 01.09.2026.")
        if found.year < 1920:
            raise Wrong(
                f"{label}: «{text}» — так Excel показывает пустую или испорченную дату. Напишите её заново или сотрите."
            )
        if found.year > 2100:
            raise Wrong(f"{label}: «{text}» — год должен быть не позже 2100.")
        return found

    return read


def _day(text: str) -> date | None:
    text = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", "", text)
    serial = re.fullmatch(r"(\d{1,5})(?:,\d+)?", text)
    if serial:
        number = int(serial.group(1))
        return DAY_ZERO + timedelta(number) if number < 366 or FIRST_SERIAL <= number <= LAST_SERIAL else None
    in_words = re.fullmatch(r"(\d{1,2}) ([а-яё]+) (\d{4})", fold(text).removesuffix("г.").removesuffix("года").strip())
    if in_words:
        month = next((n for n, stem in enumerate(STEMS, start=1) if in_words.group(2).startswith(stem)), 0)
        text = f"{in_words.group(1)}.{month}.{in_words.group(3)}"
    return parse_date(text)


def line(name: str, label: str) -> Callable[[str], str]:
    """Reads one line of text of a bounded length."""

    def read(text: str) -> str:
        if text.startswith("#"):
            raise Wrong(f"{label}: {_uncomputed(text)}")
        if problem := sign_problem(text):
            raise Wrong(f"{label}: {problem}")
        if len(text) > LONGEST[name]:
            raise Wrong(f"{label}: можно до {LONGEST[name]} знаков, а здесь {len(text)}.")
        return text

    return read


def title(text: str) -> str:
    """A post begins with a small letter, as papers print it in the middle of a sentence."""
    text = line("title", "Должность")(text)
    if not re.search(r"[^\W\d_]", text):
        raise Wrong(f"Должность: «{text}» — не слово. Напишите название должности.")
    if text.isupper() and len(text) > 4:
        text = text.lower()
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def sex(text: str) -> str:
    code = words.SEXES.get(fold(text).strip(". "))
    if code is None:
        raise Wrong(f"Пол: «{text}» непонятно. Напишите «мужской» или «женский».")
    return code


def qualification(text: str) -> str:
    """The code of the category; an explicit «б/к» is an answer, unlike an empty cell."""
    key = fold(text).strip(" .")
    for pattern, code in words.QUALIFICATIONS:
        if re.match(pattern, key):
            if code == "second":
                raise Wrong("Категория: второй категории больше нет. Напишите «первая», «высшая», «СЗД» или «б/к».")
            return code
    raise Wrong(f"Категория: «{text}» непонятно. Напишите «первая», «высшая», «СЗД» или «б/к».")


class Experience(NamedTuple):
    """How long somebody has taught: whole years, and the months over them where the list says so."""

    years: int
    months: int | None = None


def experience(text: str) -> Experience:
    """«12 л. 5 мес.», «12,5» (twelve and a half), «12 лет»."""
    key = fold(text)
    if key in words.NO_EXPERIENCE or re.fullmatch(r"(менее|до|меньше) (1 )?года", key):
        return Experience(0)
    found = EXPERIENCE.fullmatch(key)
    if not found or not (found["years"] or found["months"]):
        raise Wrong(f"Стаж: «{text}» непонятно. Напишите годы и месяцы, например «12 л. 5 мес.», «12,5» или «12».")
    months = int(found["months"]) if found["months"] else _months_of(found["part"], text)
    if found["years"] and months and months > 11:
        raise Wrong(f"Стаж: «{text}» — месяцев сверх полных лет бывает от 0 до 11.")
    years = int(found["years"] or 0) + (months or 0) // 12
    if years > 70:
        raise Wrong(f"Стаж: {years} лет не бывает. Напишите число лет от 0 до 70.")
    return Experience(years, months if months is None else months % 12)


def _months_of(part: str | None, text: str) -> int | None:
    """The months in the part of a year after the comma; one that is no whole number of them is asked about."""
    if part is None or not part.strip("0"):
        return None
    months, rest = divmod(int(part) * 12, 10 ** len(part))
    if rest:
        raise Wrong(f"Стаж: «{text}» можно понять по-разному. Напишите годы и месяцы словами, например «12 л. 3 мес.».")
    return months


def email(text: str) -> str:
    address = line("email", "Электронная почта")(text.replace(" ", ""))
    if not EMAIL.fullmatch(address):
        raise Wrong(
            f"Электронная почта: «{text}» — не похоже на адрес. Напишите один адрес, например anna@sad.example."
        )
    return address


def phone(text: str) -> str:
    """+7 999 123-45-67, when the number is one of Russia; another one as it is typed."""
    digits = re.sub(r"\D", "", text)
    if re.search(r"[^\d\s+()\-–.,;/доб]", fold(text)) or not len(digits) >= 5:
        raise Wrong(f"Телефон: «{text}» — не похоже на номер. Напишите один номер, например +7 900 000-00-00.")
    if len(digits) == 10 and digits[0] == "9":
        digits = f"7{digits}"
    if len(digits) == 11 and digits[0] in "78":
        return f"+7 {digits[1:4]} {digits[4:7]}-{digits[7:9]}-{digits[9:]}"
    return line("phone", "Телефон")(text)


def yes(label: str) -> Callable[[str], bool]:
    """Reads a yes or a no."""

    def read(text: str) -> bool:
        answer = words.ANSWERS.get(fold(text).strip(". "))
        if answer is None:
            raise Wrong(f"{label}: «{text}» непонятно. Напишите «да» или «нет».")
        return answer

    return read


def _uncomputed(text: str) -> str:
    if text == "#ФОРМУЛА":
        return "в ячейке формула без значения. Откройте файл в Excel, сохраните и загрузите снова."
    return f"в ячейке ошибка Excel «{text}». Исправьте формулу или впишите значение."


READERS: dict[str, Callable[[str], Any]] = {
    "birth_date": day("Дата рождения"),
    "sex": sex,
    "title": title,
    "unit": line("unit", "Подразделение"),
    "hired_on": day("Дата приёма"),
    "admitted_on": day("Допущен к работе"),
    "education": line("education", "Образование"),
    "qualification": qualification,
    "experience_now": experience,
    "experience_years": experience,
    "email": email,
    "phone": phone,
    "is_teaching": yes("Педагогическая должность"),
    "is_deputy": yes("Заместитель руководителя"),
}
