"""Reading the archive: papers by chapters, scans and consents, the package of its maker."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentorship.access.grants import can
from mentorship.archive.models import CHAPTERS, Package
from mentorship.core.words.text import fold
from mentorship.documents import keeping
from mentorship.documents.catalogue import PAPERS, Paper
from mentorship.documents.codes import code_of
from mentorship.documents.models import KeptPaper, Scan
from mentorship.documents.tree import Document
from mentorship.people.dissemination.papers import OWN_SHEETS, WITHDRAWAL
from mentorship.people.models import Consent, Person, Stop, User
from mentorship.people.models.person import name_columns, named_so
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import edition_or_first
from mentorship.regulation.wording.texts import unneeded


def paper_of(code: str) -> Paper:
    """The kind of paper; 404 for a code nobody registered."""
    if code not in PAPERS:
        raise Http404
    return PAPERS[code]


def number_of(text: str) -> int | None:
    """The number of an issue as an address names it; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def kept_issue(paper: Paper, subject: Any, number: str, on: date) -> KeptPaper:
    """What was kept of that issue; 404 where there is none, or this reader may not have all of it."""
    issue = number_of(number)
    found = None if issue is None else keeping.kept(paper.code, subject, issue)
    if found is None or not paper.issued.whole(subject):
        raise Http404
    if found.issue != paper.issued.number(subject, on) and not paper.issued.earlier(subject):
        raise Http404
    return found


def marked_issue(paper: Paper, subject: Any, number: str, on: date) -> Document:
    """That issue with the marks of the day; 404 where there is no such one."""
    issue = number_of(number)
    document = None if issue is None else paper.issued.marked(subject, issue, on)
    if document is None:
        raise Http404
    return paper.with_code(document, subject)


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


def consent_rows(user: User) -> QuerySet[Consent]:
    """The journal of consents; no more than its lines show, as all rows are sorted: the names come afterwards."""
    rows = Consent.objects.visible_to(user).only("person", "kind", "method", "given_on", "withdrawn_on")
    return rows.prefetch_related(Prefetch("person", Person.objects.only(*name_columns())))


def with_scans(rows: QuerySet[Consent]) -> QuerySet[Consent]:
    """With whether the signed sheet has come back: `scanned`."""
    scans = Scan.objects.kept()
    since = {"subject_id": OuterRef("person_id"), "uploaded_at__date__gte": OuterRef("given_on")}
    scanned = Q(Exists(scans.filter(paper="D18", subject_id=OuterRef("mentor_pair__pk"))), kind=Consent.Kind.MENTOR)
    scanned |= Q(Exists(scans.filter(paper="D19", subject_id=OuterRef("participation__pk"))), kind=Consent.Kind.MENTEE)
    for kind, paper in OWN_SHEETS.items():
        scanned |= Q(Exists(scans.filter(paper=paper, **since)), kind=kind)
    return rows.annotate(scanned=ExpressionWrapper(scanned, BooleanField()))


def with_kept(rows: QuerySet[Any], papers: Mapping[str, str], *, kind: str, person: str) -> QuerySet[Any]:
    """With whether the sheet given in the program is kept: `kept`; `papers` by the kind, which the field holds."""
    issues = KeptPaper.objects.filter(subject_id=OuterRef(person), issue=OuterRef("pk"))
    kept = Q()
    for value, paper in papers.items():
        kept |= Q(Exists(issues.filter(paper=paper)), **{kind: value})
    return rows.annotate(kept=ExpressionWrapper(kept, BooleanField()))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Of a consent: whether the signed sheet has come back, the code on the printed one, whether a newer one counts.

    `paper` is the code of the paper whose sheet, given in the program, is kept.
    """

    scanned: bool
    code: str
    replaced: bool
    paper: str = ""


def sheets(consents: Iterable[Consent]) -> dict[int, Sheet]:
    """By consent what its line says of the paper; one query."""
    found = with_scans(Consent.objects.filter(pk__in=[consent.pk for consent in consents]))
    found = with_kept(found, OWN_SHEETS, kind="kind", person="person_id")
    columns = ("kind", "person", "mentor_pair", "participation", "scanned", "dissemination__replaced_by", "kept")
    return {
        pk: Sheet(scanned, sheet_code(kind, *subjects), newer is not None, OWN_SHEETS[kind] if kept else "")
        for pk, kind, *subjects, scanned, newer, kept in found.order_by().values_list("pk", *columns)
    }


def demands(consents: Iterable[Consent]) -> dict[int, list[Stop]]:
    """By consent to dissemination what was taken back of it, with whether its sheet is `kept`; one query."""
    found: dict[int, list[Stop]] = {consent.pk: [] for consent in consents}
    rows = Stop.objects.filter(consent__in=found, cause=Stop.Cause.DEMAND)
    for stop in with_kept(rows, {Stop.Cause.DEMAND: WITHDRAWAL}, kind="cause", person="consent__person_id"):
        found[stop.consent_id].append(stop)
    return found


def sheet_code(kind: str, person: int, mentor_pair: int | None, participation: int | None) -> str:
    """The code on the printed sheet of a consent; empty when it belongs to no pair."""
    if kind in OWN_SHEETS:
        return code_of(OWN_SHEETS[kind], person)
    paper, subject = ("D18", mentor_pair) if kind == Consent.Kind.MENTOR else ("D19", participation)
    return code_of(paper, subject) if subject else ""


def search_consents(rows: QuerySet[Consent], text: str) -> QuerySet[Consent]:
    for word in fold(text).split():
        rows = rows.filter(named_so(word, "person"))
    return rows


def package_for(user: User, pk: int) -> Package:
    return get_object_or_404(Package.objects.visible_to(user), pk=pk)
