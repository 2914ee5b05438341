"""Which card each row is about: never a duplicate, and no guessing between namesakes. Plain Python."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

ONE_ROW = "Оставьте одну строку; вторую должность этому человеку добавляют на его карточке."
WITH_DATES = "Если это разные люди, укажите у каждого дату рождения."


@dataclass(frozen=True, slots=True)
class Known:
    """A card that has the name of some row."""

    pk: int
    name: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A row: its place in the table, its folded name, the name as written, the day of birth if given."""

    number: int
    key: str
    name: str
    birth_date: date | None


Answer = tuple[int | None, str]  # the card (None: a new person), and why the row cannot be taken


def match(rows: Sequence[Asked], cards: Mapping[str, Sequence[Known]]) -> dict[int, Answer]:
    """By number of the row: its card or a new person; rows that could be either are refused in words."""
    groups: dict[str, list[Asked]] = defaultdict(list)
    for row in rows:
        groups[row.key].append(row)
    answers: dict[int, Answer] = {}
    for key, group in groups.items():
        by_day: dict[date | None, list[Asked]] = defaultdict(list)
        for row in group:
            by_day[row.birth_date].append(row)
        for row in group:
            twin = _twin(row, group, by_day)
            answers[row.number] = (None, twin) if twin else _card_of(row, cards.get(key, ()))
        _refuse_shared(group, answers)
    return answers


def _twin(row: Asked, group: Sequence[Asked], by_day: Mapping[date | None, Sequence[Asked]]) -> str:
    """Another row about what may be the same person."""
    if row.birth_date and (other := _other(row, by_day[row.birth_date])):
        born = f"{row.birth_date:%d.%m.%Y}"
        return f"{row.name}, {born}, стоит в файле дважды: ещё в строке {other.number}. {ONE_ROW}"
    if other := _other(row, by_day.get(None, ()) if row.birth_date else group):
        return f"{row.name} стоит в файле дважды: ещё в строке {other.number}. {ONE_ROW} {WITH_DATES}"
    return ""


def _other(row: Asked, rows: Sequence[Asked]) -> Asked | None:
    return next((other for other in rows[:2] if other is not row), None)


def _card_of(row: Asked, cards: Sequence[Known]) -> Answer:
    undated = [card for card in cards if card.birth_date is None]
    if row.birth_date is None:
        if len(cards) > 1:
            return (
                None,
                f"Карточек с именем «{cards[0].name}» несколько: {_born(cards)}. Укажите в файле дату рождения.",
            )
        return (cards[0].pk if cards else None), ""
    exact = next((card for card in cards if card.birth_date == row.birth_date), None)
    if exact:
        return exact.pk, ""
    if undated and len(cards) > 1:
        several = f"Карточек с именем «{cards[0].name}» несколько: {_born(cards)}."
        words = f"{several} Сначала укажите дату рождения на той, где её нет."
        return None, words
    return (undated[0].pk if undated else None), ""


def _refuse_shared(group: Sequence[Asked], answers: dict[int, Answer]) -> None:
    """Namesakes of different days of birth who would all fit one card without a day."""
    by_card: dict[int, list[Asked]] = defaultdict(list)
    for row in group:
        card, _ = answers[row.number]
        if card is not None:
            by_card[card].append(row)
    for rows in by_card.values():
        if len(rows) > 1:
            numbers = " и ".join(str(row.number) for row in rows)
            words = (
                f"На одну карточку «{rows[0].name}» без даты рождения подходят строки {numbers}. "
                "Укажите дату рождения на карточке и загрузите эти строки снова."
            )
            answers.update({row.number: (None, words) for row in rows})


def _born(cards: Sequence[Known]) -> str:
    return ", ".join(f"{card.birth_date:%d.%m.%Y}" if card.birth_date else "без даты рождения" for card in cards)
