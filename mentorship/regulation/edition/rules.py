"""When one edition of the Положение may follow another, what its lists may hold. Plain Python: no database."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from mentorship.core.refusal import Violation, clause_words
from mentorship.core.words import pupils
from mentorship.core.words.text import fold, plural
from mentorship.regulation.edition.limits import days, months, people
from mentorship.regulation.edition.quantities import DAY, MONTH, PERSON, said
from mentorship.regulation.limits import COMMON_SENSE, Limits

NOTICE_DAYS = 3  # working ones, at the least
# Which numbers of the edition the words of a clause may name, and in what they are counted.
COUNTED = {
    "max_mentees": (PERSON, ("max_mentees",)),
    "group_min": (PERSON, ("group_min",)),
    "mentoring_term": (MONTH, ("mentoring_min_months", "mentoring_max_months")),
    "appoint_within": (DAY, ("appoint_within_days", "appoint_warn_days")),
    "program_term": (MONTH, ("program_min_months", "program_max_months")),
    "program_due": (DAY, ("program_due_days",)),
    "mentor_report": (DAY, ("mentor_report_days",)),
    "mentee_report": (DAY, ("mentee_report_days",)),
    "report_interval": (MONTH, ("report_every_months",)),
    "confirm_mentees": (MONTH, ("confirm_months",)),
    "petitions": (DAY, ("petition_days",)),
    "acts_term": (DAY, ("study_days",)),
    "publish_results": (DAY, ("publish_results_days",)),
    "employer_notice": (DAY, ("employer_notice_days",)),
    "employee_notice": (DAY, ("employee_notice_days",)),
}
COUNT_WORDS = {PERSON: people, MONTH: months, DAY: lambda number: days(number, working=False)}
NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
ALIKE = 0.6  # of the words of the shorter of two clauses
WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A new edition after the last one; `orders` of pairs were signed under it from the new day on."""

    last_starts_on: date
    starts_on: date
    orders: int
    last_order_on: date | None


def dropping_violations(*, is_last: bool, used: bool, has_text: bool) -> Iterator[Violation]:
    """Only the last edition, under which nothing has been done, is taken back."""
    if not is_last or used:
        yield COMMON_SENSE.forbids("editions", "Отменить можно только последнюю редакцию, по которой ещё нет пар", "")
    elif has_text:
        yield COMMON_SENSE.forbids(
            "editions", "К этой редакции уже есть текст Положения: отменить её нельзя", "Измените её правила."
        )


def succession_violations(facts: Succession) -> Iterator[Violation]:
    """Why the new edition cannot start on that day: running pairs keep the edition they were appointed under."""
    if facts.starts_on <= facts.last_starts_on:
        yield COMMON_SENSE.forbids(
            "edition",
            f"Новая редакция не может начаться раньше прежней: та действует с {facts.last_starts_on:%d.%m.%Y}",
            f"Укажите день позже {facts.last_starts_on:%d.%m.%Y}.",
        )
    elif facts.orders and facts.last_order_on:
        count = f"{facts.orders} {plural(facts.orders, 'приказ', 'приказа', 'приказов')}"
        yield COMMON_SENSE.forbids(
            "edition",
            f"С {facts.starts_on:%d.%m.%Y} по прежней редакции уже подписано: {count} о закреплении, "
            f"последний — {facts.last_order_on:%d.%m.%Y}",
            f"Начните новую редакцию с {facts.last_order_on + timedelta(days=1):%d.%m.%Y} или позже.",
        )


def legal_warnings(limits: Limits) -> Iterator[Violation]:
    """Where the edition asks for less than the Labour Code does (ТК ст. 351.8, DIR-08)."""
    if not limits.mentor_consent:
        yield COMMON_SENSE.warns(
            "mentor_consent",
            "Письменное согласие наставника не требуется, а поручить работу без него нельзя",
            "Верните правило «нужно письменное согласие наставника».",
            by="agreement",
        )
    if not limits.agreement_required:
        yield COMMON_SENSE.warns(
            "agreement",
            "Дополнительное соглашение с наставником не требуется, а содержание, сроки и форму работы должен назвать "
            "трудовой договор или соглашение к нему",
            "Верните правило «нужно дополнительное соглашение с наставником».",
        )
    notice = limits.employer_notice_days
    if notice is None or notice < NOTICE_DAYS:
        yield COMMON_SENSE.warns(
            "employer_notice",
            "Наставника предупреждают об отмене поручения "
            f"{'без срока' if notice is None else f'за {notice}'}, а нужно не меньше чем за {NOTICE_DAYS} рабочих дня",
            f"Укажите {NOTICE_DAYS} или больше.",
        )


