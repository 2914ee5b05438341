"""Reading the journals of orders: the next free number, who has a number, the last day."""

from datetime import date

from django.db.models import Max

from mentorship.orders.models import NumberRegister, Order
from mentorship.regulation.models import Institution


def proposed_number(place: Institution, journal: str, year: int) -> str:
    """The next free number by the institution's mask, without taking it (ORD-03)."""
    register = NumberRegister.objects.filter(journal=journal, year=year).first()
    return free_number(place, journal, year, register.last if register else 0)[0]


def free_number(place: Institution, journal: str, year: int, last: int) -> tuple[str, int]:
    """The first free number after `last`, as text and as the count behind it."""
    count = last + 1
    while is_taken(number := place.number_mask_of(journal).format(n=count), journal, year):
        count += 1
    return number, count


def is_taken(number: str, journal: str, year: int) -> bool:
    return Order.objects.filter(journal=journal, year=year, number=number).exists()


def taken_by(number: str, journal: str, year: int) -> str:
    """The order that has the number, in words; empty when it is free."""
    order = Order.objects.filter(journal=journal, year=year, number=number).first()
    return f"«{order.heading}» от {order.signed_on:%d.%m.%Y}" if order else ""


def last_signed_on(journal: str, year: int) -> date | None:
    """The day of the latest order of the journal in the year."""
    signed = Order.objects.signed().filter(journal=journal, year=year)
    return signed.aggregate(last=Max("signed_on"))["last"]
