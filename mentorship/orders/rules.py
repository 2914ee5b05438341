"""What must be true of any order, whatever its kind. Plain Python."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE

CONFIRM = "Исправьте или отметьте внизу «Дата и номер необычные, но верные»."
LONG_AGO_DAYS = 31
AHEAD_DAYS = 60  # for a later day nobody knows yet what is true on it
FINAL_STOP = re.compile(r"(?:(?<=[а-яёА-ЯЁ]{4})|(?<=[»)\d]))\.$")  # after a word too long for an abbreviation


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The facts of one signature."""

    is_draft: bool
    status_word: str
    signed_on: date
    today: date
    item_count: int
    items_outdated: bool = False
    # The day for which items typed by hand were worded, where the program would word them otherwise on this one.
    worded_for: date | None = None
    missing: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    confirmed: bool = True
    last_signed_on: date | None = None
    acts_from: date | None = None
    ends_on: date | None = None
    acts_by_date: bool = False


def draft_violations(is_draft: bool, status_word: str) -> Iterator[Violation]:
    """Only a draft is changed, signed or discarded."""
    if not is_draft:
        yield COMMON_SENSE.forbids(
            "order_draft",
            f"Этот приказ уже не проект: он {status_word}",
            "Обновите страницу. Изменить подписанный приказ можно только другим приказом.",
        )


def own_office_violations(*, own: bool) -> Iterator[Violation]:
    """Nobody takes down from paper that they have been given an office, or are rid of one."""
    if own:
        yield COMMON_SENSE.forbids(
            "order_own_office",
            "Этот приказ даёт или заканчивает вашу роль: с бумаги его вносите не вы",
            "Внесёт другой делопроизводитель или куратор; нет другого — руководитель подпишет приказ в программе или "
            "администратор запишет роль на вашей карточке.",
        )


def signing_violations(signing: Signing) -> Iterator[Violation]:
    """Why this order may not be signed now."""
    yield from draft_violations(signing.is_draft, signing.status_word)
    if signing.signed_on > signing.today:
        yield COMMON_SENSE.forbids(
            "order_date",
            f"Дата приказа {signing.signed_on:%d.%m.%Y} ещё не наступила",
            "Укажите сегодняшний день или день, когда приказ подписан на бумаге.",
        )
    if signing.is_draft and not signing.item_count:
        yield COMMON_SENSE.forbids(
            "order_items",
            "В приказе нет ни одного пункта",
            "Отклоните этот проект и подготовьте новый.",
        )
    if signing.items_outdated:
        yield COMMON_SENSE.forbids(
            "order_items",
            "Пункты правили вручную, а сведения, о которых они говорят, с тех пор изменились",
            "Откройте «Изменить текст»: поправьте пункты или верните их к образцу.",
        )
    if signing.worded_for and not signing.confirmed:
        yield COMMON_SENSE.forbids(
            "order_items",
            f"Пункты набраны вручную по образцу на {signing.worded_for:%d.%m.%Y}, а с датой "
            f"{signing.signed_on:%d.%m.%Y} образец другой",
            f"Сверьте дни и имена в пунктах. {CONFIRM}",
        )
    for where in signing.unfinished:
        yield COMMON_SENSE.forbids(
            "order_words",
            f"Текст не дописан: {where}",
            "Откройте «Изменить текст»: впишите недостающее вместо черты или фигурных скобок.",
        )
    yield from period_violations(signing.acts_from, signing.ends_on)
    if not signing.confirmed and (strange := _strange_day(signing)):
        yield COMMON_SENSE.forbids("order_date", strange, CONFIRM)
    if signing.missing:
        yield COMMON_SENSE.forbids(
            "order_institution",
            f"Для приказа не хватает сведений об учреждении: {', '.join(signing.missing)}",
            "Заполните их на странице «Оформление бумаг».",
        )


def print_day_violations(day: date, today: date) -> Iterator[Violation]:
    """An order is printed for the pen of the head for a day near today: its words are those of that day."""
    first, last = today - timedelta(days=LONG_AGO_DAYS), today + timedelta(days=AHEAD_DAYS)
    if not first <= day <= last:
        side = f"раньше сегодняшнего больше чем на {LONG_AGO_DAYS}" if day < first else f"дальше чем через {AHEAD_DAYS}"
        yield COMMON_SENSE.forbids(
            "order_date",
            f"День {day:%d.%m.%Y} {side} {plural(LONG_AGO_DAYS if day < first else AHEAD_DAYS, 'день', 'дня', 'дней')}",
            f"Укажите день с {first:%d.%m.%Y} по {last:%d.%m.%Y}.",
        )


def naming_violations(former: Iterable[str], present: str) -> Iterator[Violation]:
    """A draft worded before a renaming is not signed with two names of one institution."""
    for name in former:
        yield COMMON_SENSE.forbids(
            "order_names",
            f"В проекте стоит прежнее наименование «{name}», а в день приказа учреждение называется «{present}»",
            "Откройте «Изменить текст» и назовите учреждение по-новому; если прежнее наименование здесь нужно, "
            "отметьте внизу «Дата и номер необычные, но верные».",
        )


