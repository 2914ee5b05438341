"""What makes a consent to dissemination of personal data good, and when it ends. Plain Python: no database.

152-ФЗ, art. 10.1; order № 18 of Роскомнадзор (legal.md 4.4, 4.5, 4.7; PUB-03, BNK-03).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mentorship.core.calendar.workdays import due_after
from mentorship.core.refusal import Violation
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE

CHECK_DAYS = 3  # working days from the receipt of a consent, by which its conditions are published (art. 10.1 p. 10)
STOP_DAYS = 3  # working days from the receipt of the demand (art. 10.1 p. 14)
TERM_AHEAD = 30  # days before the end of a term from which it is told of
ORDER_UNTIL = date(2027, 9, 1)  # order № 18 is in force until this day (legal.md 4.6)
RULE, ITEMS, PAGES = "dissemination", "dissemination_items", "dissemination_pages"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the institution as a consent names it."""

    pk: int
    kind: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person has chosen: `items` maps each permitted item to its own conditions, "" without any."""

    items: Mapping[str, str]
    pages: Sequence[Page]
    given_on: date
    expires_on: date
    phone: str = ""
    address: str = ""
    no_transfer: bool = False
    no_processing: bool = False
    conditions: str = ""
    other: str = ""
    online: bool = False  # under the own login: the day of the consent is that of the signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a withdrawal says: `items` are the names of the data, `urls` the pages from which it is removed.

    `phone` and `address` are the contacts that the consent names.
    """

    given_on: date
    on: date
    items: Sequence[str]
    urls: Sequence[str]
    phone: str = ""
    address: str = ""
    received: str = ""  # how it came, where the program itself has taken it
    done_on: date | None = None
    done: str = ""


@dataclass(frozen=True, slots=True)
class Permits:
    """Who permits what on a day on one page, and under which conditions; whoever is not here permits nothing."""

    _items: Mapping[int, frozenset[str]] = field(default_factory=dict)
    _terms: Mapping[int, str] = field(default_factory=dict)

    def of(self, person_id: int) -> frozenset[str]:
        """The permitted items of the person."""
        return self._items.get(person_id, frozenset())

    def allows(self, person_id: int, *items: str) -> bool:
        """Whether the person permits every one of the items."""
        return self.of(person_id).issuperset(items)

    def terms(self, person_id: int) -> str:
        """The conditions and prohibitions that are published beside the person's data; "" without any."""
        return self._terms.get(person_id, "")

    @property
    def people(self) -> frozenset[int]:
        """Everybody who permits anything."""
        return frozenset(self._items)


def public_name(surname: str, name: str, patronymic: str, items: Collection[str]) -> str:
    """The permitted parts of a name; empty when neither the surname nor the name may be shown (PUB-03)."""
    if "surname" not in items and "name" not in items:
        return ""
    parts = (("surname", surname), ("name", name), ("patronymic", patronymic))
    return " ".join(text for item, text in parts if item in items and text)


def whole_terms(*, no_transfer: bool, no_processing: bool, said: Iterable[str]) -> Iterator[str]:
    """The prohibitions and conditions for all data of a consent, in short words (art. 10.1 p. 9, 10)."""
    if no_transfer:
        yield "запрещена передача этих данных, кроме предоставления доступа"
    if no_processing:
        yield "запрещена обработка этих данных, кроме получения доступа"
    yield from (" ".join(words.split()) for words in said if words)


def order_ended(day: date) -> bool:
    """Whether the order that says what such a consent holds is in force no more (legal.md 4.6)."""
    return day >= ORDER_UNTIL


def choice_violations(choice: Choice) -> Iterator[Violation]:
    """Something is permitted, somewhere, until a day; silence is no consent."""
    yield from items_violations(choice.items)
    yield from resource_violations(choice.pages)
    yield from term_violations(choice.given_on, choice.expires_on)


def items_violations(items: Collection[str]) -> Iterator[Violation]:
    """Something is permitted."""
    if not items:
        yield COMMON_SENSE.forbids(
            ITEMS,
            "Не отмечено ни одного вида данных, а молчание согласием не считается",
            "Отметьте, что разрешаете размещать, или уйдите со страницы: без согласия ничего размещено не будет.",
        )


def resource_violations(pages: Collection[Any]) -> Iterator[Violation]:
    """It is permitted somewhere."""
    if not pages:
        yield COMMON_SENSE.forbids(
            PAGES,
            "Не выбрано, где можно размещать данные",
            "Отметьте хотя бы одну страницу учреждения.",
        )


