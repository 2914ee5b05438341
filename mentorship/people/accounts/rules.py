"""Who may hold an office, and to whom the door is opened. Plain Python: no database."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE, Limits

SALT = 4  # random bytes beside every printed code
OWN_MAN_DAYS = 14  # so long whoever owes the way in, or the office, to somebody is no second person beside them


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeGrant:
    """Who is to hold which office."""

    office: str
    is_deputy: bool
    is_head: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Somebody heads the institution, or acts as its head, on these days."""

    key: int | None = None  # of the record; None while there is none
    person: int
    name: str
    starts_on: date
    ends_on: date | None = None
    acting: bool = False
    is_woman: bool = True

    @property
    def words(self) -> str:
        """«Рябинина Р. Р. (и. о. по 05.12.2026)»."""
        till = f" по {self.ends_on:%d.%m.%Y}" if self.ends_on else ""
        return f"{self.name} (и. о.{till or ' до выхода основного работника'})" if self.acting else self.name


@dataclass(frozen=True, slots=True)
class Signature:
    """What somebody has signed as the head, and on which day."""

    person: int
    on: date
    words: str


def head_on(terms: Iterable[Term], day: date) -> Term | None:
    """Who heads the institution on the day: whoever acts, else the holder, a permanent one before a dated one.

    The same order as `OfficeTerm.objects.by_precedence`.
    """
    held = [term for term in terms if term.starts_on <= day <= (term.ends_on or date.max)]
    return min(held, key=_precedence, default=None)


def _precedence(term: Term) -> tuple[bool, int, date, int]:
    till = -term.ends_on.toordinal() if term.ends_on else -date.max.toordinal()
    return not term.acting, till, term.starts_on, term.key or 0


def term_violations(term: Term, *, basis: str, until_return: bool) -> Iterator[Violation]:
    """Who acts for another does so by something and until some day."""
    if term.ends_on and term.ends_on < term.starts_on:
        yield COMMON_SENSE.forbids("office_term", "Срок роли заканчивается раньше, чем начался", "Исправьте дни.")
    if term.acting and not basis:
        yield COMMON_SENSE.forbids(
            "office_basis",
            "Не сказано, чем назначен исполняющий обязанности",
            "Напишите основание, например «приказ отдела образования от 01.09.2026 № 12».",
        )
    if term.acting and not (term.ends_on or until_return):
        yield COMMON_SENSE.forbids(
            "office_term",
            "Не сказано, до какого дня исполняются обязанности",
            "Укажите последний день или отметьте «до выхода основного работника».",
        )
    if until_return and not term.acting:
        yield COMMON_SENSE.forbids(
            "office_term",
            "«До выхода основного работника» бывает только у и. о.",
            "Отметьте «и. о.» или снимите отметку.",
        )


def head_violations(term: Term, others: Sequence[Term]) -> Iterator[Violation]:
    """Of two permanent heads, and of two acting ones, no day belongs to both; nobody acts for oneself."""
    for other in others:
        if not _meet(term, other) or (other.acting != term.acting and other.person != term.person):
            continue
        eve = term.starts_on - timedelta(days=1)
        first = f"Сначала закончите тот срок {eve:%d.%m.%Y}" if other.starts_on <= eve else "Исправьте дни"
        who = "исполняет обязанности руководителя" if other.acting else "руководитель"
        same = other.person == term.person
        second = "" if term.acting or same else " или отметьте, что новый — и. о."
        yield COMMON_SENSE.forbids(
            "office_head",
            f"{_days(other)} {who} — {other.name}: {'эта роль уже записана' if same else 'двух сразу не бывает'}",
            f"{first}{second or '.'}",
        )


def _meet(one: Term, other: Term) -> bool:
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (one.ends_on or date.max)


def _days(term: Term) -> str:
    return f"С {term.starts_on:%d.%m.%Y}" + (f" по {term.ends_on:%d.%m.%Y}" if term.ends_on else "")