def pupil_warnings(forms: Iterable[str]) -> Iterator[Violation]:
    """A form of mentoring with school pupils: the program keeps no data of theirs."""
    for title in forms:
        if pupils.named_in(title):
            yield COMMON_SENSE.warns(
                "pupils",
                f"Форма «{title}» — о наставничестве для учеников, а сведений о школьниках в программе быть не должно",
                "В пары и группы включают работников и взрослых студентов на практике; записи об учениках "
                "ведите отдельно.",
            )


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the clause table: its number, its words, the rule that it states or nothing."""

    number: str
    gist: str
    rule: str = ""


def table_warnings(limits: Limits, rows: Sequence[Row], numbers: frozenset[str] | None) -> Iterator[Violation]:
    """Where the clause table is not true: against the rules, against itself, against the text in force.

    `numbers` are those of the text; None where they cannot be known.
    """
    for row in rows:
        yield from _outlived(limits, row)
    for one, other in combinations(rows, 2):
        if _said_twice(one, other):
            yield COMMON_SENSE.warns(
                "clauses",
                f"{_of(one)} стоит в таблице дважды разными словами: «{one.gist}» и «{other.gist}»",
                "Оставьте те слова, которые верны.",
            )
    for number in _absent(rows, numbers):
        yield COMMON_SENSE.warns(
            "clauses",
            f"{clause_words(number)} назван в правилах, а в тексте Положения, который действует, такого пункта нет",
            "Сверьте номер с текстом: его называют отказы, напоминания и приказы.",
        )


def _outlived(limits: Limits, row: Row) -> Iterator[Violation]:
    """The words name a number that the rule no longer has: «не больше трёх» beside 2."""
    unit, names = COUNTED.get(row.rule, ("", ()))
    numbers = [getattr(limits, name) for name in names]
    kept = sorted({number for number in numbers if number})
    strange = sorted(said(row.gist, unit) - set(kept)) if unit else []
    if strange:
        words = COUNT_WORDS[unit]
        now = " и ".join(words(number) for number in kept) or "такого предела нет"
        yield COMMON_SENSE.warns(
            "clauses",
            f"{_of(row)}: слова называют {' и '.join(words(number) for number in strange)}, а в правилах {now}",
            "Исправьте слова пункта или число, чтобы они говорили одно.",
        )


def _said_twice(one: Row, other: Row) -> bool:
    """Two rows of one number that say nearly the same, but not the same; one clause may state several rules."""
    if fold(one.number) != fold(other.number) or fold(one.gist) == fold(other.gist) or (one.rule and other.rule):
        return False
    first, second = (set(WORD.findall(fold(row.gist))) for row in (one, other))
    shorter = min(len(first), len(second))
    return shorter > 1 and len(first & second) >= ALIKE * shorter


def _absent(rows: Sequence[Row], numbers: frozenset[str] | None) -> list[str]:
    """The numbers of the table that the text lacks, each once; «этап 1 дорожной карты» is no number of it."""
    if numbers is None:
        return []
    cited = [number for row in rows if row.number[:1].isdigit() for number in NUMBERS.findall(row.number)]
    return [number for number in dict.fromkeys(cited) if number not in numbers]


def _of(row: Row) -> str:
    return clause_words(row.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list that is added or changed; `closed` lists take no new ones, `taken` words stand there twice."""

    limits: Limits
    title: str
    closed: bool
    taken: bool


def item_violations(item: Item) -> Iterator[Violation]:
    """Why the list cannot hold the item."""
    if item.closed:
        yield item.limits.forbids(
            "forms",
            "Перечень форм закрыт",
            "Если изменилось само Положение, отметьте на странице «Пары и сроки», что перечень открытый.",
        )
    elif item.taken:
        yield COMMON_SENSE.forbids("forms", f"«{item.title}» уже есть в перечне", "Назовите иначе.")
