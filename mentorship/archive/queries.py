"""What belongs together: the papers of an order, the dossier of a pair, of a school year; the scans of a paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mentorship.archive.models import Package
from mentorship.core.text import fold
from mentorship.documents.catalogue import PAPERS, Paper
from mentorship.documents.codes import code_of, read_code
from mentorship.documents.models import Scan
from mentorship.orders.kinds import kind_of
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.people.models import Consent, User
from mentorship.regulation.queries import institution

REGISTERS = ("D50", "D51", "D47", "D48", "D49", "D52", "D42", "D43")
REPORT_PAPERS = {"mentor": "D34", "mentee": "D35"}
CHAPTERS = (
    ("Приказы", 1, 15), ("Утверждённые тексты", 16, 17), ("Согласия и заявления", 18, 29),
    ("Программа и журнал", 30, 33), ("Отчёты, анкеты, протоколы", 34, 46), ("Реестры, награды, публикация", 47, 99),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One paper of a package: what kind, about which record, or which scan of it."""

    title: str
    paper: str
    pk: int
    scan: int | None = None


def paper_of(code: str) -> Paper:
    """The kind of paper; 404 for a code nobody registered."""
    if code not in PAPERS:
        raise Http404
    return PAPERS[code]


def chapters() -> list[tuple[str, list[Paper]]]:
    """All papers by the chapters of the catalogue."""
    return [
        (title, [paper for code, paper in sorted(PAPERS.items()) if first <= int(code[1:]) <= last])
        for title, first, last in CHAPTERS
    ]


def scan_for(user: User, pk: int) -> Scan:
    """The scan, through the doors of what it is about."""
    scan = get_object_or_404(Scan.objects.kept(), pk=pk)
    paper_of(scan.paper).open(user, scan.subject_id)
    return scan


def subject_by_code(user: User, text: str) -> tuple[Paper, int] | None:
    """The paper and the record of a typed or scanned code; None when there is no such paper to this user."""
    found = read_code(text)
    if found is None or found[0] not in PAPERS:
        return None
    paper, pk = PAPERS[found[0]], found[1]
    try:
        paper.open(user, pk)
    except Http404:
        return None
    return paper, pk


def consent_rows(user: User) -> QuerySet[Consent]:
    """The journal of consents, with whether the signed sheet has come back."""
    scans = Scan.objects.kept()
    scanned = (
        Q(Exists(scans.filter(paper="D18", subject_id=OuterRef("mentor_pair__pk"))), kind=Consent.Kind.MENTOR)
        | Q(Exists(scans.filter(paper="D19", subject_id=OuterRef("participation__pk"))), kind=Consent.Kind.MENTEE)
        | Q(Exists(scans.filter(paper="D20", subject_id=OuterRef("person_id"))), kind=Consent.Kind.DATA)
    )
    rows = Consent.objects.visible_to(user).select_related("person", "mentor_pair", "participation")
    return rows.annotate(scanned=ExpressionWrapper(scanned, BooleanField()))


def consent_code(consent: Consent) -> str:
    """The code on the printed sheet of the consent; empty when it belongs to no pair."""
    if consent.kind == Consent.Kind.DATA:
        return code_of("D20", consent.person_id)
    subject = getattr(consent, "mentor_pair" if consent.kind == Consent.Kind.MENTOR else "participation", None)
    return code_of("D18" if consent.kind == Consent.Kind.MENTOR else "D19", subject.pk) if subject else ""


def search_consents(rows: QuerySet[Consent], text: str) -> QuerySet[Consent]:
    for word in fold(text).split():
        rows = rows.filter(person__search_key__contains=word)
    return rows


def order_sources(order: Order) -> Iterator[Source]:
    """The order with its appendices, the consents it rests on, who has read it."""
    yield Source(str(order), kind_of(order).paper, order.pk)
    for pair in order.pairs.with_people():
        yield from consent_sources(pair)
    if order.is_signed and order.acquaintances.exists():
        yield Source(f"Лист ознакомления: {order}", "D32", order.pk)


def consent_sources(pair: Pair) -> Iterator[Source]:
    """The consents of both sides; a sheet that is not signed yet says so."""
    missing = "" if pair.mentor_consent else " (ещё не подписано)"
    yield Source(f"Согласие наставника: {pair.mentor.short_name}{missing}", "D18", pair.pk)
    for part in pair.participations.all():
        missing = "" if part.consent_id else " (ещё не подписано)"
        yield Source(f"Согласие наставляемого: {part.mentee.short_name}{missing}", "D19", part.pk)


def pair_sources(pair: Pair) -> Iterator[Source]:
    """The dossier of a pair: from the order to the reports."""
    if pair.order:
        yield from order_sources(pair.order)
    else:
        yield from consent_sources(pair)
    if program := getattr(pair, "program", None):
        yield Source(f"Программа: {pair}", "D30", program.pk)
    yield Source(f"Журнал встреч: {pair}", "D33", pair.pk)
    for part in pair.participations.all():
        for report in part.reports.exclude(status="draft").order_by("side"):
            yield Source(str(report), REPORT_PAPERS[report.side], report.pk)
    if pair.closing_order:
        yield from order_sources(pair.closing_order)


def year_sources(first: int) -> Iterator[Source]:
    """The dossier of the school year that begins in September of `first`."""
    starts, ends = date(first, 9, 1), date(first + 1, 8, 31)
    place = institution()
    for code in REGISTERS:
        yield Source(PAPERS[code].title, code, place.pk)
    signed = Order.objects.signed().filter(signed_on__range=(starts, ends)).order_by("signed_on", "pk")
    for order in signed:
        yield from order_sources(order)
    lived = Q(ended_on=None) | Q(ended_on__gte=starts)
    pairs = Pair.objects.with_people().filter(lived, order__isnull=False, starts_on__lte=ends)
    for pair in pairs.order_by("starts_on", "pk"):
        yield from pair_sources(pair)


def with_scans(sources: Iterable[Source]) -> list[Source]:
    """Each paper once; where the signed sheet has come back, its scans stand in its place."""
    unique = list(dict.fromkeys(sources))
    scans: dict[tuple[str, int], list[int]] = {}
    for scan in Scan.objects.kept().filter(paper__in={source.paper for source in unique}):
        scans.setdefault((scan.paper, scan.subject_id), []).append(scan.pk)
    return [
        Source(f"{source.title} (скан)", source.paper, source.pk, scan) if scan else source
        for source in unique
        for scan in scans.get((source.paper, source.pk)) or [None]
    ]


def package_for(user: User, pk: int) -> Package:
    return get_object_or_404(Package.objects.visible_to(user), pk=pk)


def page_of(paper: str, pk: int) -> str:
    """The page of the product where the subject of a paper is looked at."""
    subject = PAPERS[paper].subjects().filter(pk=pk).first()
    subject = getattr(subject, "pair", subject)
    return subject.get_absolute_url() if hasattr(subject, "get_absolute_url") else reverse("archive:papers")
