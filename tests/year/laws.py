"""What must be true every evening, whatever happened in the day."""

import hashlib
import json
from datetime import date
from itertools import pairwise

from django.apps import apps
from django.db import connection
from django.db.models import Count, F, Q

from mentorship.documents.models import KeptPaper
from mentorship.orders.models import Order
from mentorship.pairs.models import Agreement, Pair, Participation, StandIn
from mentorship.people.models import Absence, MenteeEntry
from mentorship.petitions.models import Petition
from mentorship.programs.models import Program, ProgramVersion
from mentorship.regulation.models import Edition


class Witness:
    """Remembers what may never change again, and how much there was of everything."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, int], str] = {}
        self.rows: dict[str, int] = {}

    def look(self) -> None:
        """Compare with all evenings before."""
        now = {(kind, pk): digest for kind, pk, digest in _final()}
        assert now.keys() >= self.kept.keys(), "something final is gone"
        changed = [key for key, digest in self.kept.items() if now[key] != digest]
        assert not changed, f"something final has changed: {changed}"
        rows = _counted()
        fewer = [name for name, count in self.rows.items() if rows[name] < count]
        assert not fewer, f"rows were deleted: {fewer}"
        self.kept, self.rows = now, rows


def _final():
    """Signed papers, decisions on petitions, versions of programmes, signed agreements."""
    for pk, *files in KeptPaper.objects.values_list("pk", "pdf", "pdf_sha256", "docx", "docx_sha256"):
        for content, sha in (files[:2], files[2:]):
            assert hashlib.sha256(bytes(content)).hexdigest() == sha, f"the paper {pk} is not what was issued"
        yield "paper", pk, files[1] + files[3]
    for pk, *facts in Order.objects.exclude(signed_on=None).values_list(
        "pk", "heading", "number", "signed_on", "preamble", "items", "snapshot"
    ):
        yield "order", pk, _digest(facts)
    decided = Petition.objects.exclude(decided_on=None)
    for pk, *facts in decided.values_list("pk", "status", "answer", "decided_on", "effective_on"):
        yield "petition", pk, _digest(facts)
    for pk, *facts in ProgramVersion.objects.values_list("pk", "number", "approved_on", "approved_how", "content"):
        yield "version", pk, _digest(facts)
    signed = Agreement.objects.exclude(signed_on=None)
    for pk, *facts in signed.values_list("pk", "number", "signed_on", "content", "starts_on", "ends_on"):
        yield "agreement", pk, _digest(facts)


def _digest(facts: list) -> str:
    return hashlib.sha256(json.dumps(facts, default=str, sort_keys=True).encode()).hexdigest()


def _counted() -> dict[str, int]:
    """Rows of every table of the product, history too, in one query."""
    names = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("mentorship.")]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM {name}" for name in names))
        return dict(cursor.fetchall())


def check_laws() -> None:
    """The state of every record agrees with the others."""
    check_pairs()
    check_replacements()
    check_programs()
    check_periods()
    check_bank()
    numbers = list(Order.objects.exclude(number="").values_list("journal", "year", "number"))
    assert len(numbers) == len(set(numbers)), "two orders with one number"
    in_force = Agreement.objects.filter(status="signed").values("pair").annotate(count=Count("pk"))
    assert not in_force.filter(count__gt=1).exists(), "two agreements in force"
    assert not Agreement.objects.filter(status="signed").exclude(pair__status__in=["proposed", "active"]).exists()


def check_pairs() -> None:
    terms: dict[int, list] = {}
    places = Participation.objects.signed().values_list("mentor", "pair__starts_on", "closed_on")
    for mentor, first, last in places:
        terms.setdefault(mentor, []).append((first, last or date.max))
    for led in terms.values():  # on every day, past or to come: more there can be only where one more begins
        loads = [sum(first <= day <= last for first, last in led) for day, _ in led]
        assert max(loads) <= 3, "a fourth mentee"
    assert not Pair.objects.filter(status="active").exclude(order__status="signed").exists()
    assert not Pair.objects.filter(status="ended").exclude(order__status__in=["signed", "revoked"]).exists()
    assert not Pair.objects.filter(status="ended").exclude(closing_order__status="signed").exists()
    assert not Pair.objects.filter(status="ended").exclude(ended_on__isnull=False).exists()
    assert not Participation.objects.filter(Q(closed_on=None), ~Q(pair__status__in=["proposed", "active"])).exists()
    assert not Participation.objects.filter(closed_on__isnull=False, pair__status__in=["proposed", "active"]).exists()
    closing = Order.objects.filter(kind__in=["completion", "replacement"], status="discarded")
    assert not Pair.objects.filter(closing_order__in=closing).exists(), "a pair in a discarded order"
    assert not Pair.objects.filter(order__status="discarded").exists(), "a pair in a discarded order"


def check_replacements() -> None:
    """The mentor after begins where the one before ends, by one order, with the same mentees."""
    for new in Pair.objects.filter(replaces__isnull=False, status__in=["active", "ended"]).with_people():
        old = Pair.objects.with_people().get(pk=new.replaces_id)
        assert (old.status, old.closing_order_id) == ("ended", new.order_id), f"{new} has not replaced {old}"
        assert old.mentor_id != new.mentor_id
        assert {person.pk for person in old.mentees} == {person.pk for person in new.mentees}
        assert old.ended_on < new.starts_on or old.ended_on == old.starts_on == new.starts_on
    followed = Pair.objects.exclude(status="cancelled").exclude(replaces=None)
    heirs = list(followed.values_list("replaces", flat=True))
    assert len(heirs) == len(set(heirs)), "two heirs of one pair"
    assert not Pair.objects.filter(status="proposed", order=None, replaces__closing_order__kind="replacement").exists()


def check_programs() -> None:
    approved = Program.objects.filter(status="approved")
    assert not approved.filter(approved_on=None).exists()
    for program in approved.annotate(count=Count("versions")).prefetch_related("versions"):
        numbers = sorted(version.number for version in program.versions.all())
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))), f"{program}: a version is missing"
    assert not approved.filter(~Q(pair__status="cancelled"), ends_on__gt=F("pair__ends_on")).exists()


def check_periods() -> None:
    """Stand-ins of a pair, absences of a person and editions follow each other; one edition is open."""
    stand_ins: dict[int, list] = {}
    for row in StandIn.objects.order_by("starts_on"):
        last = row.ends_on if row.ended_on is None else row.ended_on
        if last >= row.starts_on:
            stand_ins.setdefault(row.pair_id, []).append((row.starts_on, last))
    assert all(one[1] < two[0] for rows in stand_ins.values() for one, two in pairwise(sorted(rows)))
    absences: dict[int, list] = {}
    for row in Absence.objects.order_by("starts_on", "pk"):
        absences.setdefault(row.person_id, []).append((row.starts_on, row.returned_on))
    for rows in absences.values():
        assert all(one[1] and one[1] <= two[0] for one, two in pairwise(sorted(rows, key=lambda row: row[0])))
    editions = list(Edition.objects.order_by("starts_on"))
    assert [edition.ends_on for edition in editions].count(None) == 1
    assert all((two.starts_on - one.ends_on).days == 1 for one, two in pairwise(editions))


def check_bank() -> None:
    """What the bank says of each mentee is what the pairs say."""
    state = MenteeEntry.Mentoring
    for entry in MenteeEntry.objects.select_related("person"):
        places = Participation.objects.signed().filter(mentee=entry.person_id)
        places = places.exclude(pair__closing_order__kind="revocation")  # which has given nobody a mentor
        hired_on = entry.person.hired_on
        given = [place for place in places if not (place.closed_on and hired_on and place.closed_on < hired_on)]
        truth = state.APPOINTED if given else state.WAITING
        assert entry.mentoring == truth, f"{entry.person} in the bank: {entry.get_mentoring_display()}"
