"""Agreements of the participants (D26) once all have agreed; where all did so on paper, the signed sheet is it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.pairs.issues import is_whole
from mentorship.programs.models import Amendment, Assent

AGREEMENT = "D26"
AGREED = (Amendment.Status.AGREED, Amendment.Status.GRANTED, Amendment.Status.APPLIED, Amendment.Status.REFUSED)


def of_agreement(amendment: Amendment) -> Issue:
    given = amendment.assents.select_related("person").order_by("pk")
    on: date = given.aggregate(last=Max("agreed_on"))["last"]
    signers = tuple(row.person.full_name_on(on) for row in given)
    return Issue(paper=AGREEMENT, subject=amendment, on=on, signers=signers)


def is_online(amendment: Amendment) -> bool:
    return amendment.assents.filter(method=Assent.Method.ONLINE).exists()


def _unkept() -> Iterator[Issue]:
    online = Assent.objects.filter(method=Assent.Method.ONLINE).values("amendment")
    rows = Amendment.objects.filter(status__in=AGREED, pk__in=online)
    return map(of_agreement, keeping.unkept(rows, AGREEMENT))


def declare() -> None:
    issued = Issued(
        number=lambda amendment, on: 1 if amendment.status in AGREED else None,
        whole=lambda amendment: is_whole(amendment.program.pair),
    )
    keeping.register(AGREEMENT, issued=issued, source=_unkept)
