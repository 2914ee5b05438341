"""What a mentor is paid by the edition (ТК ст. 351.8). Plain Python: no database, no clock."""

from dataclasses import dataclass
from decimal import Decimal

from mentorship.core.words import titles
from mentorship.core.words.text import plural
from mentorship.regulation.limits import Limits

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Payment:
    """What a mentor of so many people is paid altogether, and the same in words for an order."""

    amount: Decimal
    words: str


def payment(limits: Limits, mentees: int) -> Payment | None:
    """So much for each, but not above the cap; None without a rule or without mentees."""
    if not limits.pay_kind or limits.pay_value is None or mentees < 1:
        return None
    whole, cap = limits.pay_value * mentees, limits.pay_cap
    amount = whole if cap is None else min(whole, cap)
    people = plural(mentees, titles.mentee("gen"), titles.mentees("gen"), titles.mentees("gen"))
    each = size(limits.pay_kind, limits.pay_value)
    words = f"{each} за каждого из {mentees}{NBSP}{people}" if mentees > 1 else f"{each} за {titles.mentee('acc')}"
    if amount < whole:
        return Payment(amount, f"{words}, но всего не больше {size(limits.pay_kind, amount)}")
    return Payment(amount, f"{words}, всего {size(limits.pay_kind, amount)}" if mentees > 1 else words)


def rate(limits: Limits) -> str:
    """«2 000 рублей в месяц за каждого {mentee}, всего не больше 5 000 рублей в месяц»; empty without a rule."""
    if not limits.pay_kind or limits.pay_value is None:
        return ""
    cap = f", всего не больше {size(limits.pay_kind, limits.pay_cap)}" if limits.pay_cap else ""
    return f"{size(limits.pay_kind, limits.pay_value)} за каждого {titles.mentee('acc')}{cap}"


def size(kind: str, value: Decimal) -> str:
    """«2 000 рублей в месяц», «10 % оклада», «коэффициент 0,15 к окладу», «15 баллов», never broken inside."""
    number = grouped(value)
    if kind == "percent":
        return f"{number}{NBSP}% оклада"
    if kind == "coefficient":
        return f"коэффициент {number} к окладу"
    whole = value == value.to_integral_value()
    if kind == "points":
        return f"{number}{NBSP}{plural(int(value), 'балл', 'балла', 'баллов') if whole else 'балла'}"
    roubles = plural(int(value), "рубль", "рубля", "рублей") if whole else "рубля"
    return f"{number}{NBSP}{roubles} в месяц"


def grouped(value: Decimal) -> str:
    """«12 500», «1 500,5», «0,15»: zeros after the comma are not written."""
    whole = value == value.to_integral_value()
    text = f"{value:,.0f}" if whole else f"{value:,f}".rstrip("0")
    return text.translate({ord(","): NBSP, ord("."): ","})