def signature_violations(
    before: Sequence[Term], after: Sequence[Term], signatures: Iterable[Signature]
) -> Iterator[Violation]:
    """A change of terms takes the power from nobody who has signed by it already."""
    for signature in signatures:
        was, becomes = head_on(before, signature.on), head_on(after, signature.on)
        if was and was.person == signature.person and (becomes is None or becomes.person != signature.person):
            yield COMMON_SENSE.forbids(
                "office_signed",
                f"{signature.words}: подпись руководителя ({was.name}), а по новым срокам в тот день руководит не "
                f"{'она' if was.is_woman else 'он'}",
                "Исправьте дни роли: подписанное остаётся подписанным.",
            )
            return


def _whose_day(on_paper: bool) -> str:
    return "того, чья подпись стоит на бумаге" if on_paper else "день, в который руководили вы"


def power_violations(
    what: str, day: date, signer: int | None, head: Term | None, *, on_paper: bool = False
) -> Iterator[Violation]:
    """What the head signs or decides is signed by whoever was the head on its day; `what` is «приказ», «решение»."""
    if head is not None and head.person == signer:
        return
    if head is None:
        yield COMMON_SENSE.forbids(
            "head_power",
            f"{day:%d.%m.%Y} руководителя не было: роль ни у кого не записана на этот день",
            "Укажите день своих полномочий или исправьте первый день роли на странице «Входы и роли».",
        )
        return
    was = "была" if head.is_woman else "был"
    yield COMMON_SENSE.forbids(
        "head_power",
        f"{day:%d.%m.%Y} руководителем {was} {head.words}",
        f"Укажите {_whose_day(on_paper)}: {what} действует, только если в его день у подписавшего есть "
        "полномочия. Если сроки записаны неверно, исправьте их на странице «Входы и роли».",
    )


def headless_violations(day: date, terms: Sequence[Term]) -> Iterator[Violation]:
    """A paper for the head's pen bears a day on which there is a head; who is head when is said."""
    if head_on(terms, day):
        return
    known = "; ".join(f"{term.name} — {_days(term).lower()}" for term in sorted(terms, key=lambda term: term.starts_on))
    yield COMMON_SENSE.forbids(
        "head_power",
        f"{day:%d.%m.%Y} подписать некому: роль руководителя ни у кого не записана на этот день"
        + (f" ({known})" if known else ""),
        "Укажите день, в который руководитель есть, или исправьте сроки роли на странице «Входы и роли».",
    )


def acting_violations(*, acts: bool, own: bool, of_head: bool) -> Iterator[Violation]:
    """Whoever acts as the head has that power from others: it is not made longer, nor greater, by oneself."""
    if acts and (own or of_head):
        what = "свои роли" if own else "роль руководителя"
        yield COMMON_SENSE.forbids(
            "office_acting",
            f"Исполняющий обязанности руководителя не назначает и не меняет {what}",
            "Попросите администратора.",
        )


def given_violations(*, given: bool) -> Iterator[Violation]:
    """Nor by the hand of an administrator of one's own making."""
    if given:
        yield COMMON_SENSE.forbids(
            "office_acting",
            "Роль администратора дал вам тот, кто исполнял обязанности руководителя: его роли вы не назначаете и не "
            "меняете",
            "Попросите руководителя или другого администратора; если их нет, есть команда «manage.py administrator».",
        )


IMPOSSIBLE = {  # what nobody can do without the office
    "director": "некому будет подписывать приказы и утверждать, а роли сможет давать только администратор",
    "admin": "некому будет выдавать коды входа руководителю и администратору и закрывать входы, а роль администратора "
    "сможет дать только руководитель",
    "curator": "некому будет вести действующие пары: утверждать программы, принимать отчёты, готовить приказы",
}