def away_violations(name: str, day: date, away_on: date) -> Iterator[Violation]:
    """Whoever is away by the records signs nothing, unless they do all the same."""
    yield COMMON_SENSE.forbids(
        "order_signer",
        f"{name}: {day:%d.%m.%Y} по записи отсутствует (с {away_on:%d.%m.%Y})",
        "Запишите возвращение или кто исполняет обязанности (карточка сотрудника, «Назначить роль», «и. о.»). Если "
        "приказ всё же подписывает руководитель, отметьте внизу «Дата и номер необычные, но верные».",
    )


def basis_note(act: str, approval: str) -> str:
    """The bases or the items cite another approval of the Положение than that of the version in force."""
    return f"Проверьте текст: он называет другое утверждение Положения, а действует {act}: {approval}."


def period_violations(first: date | None, last: date | None) -> Iterator[Violation]:
    """What an order says of a period does not end before it begins."""
    if first and last and last < first:
        yield COMMON_SENSE.forbids(
            "order_period",
            f"Период заканчивается {last:%d.%m.%Y}, раньше, чем начинается, {first:%d.%m.%Y}",
            "Исправьте дни.",
        )


def _strange_day(signing: Signing) -> str:
    """What is unusual about the day, in words; empty when it is an ordinary day."""
    day, shown = signing.signed_on, f"Дата приказа {signing.signed_on:%d.%m.%Y}"
    if day.year != signing.today.year:
        return f"{shown} — другого года"
    if (signing.today - day).days > LONG_AGO_DAYS:
        return f"{shown} — больше месяца назад"
    if signing.last_signed_on and day < signing.last_signed_on:
        return f"{shown} раньше последнего приказа журнала, от {signing.last_signed_on:%d.%m.%Y}"
    if signing.acts_by_date and day < signing.today:
        return f"Приказ действует со своей даты, {day:%d.%m.%Y}, то есть задним числом"
    if signing.acts_from and signing.acts_from < day:
        return f"Приказ действует с {signing.acts_from:%d.%m.%Y}, это раньше его даты, {day:%d.%m.%Y}"
    return ""


def unstopped(typed: str) -> str:
    """Words for the inside of a sentence, without a final stop; that of an abbreviation stays: «п.о.д.», «2026 г.»."""
    return FINAL_STOP.sub("", typed.rstrip())