def term_violations(given_on: date, expires_on: date) -> Iterator[Violation]:
    """The last day is none before the first."""
    if expires_on < given_on:
        yield COMMON_SENSE.forbids(
            "dissemination_term",
            f"Срок согласия {expires_on:%d.%m.%Y} раньше дня, когда оно дано, {given_on:%d.%m.%Y}",
            "Укажите день не раньше.",
        )


def page_violations(closed: Collection[str], given_on: date) -> Iterator[Violation]:
    """A consent names pages that the institution keeps on its day."""
    if closed:
        yield COMMON_SENSE.forbids(
            PAGES,
            f"{given_on:%d.%m.%Y} учреждение не вело страницу: {'; '.join(closed)}",
            "Снимите с неё отметку или исправьте день согласия.",
        )


def order_violations(given_on: date, last_on: date | None) -> Iterator[Violation]:
    """Consents come one after another: none is recorded behind a newer one or a withdrawal."""
    if last_on and given_on < last_on:
        yield COMMON_SENSE.forbids(
            "consent_day",
            f"День согласия {given_on:%d.%m.%Y} раньше {last_on:%d.%m.%Y}, когда дано или отозвано следующее",
            f"Проверьте день на бумаге: действует то, что записано последним, с {last_on:%d.%m.%Y}.",
        )


def withdrawal_violations(chosen: Collection[str], *, left: int, ended: bool) -> Iterator[Violation]:
    """What is withdrawn has been permitted, and still is."""
    if ended or not left:
        yield COMMON_SENSE.forbids(
            RULE,
            "Это согласие уже не действует: отзывать нечего",
            "Обновите карточку: там видно, какое согласие действует.",
        )
    elif not chosen:
        yield COMMON_SENSE.forbids(
            ITEMS,
            "Не отмечено, какие данные отзываются",
            "Отметьте их; чтобы отозвать согласие целиком, отметьте все.",
        )


def stop_violations(done_on: date, since: date, today: date, *, done: bool) -> Iterator[Violation]:
    """What was demanded is recorded as done once, on a day that has come and not before the demand."""
    if done:
        yield COMMON_SENSE.forbids(RULE, "Прекращение распространения уже записано", "Обновите страницу.")
    elif not since <= done_on <= today:
        yield COMMON_SENSE.forbids(
            "stop_day",
            f"День {done_on:%d.%m.%Y} не подходит: данные удаляют с {since:%d.%m.%Y} по {today:%d.%m.%Y}",
            "Укажите день, когда данные действительно удалены.",
        )


def check_violations(*, asked: bool, done: bool, ended: bool) -> Iterator[Violation]:
    """Conditions are judged once, of a consent in force that sets any."""
    if done:
        yield COMMON_SENSE.forbids(
            RULE,
            "Условия этого согласия уже проверены",
            "Обновите страницу. Если показывают данные теперь иначе, попросите у человека новое согласие.",
        )
    elif not asked or ended:
        yield COMMON_SENSE.forbids(
            RULE,
            "Проверять нечего: условий в согласии нет или оно уже не действует",
            "Обновите карточку: там видно, какое согласие действует.",
        )


def check_due(given_on: date) -> date:
    """The last day on which conditions are judged and published: three working days from the receipt (legal.md 4.7)."""
    return due_after(given_on, CHECK_DAYS, working=True)


def check_duty(consent_id: int, name: str, given_on: date) -> Duty:
    """The curator reads the conditions of a consent and says whether the showing keeps them."""
    return COMMON_SENSE.owes(
        RULE,
        what="Проверить условия согласия на распространение",
        about=name,
        due_on=check_due(given_on),
        target="people:check_conditions",
        pk=consent_id,
        office="curator",
        working=True,
        since=given_on,
    )


def stop_due(on: date) -> date:
    """The last day on which what was demanded is stopped: three working days from the receipt (legal.md 4.7)."""
    return due_after(on, STOP_DAYS, working=True)


def stop_duty(stop_id: int, name: str, on: date) -> Duty:
    """Somebody's data is taken off the pages after a demand, or after a narrower consent."""
    return COMMON_SENSE.owes(
        RULE,
        what="Прекратить распространение: удалить данные со страниц",
        about=name,
        due_on=stop_due(on),
        target="people:close_stop",
        pk=stop_id,
        office="clerk",
        working=True,
        since=on,
    )


def term_duty(consent_id: int, name: str, expires_on: date) -> Duty:
    """Data whose consent runs out is taken off the pages by that day, unless there is a new consent."""
    return COMMON_SENSE.owes(
        RULE,
        what="Получить новое согласие на распространение или удалить данные со страниц",
        about=name,
        due_on=expires_on,
        target="people:close_term",
        pk=consent_id,
        office="clerk",
    )