LAST_LEAVES = (
    "Такое увольнение записывает администратор, а роль тому, кто сменит, даёт руководитель или администратор: "
    "попросите их. Если из них войти некому, администратора вернёт команда «manage.py administrator»."
)

Days = tuple[date, date | None]  # the first and the last day of a term; None while it has no end


def first_gap(before: Sequence[Days], after: Sequence[Days], today: date) -> date | None:
    """The first day from today on which an office is held before a change of its terms and is not after it."""
    ends = (last + timedelta(days=1) for _, last in after if last)
    days = sorted({today, *ends, *(first for first, _ in before)})
    return next((day for day in days if day >= today and _held(before, day) and not _held(after, day)), None)


def _held(terms: Iterable[Days], day: date) -> bool:
    return any(first <= day <= (last or date.max) for first, last in terms)


def last_violations(
    office: str, name: str, gap: date | None, *, leaves: bool = False, theirs: bool = True
) -> Iterator[Violation]:
    """An office without which nobody can go on is not left empty without a word: what becomes impossible is named.

    `gap` is the first day on which nobody who can sign in would hold it. An administrator may be followed by anybody
    at once, so the last one's office does not end at all; a head, a curator, or whoever `leaves` the job really goes,
    with a successor or without: there the program asks, and goes on with the answer. `theirs`: whether whoever records
    a leaving holds an office of those who rule such offices.
    """
    if office not in IMPOSSIBLE or not gap:
        return
    message = (
        f"После {gap - timedelta(days=1):%d.%m.%Y} этой роли не будет ни у кого ({name} — последняя запись): "
        f"{IMPOSSIBLE[office]}"
    )
    first = "Сначала дайте роль тому, кто сменит, и дождитесь, пока он задаст пароль по коду с листка"
    if leaves and not theirs:
        yield COMMON_SENSE.forbids("office_last", message, LAST_LEAVES)
    elif office == "admin" and not leaves:
        yield COMMON_SENSE.forbids("office_last", message, f"{first}.")
    else:
        yield COMMON_SENSE.warns("office_last", message, f"{first}, или отметьте внизу, что так и задумано.")


def office_violations(grant: OfficeGrant, limits: Limits) -> Iterator[Violation]:
    """Who may be the curator, and whether there is a council at all (CUR-01, CUR-02, MO-01): warnings."""
    if grant.office == "curator" and limits.curator_pool == "deputies" and not grant.is_deputy:
        yield limits.warns(
            "curator_pool",
            "Куратора назначают из числа заместителей руководителя, а этот сотрудник — не заместитель",
            "Отметьте у его должности «заместитель руководителя» или напишите основание.",
        )
    if grant.office == "curator" and limits.curator_pool == "head" and not grant.is_head:
        yield limits.warns(
            "curator_pool",
            "По вашему Положению куратора нет: его дела ведёт сам руководитель",
            "Дайте роль куратора руководителю или напишите основание.",
        )
    if grant.office == "council" and not limits.council:
        yield limits.warns(
            "council",
            "По вашему Положению такого органа нет",
            "Отметьте на странице «Положение», что он есть, или напишите основание.",
        )


