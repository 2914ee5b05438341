"""What a programme says, as plain data: kept as a version, compared with another. Plain Python: no database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from mentorship.core.words.comparison import Runs, runs

TEXTS = {
    "forms_note": "Формы и виды: описание",
    "initial_level": "Начальная подготовка и опыт",
    "goal": "Цель",
    "tasks": "Задачи",
    "expected": "Ожидаемые результаты",
    "control": "Контроль и отчётность",
}
OTHER = "другой участник"  # how a mentee of a group is told of another one
ITEM_OF_OTHER = "Мероприятие другого участника"  # and of what answers another's need
DAYS = ("starts_on", "due_on", "done_on")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the plan; `key` tells it from the others in every version, a new one has none yet."""

    key: int | None
    section: str
    title: str
    content: str
    starts_on: date | None
    due_on: date
    responsible: int
    responsible_name: str
    expected: str
    need: str = ""
    done_on: date | None = None
    need_of: int | None = field(default=None, compare=False)  # whose need it is; nobody in what was kept before that

    @property
    def name(self) -> str:
        """«Занятие. Разбор плана»."""
        return ". ".join(filter(None, (self.title.rstrip("."), self.content)))

    @property
    def words(self) -> str:
        """The whole item in a line."""
        since = f"с {self.starts_on:%d.%m.%Y} " if self.starts_on else ""
        result = f"; ожидаемый результат: {self.expected}" if self.expected else ""
        return f"{self.name} — {since}до {self.due_on:%d.%m.%Y}, {self.responsible_name}{result}"

    def same_plan(self, other: "Item") -> bool:
        """Planned alike; a mark of performance is no change of the plan."""
        return replace(self, done_on=None) == replace(other, done_on=None)


@dataclass(frozen=True, slots=True)
class Request:
    """A difficulty or request of one mentee; who it is tells to whom it may be shown."""

    person: int
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """The programme with the terms of its pair."""

    starts_on: date
    ends_on: date
    pair_ends_on: date
    form: str
    kind: str
    texts: Mapping[str, str]
    directions: tuple[str, ...]
    needs: tuple[Request, ...]
    plan: tuple[Item, ...]

    def without(self, people: Collection[int]) -> "Content":
        """The same with nothing of these people in it."""
        theirs = {row.text for row in self.needs if row.person in people}
        plan = (
            replace(item, responsible=0, responsible_name=OTHER) if item.responsible in people else item
            for item in (
                replace(item, title=ITEM_OF_OTHER, content="", expected="", need="")
                if item.need_of in people or item.need in theirs
                else item
                for item in self.plan
            )
        )
        return replace(self, needs=tuple(row for row in self.needs if row.person not in people), plan=tuple(plan))

    def sections(self) -> list[tuple[str, list[Item]]]:
        """The plan by section, in its own order."""
        found: dict[str, list[Item]] = {}
        for item in self.plan:
            found.setdefault(item.section, []).append(item)
        return list(found.items())


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: which part, what it said, what it says."""

    part: str
    before: str
    after: str

    @property
    def heading(self) -> str:
        """The part, of a change that has been made."""
        return MADE.get(self.part, self.part)

    @property
    def runs(self) -> Runs:
        """The lines of both, as runs of «same», «removed», «added»."""
        return runs(_lines(self.before), _lines(self.after))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def differences(old: Content, new: Content) -> list[Difference]:
    """Terms, form and kind, texts, then the plan: changed, added, dropped items."""
    pairs = [
        ("Срок программы", f"по {old.ends_on:%d.%m.%Y}", f"по {new.ends_on:%d.%m.%Y}"),
        ("Срок наставничества", f"по {old.pair_ends_on:%d.%m.%Y}", f"по {new.pair_ends_on:%d.%m.%Y}"),
        ("Форма наставничества", old.form, new.form),
        ("Вид наставничества", old.kind, new.kind),
        *((title, old.texts.get(name, ""), new.texts.get(name, "")) for name, title in TEXTS.items()),
        ("Направления", "; ".join(old.directions), "; ".join(new.directions)),
    ]
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]] + list(_plan_changes(old.plan, new.plan))


ADDED, CHANGED, DROPPED = "План: добавить", "План: изменить", "План: исключить"
MADE = {ADDED: "План: добавлено", CHANGED: "План: изменено", DROPPED: "План: исключено"}  # of what has been done
PLAN = (ADDED, CHANGED, DROPPED)


def _plan_changes(old: Iterable[Item], new: Iterable[Item]) -> Iterable[Difference]:
    before, after = {item.key: item for item in old}, {item.key: item for item in new if item.key is not None}
    for key, item in before.items():
        if key in after and not item.same_plan(after[key]):
            yield Difference(CHANGED, item.words, after[key].words)
    for item in new:
        if item.key not in before:
            yield Difference(ADDED, "", item.words)
    for key, item in before.items():
        if key not in after:
            yield Difference(DROPPED, item.words, "")


def summary(changes: Iterable[Difference]) -> str:
    """«срок программы по 31.08.2027, цель, план мероприятий (добавить 1, исключить 2)»."""
    rows = list(changes)
    said = []
    for change in rows:
        if change.part not in PLAN:
            part = change.part[:1].lower() + change.part[1:]
            said.append(f"{part} {change.after}" if part.startswith("срок") else part)
    counts = [(part.rsplit(" ", 1)[-1], sum(change.part == part for change in rows)) for part in PLAN]
    if any(number for _, number in counts):
        planned = ", ".join(f"{word} {number}" for word, number in counts if number)
        said.append(f"план мероприятий ({planned})")
    return ", ".join(said)


def dump(content: Content) -> dict[str, Any]:
    """As JSON keeps it."""
    return _plain(asdict(content))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def load(data: Mapping[str, Any]) -> Content:
    """The content that was kept so."""
    rows = {name: date.fromisoformat(data[name]) for name in ("starts_on", "ends_on", "pair_ends_on")}
    plan = tuple(
        Item(**{**row, **{name: date.fromisoformat(row[name]) if row[name] else None for name in DAYS}})
        for row in data["plan"]
    )
    lists = {"directions": tuple(data["directions"]), "needs": tuple(Request(**row) for row in data["needs"])}
    return Content(**{**data, **rows, **lists, "plan": plan})
