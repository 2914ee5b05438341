"""Reading orders: the object for this user, rows of the register, what stands on the card."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentorship.access.grants import can, require
from mentorship.access.roles import READING_OFFICES, Office
from mentorship.core import history
from mentorship.core.refusal import Violation
from mentorship.documents.keeping import LATE
from mentorship.documents.models import Scan
from mentorship.orders import rules
from mentorship.orders.kinds.base import KINDS, kind_of
from mentorship.orders.models import SIGNED, Acquaintance, Assignment, Order, OrderPerson
from mentorship.people.accounts.queries import holder, power_bars
from mentorship.people.models import Absence, User
from mentorship.people.signals import behalf_bars
from mentorship.regulation.queries import institution_on

INCENTIVE = "incentive"
NAMES = ("full_name", "full_name_gen", "full_name_loc", "short_name")  # by which an order calls the institution


def order_for(user: User, pk: int, permission: str = "order.view") -> Order:
    """The order: 404 when this user may not know of it, 403 when they may only look."""
    orders = Order.objects.visible_to(user).select_related("signed_by", "created_by__person", "revokes")
    order = get_object_or_404(orders.distinct(), pk=pk)
    require(user, permission, order)
    order.shown_appendices = kind_of(order).reads_appendices(order, user)
    return order


def acquaintance_for(user: User, pk: int, permission: str) -> Acquaintance:
    """The line of an order's sheet: 404 when this user may not know of the order."""
    rows = Acquaintance.objects.filter(order__in=Order.objects.visible_to(user)).select_related("order", "person")
    row = get_object_or_404(rows, pk=pk)
    require(user, permission, row.order)
    return row


def register_rows(user: User) -> QuerySet[Order]:
    """Rows of the register; discarded drafts are not in it."""
    kept = [Order.Status.DRAFT, Order.Status.SIGNED, Order.Status.REVOKED]
    rows = Order.objects.visible_to(user).filter(status__in=kept)
    papers = {kind.paper for kind in KINDS.values()}
    scans = Scan.objects.kept().filter(paper__in=papers, subject_id=OuterRef("pk"))
    return rows.only("status", "heading", "number", "signed_on").annotate(scanned=Exists(scans))


def incentive_rows(user: User) -> QuerySet[OrderPerson]:
    """The register of incentives: everybody whom a signed order in force rewards, newest first (D12)."""
    rows = OrderPerson.objects.filter(order__kind=INCENTIVE, order__status=Order.Status.SIGNED)
    rows = rows.filter(order__in=Order.objects.visible_to(user).order_by().values("pk"))
    return rows.select_related("order", "person").defer("order__snapshot").order_by("-order__signed_on", "-pk")


def read_counts(orders: Iterable[Order]) -> dict[int, str]:
    """By order: «2 из 3» have read it; orders that name nobody are left out."""
    rows = Acquaintance.objects.filter(order__in=list(orders)).values("order")
    counted = rows.annotate(all=Count("pk"), read=Count("acknowledged_on")).order_by()
    return {row["order"]: f"{row['read']} из {row['all']}" for row in counted}


def obstacles(order: Order, user: User, on: date) -> list[tuple[Violation, str]]:
    """What would forbid signing the draft on the day, for those who prepare or sign it."""
    if not order.is_draft or not (can(user, "order.sign", order) or can(user, "order.draft", order)):
        return []
    power: list[Violation] = []
    if can(user, "order.sign", order):
        power = power_bars("приказ", on, user.person_id)
    elif can(user, "order.register", order):
        power = own_office_bars(order, on, user)
    own = [*naming_bars(order, on), *away_bars(on), *task_bars(order, on)]
    return [*((bar, "") for bar in power), *kind_of(order).obstacles(order, on), *((bar, "") for bar in own)]


def own_office_bars(order: Order, on: date, user: User) -> list[Violation]:
    """Why this user may not take down the order signed with a pen."""
    own = user.person_id in {person.pk for person in kind_of(order).officers(order, on)}
    return list(rules.own_office_violations(own=own))


def naming_bars(order: Order, on: date) -> list[Violation]:
    """Whether the draft calls the institution as it was called when its words were made; its act keeps its title."""
    then, now = institution_on(timezone.localdate(order.created_at)), institution_on(on)
    said = " ".join((order.heading, order.preamble, order.control)).replace(now.act_title, "")
    found = []
    for name in NAMES:
        former, present = getattr(then, name), getattr(now, name)
        if former != present and former in said.replace(present, ""):
            found.append(former)
    return list(rules.naming_violations(found, now.short_name))


def away_bars(day: date) -> list[Violation]:
    """Whether whoever is the head on the day is at work, as far as it is recorded."""
    head = holder(Office.DIRECTOR, day)
    away = Absence.objects.on(day).filter(person=head.person).first() if head else None
    return list(rules.away_violations(head.person.short_name, day, away.starts_on)) if head and away else []


def task_bars(order: Order, signed_on: date) -> list[Violation]:
    """Why the order cannot tell somebody to do what it does."""
    tasks = kind_of(order).tasks(order, signed_on)
    facts = [
        rules.Task(name=task.person.short_name, works=task.person.employed_on(signed_on), due_on=task.due_on)
        for task in tasks
    ]
    return list(rules.task_violations(facts, signed_on))


def assignment_for(user: User, pk: int, permission: str) -> Assignment:
    """What an order tells somebody to do: 404 when this user may not know of the order, 403 when it is not theirs."""
    rows = Assignment.objects.filter(order__in=Order.objects.visible_to(user)).select_related("order", "person")
    row = get_object_or_404(rows, pk=pk)
    require(user, permission, row)
    return row


def assignments(order: Order, user: User) -> QuerySet[Assignment]:
    """What the order tells whom to do: offices see everybody, a person named in it only oneself."""
    rows = order.assignments.select_related("person", "order")
    return rows if user.offices & READING_OFFICES else rows.filter(person=user.person_id)


def acquaintances(order: Order, user: User) -> QuerySet[Acquaintance]:
    """Who reads the order: offices see everybody, a person named in it only oneself."""
    rows = order.acquaintances.select_related("person")
    return rows if user.offices & READING_OFFICES else rows.filter(person=user.person_id)


def paper_bars(row: Acquaintance, by: User) -> list[Violation]:
    """Why this user may not write down from paper that the person has read the order, which names them both."""
    bars = behalf_bars(row.person_id, by, ever=True)
    return bars if bars and row.order.acquaintances.filter(person=by.person_id).exists() else []


def scans(order: Order, user: User, paper: str) -> QuerySet[Scan]:
    """The scans of the signed paper, for the offices that keep orders."""
    found = Scan.objects.of(paper, order.pk)
    return found if user.offices & READING_OFFICES else found.none()


def timeline(order: Order, user: User) -> list[history.Entry]:
    """What happened to the order and who of the visible has read it.

    Whoever it merely names is told that it was signed or revoked; what its drafts said is the offices' business.
    """
    visible = acquaintances(order, user).values("pk")
    told = history.versions(Order).filter(id=order.pk)
    if not user.offices & READING_OFFICES:
        told = told.filter(status__in=SIGNED).exclude(history_change_reason=LATE)
    read = history.versions(Acquaintance).filter(id__in=visible)
    done = history.versions(Assignment).filter(id__in=assignments(order, user).values("pk"))
    return history.timeline(told, read, done)