def invitation_violations(
    name: str, *, works: bool, guarded: bool, hired_on: date | None, today: date
) -> Iterator[Violation]:
    """A code opens the account: of who works here, and of who signs or runs the system by an administrator alone."""
    if guarded:
        yield COMMON_SENSE.forbids(
            "accounts", "Код для руководителя и администратора выдаёт только администратор", "Попросите его."
        )
    elif not works:
        comes = hired_on is not None and hired_on > today
        why = f"приём на работу {hired_on:%d.%m.%Y} ещё не наступил" if comes else "последний рабочий день прошёл"
        yield COMMON_SENSE.forbids("accounts", f"{name}: {why}, входа в программу нет", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCode:
    """A code at the moment in which somebody enters by it."""

    printer: str  # empty where it was printed at the computer with the program
    may_print: bool  # whether the printer still may
    guarded: bool  # whether the door has come to be one that only an administrator opens
    second: bool  # whether it takes a second person
    confirmer: str  # empty while nobody has confirmed it
    may_confirm: bool  # whether the confirmer still may


def code_trouble(code: PrintedCode) -> str:
    """Why a code opens nothing any more, or not yet; empty when it does. It is worth what its printer may do now."""
    if not code.printer:
        return ""
    if code.guarded:
        return (
            "Код не подходит: руководителю и администратору его печатает только администратор, а этот напечатал другой "
            "сотрудник. Попросите новый у администратора."
        )
    if not code.may_print:
        return (
            f"Код больше не действует: у того, кто его напечатал ({code.printer}), уже нет права печатать коды. "
            "Попросите новый у куратора или администратора."
        )
    if code.second and code.confirmer and not code.may_confirm:
        return (
            f"Код больше не действует: у того, кто его подтвердил ({code.confirmer}), уже нет права подтверждать коды. "
            "Попросите новый у куратора или администратора."
        )
    if code.second and not code.confirmer:
        return (
            "Код ещё не подтверждён: у вас уже есть пароль, поэтому код должен подтвердить второй человек — "
            "руководитель или администратор. Просьба об этом уже на их странице «Сегодня»."
        )
    return ""


OTHER_SECOND = "Попросите другого администратора или руководителя; если их нет, код печатает команда «manage.py code»."


def confirmation_violations(*, open_: bool, own: bool, own_man: bool, printer: str) -> Iterator[Violation]:
    """A second person is another one, not of the same making of late, and confirms what still works."""
    if not open_:
        yield COMMON_SENSE.forbids("accounts", "Этот код уже использован или больше не действует", "Напечатайте новый.")
    elif own:
        yield COMMON_SENSE.forbids(
            "accounts",
            "Код подтверждает не тот, кто его напечатал",
            OTHER_SECOND,
        )
    elif own_man:
        yield COMMON_SENSE.forbids(
            "accounts",
            f"Вход или роль у вас и у того, кто напечатал этот код ({printer}), из одних рук, и не прошло "
            f"{OWN_MAN_DAYS} дней: вторым человеком вы не считаетесь",
            OTHER_SECOND,
        )


def address_violations(*, guarded: bool) -> Iterator[Violation]:
    """Whoever has the address has the door: a link for a new password goes there."""
    if guarded:
        yield COMMON_SENSE.forbids(
            "accounts",
            "Адрес почты руководителя и администратора меняет только администратор: на него приходит ссылка для нового "
            "пароля",
            "Попросите его.",
        )


def door_violations(own: bool, active: bool) -> Iterator[Violation]:
    """Nobody shuts the door on themselves."""
    if own and not active:
        yield COMMON_SENSE.forbids("accounts", "Нельзя запретить вход самому себе", "Попросите другого администратора.")


def hiring_violations(titles: Sequence[str], hired_on: date) -> Iterator[Violation]:
    """A day of hiring that is still to come shuts the door until then: to nobody who holds a needed office now."""
    if titles:
        yield COMMON_SENSE.forbids(
            "office_last",
            f"Приём на работу {hired_on:%d.%m.%Y} ещё не наступил, до него войти нельзя, а у сотрудника уже есть роль: "
            f"{', '.join(titles)}",
            "Исправьте день приёма или сначала закончите роль.",
        )


def code_hash(code: str, *, salt: str) -> str:
    """What is kept of a printed code: its salt and a hash; spaces, dashes and case do not matter."""
    plain = re.sub(r"[\s-]", "", code).upper()
    return salt + hashlib.sha224(f"{salt} {plain}".encode()).hexdigest()


def is_code(code: str, kept: str) -> bool:
    """Whether it is the code of which this was kept."""
    return hmac.compare_digest(code_hash(code, salt=kept[: 2 * SALT]), kept)
