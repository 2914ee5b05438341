"""Agreements of cooperation (D55) as they were signed."""

from collections.abc import Iterator
from datetime import date

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.partners.models import Agreement
from mentorship.partners.papers import COOPERATION
from mentorship.people.values import office_holder


def of_agreement(agreement: Agreement) -> Issue:
    assert agreement.signed_on is not None  # it is signed
    heads = (person.full_name_on(agreement.signed_on) for person in office_holder("director", agreement.signed_on))
    return Issue(
        paper=COOPERATION,
        subject=agreement,
        on=agreement.signed_on,
        signers=tuple(filter(None, (*heads, agreement.signer))),
    )


def _number(agreement: Agreement, on: date) -> int | None:
    return None if agreement.is_draft else 1


def _is_draft(agreement: Agreement, on: date) -> bool:
    return agreement.is_draft


def _unkept() -> Iterator[Issue]:
    return map(of_agreement, keeping.unkept(Agreement.objects.signed(), COOPERATION))


def declare() -> None:
    keeping.register(COOPERATION, issued=Issued(number=_number, is_draft=_is_draft), source=_unkept)
