"""What a table would do to the cards: new, changed, unchanged and wrong rows. Nothing is written here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import Field

from mentorship.core.calendar.dates import months_since
from mentorship.core.tables.reading import Table
from mentorship.core.words.text import fold, years_and_months
from mentorship.people import rules
from mentorship.people.accounts.queries import guarded_people, hiring_bars
from mentorship.people.imports import rows, words
from mentorship.people.imports.matching import Asked, Known, match
from mentorship.people.models import FormerName, Person, Position
from mentorship.people.models.person import former_on

CARD_FIELDS = (
    "sex",
    "birth_date",
    "education",
    "qualification",
    "experience_years",
    "experience_months",
    "hired_on",
    "admitted_on",
    "email",
    "phone",
)
POST_FIELDS = ("title", "unit", "is_teaching", "is_deputy")
LOOSE = {"title", "unit", "education", "email"}  # a difference in capitals alone is no change
NO_SEX = "Пол не указан, а по имени он не ясен. Добавьте столбец «Пол»: он нужен для падежей в приказах."
GUARDED = (
    "Адрес почты руководителя и администратора меняет администратор на карточке: на него приходит ссылка для нового "
    "пароля. Оставьте ячейку пустой."
)
EMPTY = "пусто"
MOST_KEYS = 900  # SQLite takes no more in one question


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


@dataclass(slots=True)
class Line:
    """One row and what would come of it."""

    number: int
    cells: list[str]
    read: rows.Person
    kind: Kind = Kind.WRONG
    reasons: list[str] = field(default_factory=list)
    card: Person | None = None
    post: Position | None = None
    card_values: dict[str, Any] = field(default_factory=dict)
    post_values: dict[str, Any] = field(default_factory=dict)
    changes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.card.full_name if self.card else self.read.full_name or self.read.name

    @property
    def facts(self) -> str:
        """A new person in one line."""
        values = {**self.card_values, **self.post_values}
        shown_ones = [
            f"{label.lower()} {shown(name, values[name])}" if name not in POST_FIELDS else str(values[name])
            for name, label in (
                ("title", ""),
                ("unit", ""),
                ("birth_date", "Род."),
                ("hired_on", "Принят"),
                ("sex", "Пол"),
            )
            if values.get(name)
        ]
        return ", ".join(shown_ones)


@dataclass(frozen=True)
class Outcome:
    """All lines of a table."""

    lines: list[Line]

    def of(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]

    @cached_property
    def counts(self) -> dict[str, int]:
        found = Counter(line.kind.value for line in self.lines)
        return {kind.value: found[kind.value] for kind in Kind}

    @property
    def to_load(self) -> int:
        return self.counts["new"] + self.counts["changed"]

    @cached_property
    def fingerprint(self) -> str:
        """What the person agreed to: another set of changes has another one."""
        digest = sha256()
        for line in self.lines:
            if line.kind in (Kind.NEW, Kind.CHANGED):
                card = line.card.pk if line.card else None
                digest.update(repr((line.number, card, line.changes, line.card_values, line.post_values)).encode())
        return digest.hexdigest()


def check(table: Table, mapping: list[str], today: date) -> Outcome:
    """Three layers for every row: its texts, who it is about, and the facts together with the card."""
    lines = _read(table, mapping)
    named = [line for line in lines if line.read.key]
    keys = {line.read.key for line in named}
    cards, former = _cards(keys, today), _former(keys, today)
    known = {key: [Known(card.pk, card.full_name, card.birth_date) for card in found] for key, found in cards.items()}
    asked = [Asked(line.number, line.read.key, line.read.name, line.read.values.get("birth_date")) for line in named]
    answers = match(asked, known)
    by_pk = {card.pk: card for found in cards.values() for card in found}
    guarded = guarded_people(today)
    for line in lines:
        line.reasons += line.read.problems
        pk, reason = answers.get(line.number, (None, ""))
        if reason:
            line.reasons.append(reason)
        elif pk is None and (likeness := _looks_like(line, former)):
            line.reasons.append(likeness)
        elif not line.reasons:
            line.card = by_pk.get(pk) if pk else None
            _compare(line, today)
            if "email" in line.card_values and pk in guarded:
                line.kind = Kind.WRONG
                line.reasons.append(GUARDED)
            if line.card and (bars := hiring_bars(line.card, line.card_values.get("hired_on"), today)):
                line.kind = Kind.WRONG
                line.reasons += map(str, bars)
    return Outcome(lines)


def _read(table: Table, mapping: list[str]) -> list[Line]:
    """The rows that say anything about a person; a title that runs across the table is no person."""
    wanted = [(index, name) for index, name in enumerate(mapping) if name and index < len(table.headings)]
    across = {int(area.split(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for area in table.merged if _is_wide(area)}
    lines = []
    for number, cells in table.rows:
        named = {name: cells[index] for index, name in wanted if cells[index]}
        if not named or (number in across and sum(map(bool, cells)) == 1):
            continue
        line = Line(number, cells, rows.understand(named))
        if not line.read.name and (area := _merged_over(number, table.merged)):
            line.reasons.append(f"Ячейка с именем объединена с соседними ({area}). Разъедините её и впишите имя.")
        lines.append(line)
    return lines


def _is_wide(area: str) -> bool:
    first, last = area.split(":")
    return first.rstrip("0123456789") != last.rstrip("0123456789")


def _merged_over(number: int, merged: Iterable[str]) -> str:
    """The merged range that covers the row and began above it."""
    for area in merged:
        first, last = (int("".join(filter(str.isdigit, end))) for end in area.split(":"))
        if first < number <= last:
            return area
    return ""


def _cards(keys: set[str], today: date) -> dict[str, list[Person]]:
    """The cards with these names, with their positions; a few queries however many rows.

    Whose newest name has not begun yet is found by both, that of today and the newest.
    """
    found: dict[str, list[Person]] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), MOST_KEYS):
        some = Person.objects.filter(search_key__in=wanted[start : start + MOST_KEYS])
        for person in some.prefetch_related("positions").order_by("pk"):
            found.setdefault(person.search_key, []).append(person)
    coming = {pk: name.search_key for pk, name in former_on(today).items() if name.search_key in keys}
    for person in Person.objects.filter(pk__in=coming).prefetch_related("positions") if coming else ():
        found.setdefault(coming[person.pk], []).append(person)
    return found


def _former(keys: set[str], today: date) -> dict[str, list[FormerName]]:
    """By folded name: who was called so once and is not any more."""
    found: dict[str, list[FormerName]] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), MOST_KEYS):
        some = FormerName.objects.filter(search_key__in=wanted[start : start + MOST_KEYS], until_on__lt=today)
        for name in some.select_related("person").order_by("-until_on"):
            found.setdefault(name.search_key, []).append(name)
    return found


def _looks_like(line: Line, former: Mapping[str, list[FormerName]]) -> str:
    """Why a row with nobody's present name is perhaps not about a new person; another day of birth tells."""
    born = line.read.values.get("birth_date")
    for name in former.get(line.read.key, ()):
        if not born or not name.person.birth_date or born == name.person.birth_date:
            return (
                f"Похоже на карточку «{name.person.full_name}», прежде {name.full_name} (до {name.until_on:%d.%m.%Y}). "
                "Напишите в файле нынешнее имя. "
                "Если это другой человек, укажите дату рождения в файле и на той карточке."
            )
    return ""


