"""What belongs together: the papers of an order, the dossier of a pair, of a school year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from mentorship.core.terms import not_past
from mentorship.core.words import titles
from mentorship.documents.catalogue import PAPERS, papers_about
from mentorship.documents.models import Scan
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import SIGNED, Order
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.petitions.kinds import CLOSED
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.reports.analytics.figures import school_year
from mentorship.reports.models import Report

DATED = ("D50", "D51")  # every row of them has its day
PRESENT = ("D47", "D48", "D49", "D52")
YEAR_PAPERS = ("D42", "D43", "D39")
REPORT_PAPERS = {"mentor": "D34", "mentee": "D35"}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One paper that belongs into a package: what kind, about which record, or which scan of it."""

    title: str
    paper: str
    pk: int
    scan: int | None = None


def of_order(order: Order) -> Iterator[Enclosure]:
    """The order with its appendices, the consents it rests on, who has read it."""
    yield Enclosure(f"{order} «{order.heading}»", kind_of(order).paper, order.pk)
    for pair in order.pairs.with_people():
        yield from of_consents(pair)
    if order.is_signed and order.acquaintances.exists():
        yield Enclosure(f"Лист ознакомления: {order}", "D32", order.pk)


def of_consents(pair: Pair) -> Iterator[Enclosure]:
    """The consents of both sides, to mentoring and to the processing of data; a sheet not signed yet says so."""
    for person in (pair.mentor, *pair.mentees):
        yield Enclosure(f"Согласие на обработку персональных данных: {person.short_name}", "D20", person.pk)
    missing = "" if pair.mentor_consent else " (ещё не подписано)"
    yield Enclosure(f"Согласие наставника: {pair.mentor.short_name}{missing}", "D18", pair.pk)
    for part in pair.participations.all():
        missing = "" if part.consent_id else " (ещё не подписано)"
        yield Enclosure(f"Согласие {titles.mentee('gen')}: {part.mentee.short_name}{missing}", "D19", part.pk)


def of_pair(pair: Pair, user: User) -> Iterator[Enclosure]:
    """The dossier of a pair: from the order to the reports; of reports and petitions those that the user may see."""
    if pair.order:
        yield from of_order(pair.order)
    else:
        yield from of_consents(pair)
    if program := getattr(pair, "program", None):
        yield Enclosure(f"Программа: {pair}", "D30", program.pk)
    pausing = Q(pause__pair=pair) | Q(resumed_pause__pair=pair)
    for order in Order.objects.signed().filter(pausing).order_by("signed_on", "pk"):
        yield from of_order(order)
    yield Enclosure(f"Журнал встреч: {pair}", "D33", pair.pk)
    for part in pair.participations.all():
        written = Report.objects.visible_to(user).filter(participation=part).exclude(status=Report.Status.DRAFT)
        for report in written.order_by(F("period_ends_on").asc(nulls_last=True), "side"):
            yield Enclosure(str(report), REPORT_PAPERS[report.side], report.pk)
    for petition in pair.petitions.visible_to(user).exclude(kind__in=CLOSED).order_by("filed_on", "pk"):
        if petition.rule.paper:
            yield Enclosure(f"{petition}: {petition.author.short_name}", petition.rule.paper, petition.pk)
    # Whatever else came back signed about this pair: agreement, applications, notices.
    for paper in papers_about(Pair):
        if Scan.objects.of(paper.code, pair.pk).exists():
            yield Enclosure(f"{paper.title}: {pair}", paper.code, pair.pk)
    if pair.closing_order:
        yield from of_order(pair.closing_order)


def of_year(first: int, today: date, user: User) -> Iterator[Enclosure]:
    """The dossier of the school year that begins in September of `first`.

    Registers of the present state are only in the dossier of the current year, those of dated rows in any.
    """
    year, place = school_year(date(first, 9, 1)), institution()
    starts, ends = year.starts_on, year.ends_on
    for code in (*DATED, *(PRESENT if starts <= today <= ends else ()), *YEAR_PAPERS):
        yield Enclosure(PAPERS[code].title, code, place.pk)
    signed = Order.objects.signed().filter(signed_on__range=(starts, ends)).order_by("signed_on", "pk")
    for order in signed:
        yield from of_order(order)
    pairs = Pair.objects.with_people().filter(
        not_past(starts, "ended_on"), order__status__in=SIGNED, starts_on__lte=ends
    )
    for pair in pairs.order_by("starts_on", "pk"):
        yield from of_pair(pair, user)


def year_day(first: int, today: date) -> date:
    """The day on which the papers of the year are made: its last one when it is over."""
    return min(today, school_year(date(first, 9, 1)).ends_on)


def with_scans(enclosures: Iterable[Enclosure]) -> list[Enclosure]:
    """Each paper once; where the signed sheet has come back, its scans stand in its place.

    Papers about the institution have one code for ever, so a scan of last year's must not replace this year's.
    """
    unique = list(dict.fromkeys(enclosures))
    scans: dict[tuple[str, int], list[int | None]] = {}
    replaced = {enclosure.paper for enclosure in unique if PAPERS[enclosure.paper].subject_model is not Institution}
    for scan in Scan.objects.kept().filter(paper__in=replaced):
        scans.setdefault((scan.paper, scan.subject_id), []).append(scan.pk)
    return [
        Enclosure(f"{enclosure.title} (скан)", enclosure.paper, enclosure.pk, scan) if scan else enclosure
        for enclosure in unique
        for scan in scans.get((enclosure.paper, enclosure.pk)) or [None]
    ]
