"""What belongs together: the papers of an order, the dossier of a pair, of a school year; the scans of a paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentorship.access.grants import can
from mentorship.archive.models import Package
from mentorship.core.words import titles
from mentorship.core.words.text import fold
from mentorship.documents.catalogue import PAPERS, Paper, papers_about
from mentorship.documents.codes import code_of, read_code
from mentorship.documents.models import Scan
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.people.models import Consent, User
from mentorship.petitions.kinds import CLOSED
from mentorship.petitions.kinds import PAPERS as PETITION_PAPERS
from mentorship.petitions.models import Petition
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import edition_or_first, institution
from mentorship.regulation.wording.texts import unneeded
from mentorship.reports.analytics.figures import school_year
from mentorship.reports.models import Report

REGISTERS = ("D50", "D51", "D47", "D48", "D49", "D52", "D42", "D43", "D39")
YEAR_PAPERS = ("D42", "D43", "D39")
SIGNED = (Order.Status.SIGNED, Order.Status.REVOKED)
REPORT_PAPERS = {"mentor": "D34", "mentee": "D35"}
CHAPTERS = (
    ("Приказы", (*range(1, 16), 57)),
    ("Утверждённые тексты", range(16, 18)),
    ("Согласия и заявления", range(18, 30)),
    ("Программа и журнал", range(30, 34)),
    ("Отчёты, анкеты, протоколы", range(34, 47)),
    ("Реестры, награды, публикация", range(47, 57)),
)


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


def chapters(user: User, on: date) -> list[tuple[str, list[tuple[Paper, bool]]]]:
    """The papers of the edition by the chapters of the catalogue, each with whether the user prints it filled here."""
    skipped = unneeded(edition_or_first(on))
    return [
        (
            title,
            [
                (paper, paper.subject_model is Institution and can(user, paper.permission))
                for code, paper in sorted(PAPERS.items())
                if int(code[1:]) in numbers and code not in skipped
            ],
        )
        for title, numbers in CHAPTERS
    ]


def scan_rows(user: User) -> QuerySet[Scan]:
    """The scans that have come back, for the offices that keep them; of petitions only those the user may see."""
    seen = Petition.objects.visible_to(user).values("pk")
    scans = Scan.objects.kept().exclude(Q(paper__in=PETITION_PAPERS) & ~Q(subject_id__in=seen))
    return scans.select_related("uploaded_by__person")


def search_scans(rows: QuerySet[Scan], text: str) -> QuerySet[Scan]:
    """By the code of the paper; other words find nothing."""
    found = read_code(text)
    return rows.filter(paper=found[0], subject_id=found[1]) if found else rows.none()


def paper_by_code(user: User, text: str) -> tuple[Paper, Any] | None:
    """The kind of paper and the record of a code; None when there is none, or it is a petition closed to the user."""
    found = read_code(text)
    if found is None or found[0] not in PAPERS:
        return None
    paper = PAPERS[found[0]]
    subjects = paper.subjects()
    if found[0] in PETITION_PAPERS:
        subjects = subjects.filter(pk__in=Petition.objects.visible_to(user).values("pk"))
    subject = subjects.filter(pk=found[1]).first()
    return (paper, subject) if subject else None


def consent_rows(user: User) -> QuerySet[Consent]:
    """The journal of consents, with whether the signed sheet has come back."""
    scans = Scan.objects.kept()
    scanned = (
        Q(Exists(scans.filter(paper="D18", subject_id=OuterRef("mentor_pair__pk"))), kind=Consent.Kind.MENTOR)
        | Q(Exists(scans.filter(paper="D19", subject_id=OuterRef("participation__pk"))), kind=Consent.Kind.MENTEE)
        | Q(
            Exists(
                scans.filter(paper="D20", subject_id=OuterRef("person_id"), uploaded_at__date__gte=OuterRef("given_on"))
            ),
            kind=Consent.Kind.DATA,
        )
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
    yield Source(f"{order} «{order.heading}»", kind_of(order).paper, order.pk)
    for pair in order.pairs.with_people():
        yield from consent_sources(pair)
    if order.is_signed and order.acquaintances.exists():
        yield Source(f"Лист ознакомления: {order}", "D32", order.pk)


def consent_sources(pair: Pair) -> Iterator[Source]:
    """The consents of both sides, to mentoring and to the processing of data; a sheet not signed yet says so."""
    for person in (pair.mentor, *pair.mentees):
        yield Source(f"Согласие на обработку персональных данных: {person.short_name}", "D20", person.pk)
    missing = "" if pair.mentor_consent else " (ещё не подписано)"
    yield Source(f"Согласие наставника: {pair.mentor.short_name}{missing}", "D18", pair.pk)
    for part in pair.participations.all():
        missing = "" if part.consent_id else " (ещё не подписано)"
        yield Source(f"Согласие {titles.mentee('gen')}: {part.mentee.short_name}{missing}", "D19", part.pk)


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
        written = Report.objects.filter(participation=part).exclude(status=Report.Status.DRAFT)
        for report in written.order_by(F("period_ends_on").asc(nulls_last=True), "side"):
            yield Source(str(report), REPORT_PAPERS[report.side], report.pk)
    for petition in pair.petitions.exclude(kind__in=CLOSED).order_by("filed_on", "pk"):
        if petition.rule.paper:
            yield Source(f"{petition}: {petition.author.short_name}", petition.rule.paper, petition.pk)
    # Whatever else came back signed about this pair: agreement, applications, notices.
    for paper in papers_about(Pair):
        if Scan.objects.of(paper.code, pair.pk).exists():
            yield Source(f"{paper.title}: {pair}", paper.code, pair.pk)
    if pair.closing_order:
        yield from order_sources(pair.closing_order)


def year_sources(first: int, today: date) -> Iterator[Source]:
    """The dossier of the school year that begins in September of `first`.

    Registers of the present state are only in the dossier of the current year.
    """
    year, place = school_year(date(first, 9, 1)), institution()
    starts, ends = year.starts_on, year.ends_on
    for code in REGISTERS if starts <= today <= ends else YEAR_PAPERS:
        yield Source(PAPERS[code].title, code, place.pk)
    signed = Order.objects.filter(status__in=SIGNED, signed_on__range=(starts, ends)).order_by("signed_on", "pk")
    for order in signed:
        yield from order_sources(order)
    lived = Q(ended_on=None) | Q(ended_on__gte=starts)
    pairs = Pair.objects.with_people().filter(lived, order__status__in=SIGNED, starts_on__lte=ends)
    for pair in pairs.order_by("starts_on", "pk"):
        yield from pair_sources(pair)


def year_day(first: int, today: date) -> date:
    """The day on which the papers of the year are made: its last one when it is over."""
    return min(today, school_year(date(first, 9, 1)).ends_on)


def with_scans(sources: Iterable[Source]) -> list[Source]:
    """Each paper once; where the signed sheet has come back, its scans stand in its place.

    Papers about the institution have one code for ever, so a scan of last year's must not replace this year's.
    """
    unique = list(dict.fromkeys(sources))
    scans: dict[tuple[str, int], list[int]] = {}
    replaced = {source.paper for source in unique if PAPERS[source.paper].subject_model is not Institution}
    for scan in Scan.objects.kept().filter(paper__in=replaced):
        scans.setdefault((scan.paper, scan.subject_id), []).append(scan.pk)
    return [
        Source(f"{source.title} (скан)", source.paper, source.pk, scan) if scan else source
        for source in unique
        for scan in scans.get((source.paper, source.pk)) or [None]
    ]


def package_for(user: User, pk: int) -> Package:
    return get_object_or_404(Package.objects.visible_to(user), pk=pk)