def _compare(line: Line, today: date) -> None:
    """What would change, and whether the facts can be true together."""
    if line.card and line.card.left_on and not line.card.employed_on(today):
        line.kind = Kind.WRONG
        line.reasons.append(
            f"Эта карточка — уволенного сотрудника, последний день {line.card.left_on:%d.%m.%Y}. "
            "Уберите строку или сначала запишите, что сотрудник снова работает: «Ещё» на его карточке"
        )
        return
    values = dict(line.read.values)
    line.reasons += _settle_experience(values, line.card, today)
    line.card_values = {name: values[name] for name in CARD_FIELDS if name in values}
    if line.card is None:
        _settle_new(line, values)
    else:
        _settle_changes(line, line.card, values, today)
    line.reasons += [
        str(violation) for violation in rules.card_violations(_facts(line, values.get("title", ""), today))
    ]
    if line.reasons:
        line.kind = Kind.WRONG


def _settle_new(line: Line, values: Mapping[str, Any]) -> None:
    line.kind = Kind.NEW
    names = {part: values[part] for part in rows.NAME_PARTS}
    sex = values.get("sex") or words.sex_of(names["first_name"], names["patronymic"])
    if not sex:
        line.reasons.append(NO_SEX)
    line.card_values = {**names, **line.card_values, "sex": sex}
    if "title" in values:
        line.post_values = {**_guessed(values["title"]), **_given_post(values)}