def unfinished(heading: str, preamble: str, items: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Where lines to write on or braces are left in the words of an order; items come as (number, text)."""
    parts = [("заголовок", heading), ("основания", preamble), *((f"пункт {number}", text) for number, text in items)]
    return tuple(where.rstrip(".") for where, text in parts if "___" in text or "{" in text or "}" in text)


def signed_violations(is_signed: bool) -> Iterator[Violation]:
    """The mark of an electronic signature belongs to a signed order (legal.md 5.10)."""
    if not is_signed:
        yield COMMON_SENSE.forbids(
            "order_mark", "Приказ ещё не подписан", "Сначала подпишите приказ, потом загрузите файл подписи."
        )


def acquaintance_violations(on: date, signed_on: date | None, today: date) -> Iterator[Violation]:
    """An order is read from the day it is signed until today."""
    if signed_on is not None and on < signed_on:
        yield COMMON_SENSE.forbids(
            "acquaintance", f"День {on:%d.%m.%Y} раньше приказа, {signed_on:%d.%m.%Y}", "Укажите день с листа."
        )
    elif on > today:
        yield COMMON_SENSE.forbids("acquaintance", f"День {on:%d.%m.%Y} ещё не наступил", "Укажите день с листа.")


@dataclass(frozen=True, slots=True)
class Mark:
    """The facts of a mark about an electronic signature."""

    signed_on: date | None
    starts_on: date
    ends_on: date


def mark_violations(mark: Mark) -> Iterator[Violation]:
    """Only a signed order bears the mark, and only of a certificate that was valid on its day (legal.md 5.10)."""
    yield from signed_violations(mark.signed_on is not None)
    if mark.signed_on is not None and not mark.starts_on <= mark.signed_on <= mark.ends_on:
        yield COMMON_SENSE.forbids(
            "order_mark",
            f"Сертификат действует с {mark.starts_on:%d.%m.%Y} по {mark.ends_on:%d.%m.%Y}, "
            f"а приказ подписан {mark.signed_on:%d.%m.%Y}",
            "Загрузите сертификат, которым подписан этот приказ.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """The facts about an order that is to be revoked by another one."""

    in_force: bool
    status_word: str
    kind: str
    revocable: bool
    prepared: bool


def revocation_violations(facts: Revocation) -> Iterator[Violation]:
    """Why this order may not be revoked."""
    if not facts.in_force:
        yield COMMON_SENSE.forbids(
            "order_revoke",
            f"Отменить можно только действующий приказ, а этот — {facts.status_word}",
            "Проект отклоняют, а не отменяют; уже отменённый приказ отменять не нужно.",
        )
    elif not facts.revocable:
        yield COMMON_SENSE.forbids(
            "order_revoke",
            f"Приказ вида «{facts.kind}» не отменяют",
            "Подготовьте новый приказ, который меняет положение дел дальше.",
        )
    elif facts.prepared:
        yield COMMON_SENSE.forbids(
            "order_revoke", "Проект приказа об отмене уже подготовлен", "Подпишите или отклоните его."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What an order tells somebody to do by a day."""

    name: str
    works: bool
    due_on: date


def task_violations(tasks: Iterable[Task], signed_on: date) -> Iterator[Violation]:
    """Somebody who works here is told, and the term is not over before the order (ORD-09)."""
    for task in tasks:
        if not task.works:
            yield COMMON_SENSE.forbids(
                "assignment",
                f"{task.name} не работает {signed_on:%d.%m.%Y}: поручить это человеку нельзя",
                "Отклоните этот проект и выберите другого.",
            )
        if task.due_on < signed_on:
            yield COMMON_SENSE.forbids(
                "assignment",
                f"Срок поручения ({task.name}) {task.due_on:%d.%m.%Y} раньше даты приказа, {signed_on:%d.%m.%Y}",
                "Отклоните этот проект и подготовьте приказ с другим сроком.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilment:
    """The facts of a mark that what an order told somebody to do is done."""

    in_force: bool
    done_on: date | None
    signed_on: date | None


def open_violations(facts: Fulfilment) -> Iterator[Violation]:
    """What is done is marked once, and only while its order is in force."""
    if not facts.in_force:
        yield COMMON_SENSE.forbids("assignment", "Приказ отменён, поручения больше нет", "Обновите страницу.")
    elif facts.done_on:
        yield COMMON_SENSE.forbids(
            "assignment", f"Выполнение уже отмечено: {facts.done_on:%d.%m.%Y}", "Обновите страницу."
        )


def fulfilment_violations(facts: Fulfilment, on: date, today: date) -> Iterator[Violation]:
    """It was done between the day of the order and today."""
    yield from open_violations(facts)
    if facts.signed_on and on < facts.signed_on:
        yield COMMON_SENSE.forbids(
            "assignment_day", f"День {on:%d.%m.%Y} раньше приказа, {facts.signed_on:%d.%m.%Y}", "Исправьте день."
        )
    elif on > today:
        yield COMMON_SENSE.forbids("assignment_day", f"День {on:%d.%m.%Y} ещё не наступил", "Исправьте день.")


def is_publication(what: str) -> bool:
    """Whether the words of an order tell somebody to put something on the site."""
    words = what.lower()
    return words.startswith(("разместить", "опубликовать"))


def address_violations(what: str, url: str) -> Iterator[Violation]:
    """What is on the site has an address there (ADM-05)."""
    if is_publication(what) and not url:
        yield COMMON_SENSE.forbids(
            "assignment_url", "Не указан адрес страницы, где это размещено", "Скопируйте его из строки браузера."
        )


def assignment_duty(pk: int, what: str, title: str, name: str, person: int, due_on: date, signed_on: date) -> Duty:
    """Whom a signed order tells to do something by a day owes that until it is marked done (ORD-09)."""
    return COMMON_SENSE.owes(
        "assignment",
        what=what,
        about=f"{title} — {name}",
        due_on=due_on,
        target="orders:fulfil",
        pk=pk,
        owner=person,
        since=signed_on,
    )


def signing_duty(order_id: int, heading: str) -> Duty:
    """The director signs what has been prepared."""
    return COMMON_SENSE.owes(
        "order_needed",
        what="Подписать приказ или отклонить проект",
        about=heading,
        due_on=None,
        target="orders:card",
        pk=order_id,
        office="director",
    )


def acquaintance_duty(order_id: int, title: str, person_id: int, name: str, signed_on: date) -> Duty:
    """Everybody whom an order names reads it."""
    return COMMON_SENSE.owes(
        "acquaintance",
        what="Ознакомиться с приказом",
        about=f"{title} — {name}",
        due_on=None,
        target="orders:card",
        pk=order_id,
        owner=person_id,
        since=signed_on,
    )


def collecting_duty(order_id: int, title: str, people: int) -> Duty:
    """Whoever has no login reads the order on paper, and somebody brings it to them."""
    return COMMON_SENSE.owes(
        "acquaintance",
        what="Ознакомить с приказом под подпись",
        about=f"{title} — без логина {people} {plural(people, 'человек', 'человека', 'человек')}",
        due_on=None,
        target="orders:card",
        pk=order_id,
        office="clerk",
    )
