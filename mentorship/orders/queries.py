"""Reading orders: the object for this user, the paper, the number to propose."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core import history
from mentorship.documents import tree
from mentorship.orders import rules
from mentorship.orders.kinds import kind_of
from mentorship.orders.models import READING_OFFICES, Acquaintance, NumberRegister, Order
from mentorship.people.models import User
from mentorship.people.papers import head, paper_name
from mentorship.regulation.clauses import Duty, Scope
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution


def order_for(user: User, pk: int, permission: str = "order.view") -> Order:
    """The order: 404 when this user may not know of it, 403 when they may only look."""
    orders = Order.objects.visible_to(user).select_related("signed_by", "created_by__person", "revokes")
    order = get_object_or_404(orders.distinct(), pk=pk)
    require(user, permission, order)
    return order


def register_rows(user: User) -> QuerySet[Order]:
    """Rows of the register; discarded drafts are not in it."""
    kept = [Order.Status.DRAFT, Order.Status.SIGNED, Order.Status.REVOKED]
    rows = Order.objects.visible_to(user).filter(status__in=kept)
    return rows.only("status", "heading", "number", "signed_on")


def read_counts(orders: Iterable[Order]) -> dict[int, str]:
    """By order: «2 из 3» have read it; orders that name nobody are left out."""
    rows = Acquaintance.objects.filter(order__in=list(orders)).values("order")
    counted = rows.annotate(all=Count("pk"), read=Count("acknowledged_on")).order_by()
    return {row["order"]: f"{row['read']} из {row['all']}" for row in counted}


def proposed_number(place: Institution, journal: str, year: int) -> str:
    """The next free number by the institution's mask, without taking it (ORD-03)."""
    register = NumberRegister.objects.filter(journal=journal, year=year).first()
    return free_number(place, journal, year, register.last if register else 0)[0]


def free_number(place: Institution, journal: str, year: int, last: int) -> tuple[str, int]:
    """The first free number after `last`, as text and as the count behind it."""
    count = last + 1
    while is_taken(number := place.number_mask.format(n=count), journal, year):
        count += 1
    return number, count


def is_taken(number: str, journal: str, year: int) -> bool:
    return Order.objects.filter(journal=journal, year=year, number=number).exists()


def taken_by(number: str, journal: str, year: int) -> str:
    """The order that has the number, in words; empty when it is free."""
    order = Order.objects.filter(journal=journal, year=year, number=number).first()
    return f"«{order.heading}» от {order.signed_on:%d.%m.%Y}" if order else ""


def paper(order: Order) -> tree.Document:
    """The order as a paper: the signed text for ever, or the draft as it would be now."""
    if order.snapshot:
        return tree.from_json(order.snapshot)
    return build_paper(order, "____", None)


def build_paper(order: Order, number: str, signed_on: date | None) -> tree.Document:
    """The order's text from its kind and the institution's layout (B1–B10)."""
    place, kind = institution(), kind_of(order)
    profile = place.profile()
    day = f"{signed_on:%d.%m.%Y}" if signed_on else "__.__.____"
    items = kind.items(order, signed_on)
    if order.control:
        items = (*items, tree.Item(order.control))
    blocks: list[tree.Block] = [
        tree.Letterhead(tuple(place.letterhead.splitlines())),
        tree.TypeLine(profile.order_word, day, number, place.locality if profile.place else ""),
        tree.Heading(order.heading, align="left"),
        tree.Paragraph(order.preamble + ","),
        tree.Paragraph(profile.resolve_word, indent=False, align="left", bold=True),
        tree.Items(items),
        director_signature(place),
        *kind.appendices(order),
    ]
    blocks.extend(acquaintance_blocks(order, place))
    return tree.Document(f"Приказ. {order.heading}", tuple(blocks))


def director_signature(place: Institution) -> tree.Signature:
    """«Заведующий ______ М.И. Лебедева»."""
    profile, director = place.profile(), head()
    name = paper_name(director, initials_first=profile.initials_first) if director else ""
    colon = ":" if profile.signature_colon else ""
    return tree.Signature(f"{place.head_title}{colon}", name)


def acquaintance_blocks(order: Order, place: Institution) -> list[tree.Block]:
    """The table that the people named in the order sign (B10)."""
    people = kind_of(order).people(order)
    if not people:
        return []
    first = place.profile().initials_first
    rows = tuple(
        (str(number), person.position, paper_name(person, initials_first=first), "", "")
        for number, person in enumerate(people, start=1)
    )
    headers = ("№", "Должность", "Фамилия, инициалы", "Подпись", "Дата")
    title = tree.Paragraph("С приказом ознакомлены:", indent=False, align="left")
    return [title, tree.Table(headers, rows, (6, 34, 26, 18, 16))]


def acquaintances(order: Order, user: User) -> QuerySet[Acquaintance]:
    """Who reads the order: offices see everybody, a person named in it only oneself."""
    rows = order.acquaintances.select_related("person")
    return rows if user.offices & READING_OFFICES else rows.filter(person=user.person_id)


def timeline(order: Order, user: User) -> list[history.Entry]:
    """What happened to the order and who of the visible has read it."""
    visible = acquaintances(order, user).values("pk")
    return history.timeline(order, Acquaintance.history.filter(id__in=visible))


def duties(scope: Scope) -> list[Duty]:
    """Drafts that wait for the director, orders that wait to be read; two queries."""
    found = []
    if scope.holds("director"):
        found = [
            rules.signing_duty(order.pk, order.heading)
            for order in scope.cut(Order.objects.drafts().only("heading").order_by("pk"))
        ]
    if not (scope.mentors or scope.mentees):
        return found
    unread = Acquaintance.objects.filter(acknowledged_on=None, order__status=Order.Status.SIGNED)
    if not scope.everything:
        unread = unread.filter(person=scope.person)
    for row in scope.cut(unread.select_related("order", "person").defer("order__snapshot").order_by("pk")):
        found.append(rules.acquaintance_duty(row.order_id, str(row.order), row.person_id, str(row.person)))
    return found