def _settle_changes(line: Line, card: Person, values: Mapping[str, Any], today: date) -> None:
    """Only what differs; an empty cell is silent, and a name is never rewritten."""
    line.card_values = {
        name: value for name, value in line.card_values.items() if differs(name, getattr(card, name), value)
    }
    line.post = _post_of(card, values.get("title", ""), today)
    given = _given_post(values)
    if line.post is None:
        line.post_values = {**_guessed(given["title"]), **given} if "title" in given else {}
    else:
        if "title" in given and differs("title", line.post.title, given["title"]):
            given = {**_guessed(given["title"]), **given}
        line.post_values = {
            name: value for name, value in given.items() if differs(name, getattr(line.post, name), value)
        }
    old = {name: getattr(card, name) for name in line.card_values} | {
        name: getattr(line.post, name, "") for name in line.post_values
    }
    line.changes = [
        (label_of(name), shown(name, old[name]), shown(name, value))
        for name, value in {**line.card_values, **line.post_values}.items()
    ]
    line.kind = Kind.CHANGED if line.changes else Kind.SAME


def _given_post(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in POST_FIELDS if name in values}


def _guessed(title: str) -> dict[str, Any]:
    return {"is_teaching": words.is_teaching(title), "is_deputy": words.is_deputy(title)}


def _post_of(card: Person, title: str, today: date) -> Position | None:
    """The present post of that title, else the main one."""
    present = [post for post in card.positions.all() if post.held_on(today)]
    same = (post for post in present if fold(post.title) == fold(title))
    return next(same, present[0] if present else None)


def _settle_experience(values: dict[str, Any], card: Person | None, today: date) -> list[str]:
    """A list says how long somebody teaches by now; a card keeps how long it was at hiring.

    A list of whole years says nothing of months: what agrees with it to the year stays. Who teaches for a shorter
    time than they work here has had another post: the card cannot tell that, so the row says what to do.
    """
    now, then = values.pop("experience_now", None), values.pop("experience_years", None)
    if then is not None:
        values["experience_years"] = then.years
        if then.months is not None:
            values["experience_months"] = then.months
        return []
    if now is None:
        return []
    since = next(
        (day for name in ("admitted_on", "hired_on") if (day := values.get(name) or getattr(card, name, None))), None
    )
    here = max(months_since(since, today), 0) if since else 0
    taught = now.years * 12 + (now.months or 0)
    if since and taught < (here if now.months is not None else here // 12 * 12):
        return [
            f"Стаж {years_and_months(taught)} меньше работы у нас: с {since:%d.%m.%Y} прошло {years_and_months(here)}. "
            "Если сначала была не педагогическая должность, укажите в строке день, с которого человек допущен к "
            "педагогической работе"
        ]
    if now.months is not None:
        values["experience_years"], values["experience_months"] = divmod(taught - here, 12)
    elif card is None or card.experience_on(today) != now.years:
        values["experience_years"], values["experience_months"] = now.years - here // 12, 0
    return []


def _facts(line: Line, title: str, today: date) -> rules.Card:
    days: dict[str, Any] = {
        name: line.card_values.get(name, getattr(line.card, name, None))
        for name in ("birth_date", "hired_on", "admitted_on", "left_on")
    }
    return rules.Card(**days, today=today, post=title)


def differs(name: str, old: Any, new: Any) -> bool:
    if name in LOOSE:
        return fold(str(old or "")) != fold(str(new or ""))
    if name == "phone":
        return _digits(str(old or "")) != _digits(new)
    return bool(old != new)


def _digits(phone: str) -> str:
    digits = "".join(filter(str.isdigit, phone))
    return f"7{digits[1:]}" if len(digits) == 11 and digits[0] == "8" else digits


def field_named(name: str) -> Field:
    model = Position if name in POST_FIELDS else Person
    return model._meta.get_field(name)  # type: ignore[return-value]


def label_of(name: str) -> str:
    return str(field_named(name).verbose_name)


def shown(name: str, value: Any) -> str:
    """The value as a person reads it."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    choices = dict(field_named(name).flatchoices)
    if value in choices:
        return str(choices[value])
    return EMPTY if value is None or value == "" else str(value)
