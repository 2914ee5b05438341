"""Who may hold an office, and to whom the door is opened. Plain Python: no database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE, Limits


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


def power_violations(what: str, day: date, signer: int | None, head: Term | None) -> Iterator[Violation]:
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
        f"Укажите день, в который руководили вы: {what} действует, только если в его день у подписавшего есть "
        "полномочия. Если сроки записаны неверно, исправьте их на странице «Входы и роли».",
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


def door_violations(own: bool, active: bool) -> Iterator[Violation]:
    """Nobody shuts the door on themselves."""
    if own and not active:
        yield COMMON_SENSE.forbids("accounts", "Нельзя запретить вход самому себе", "Попросите другого администратора.")
