"""Agreements (D23) as they were signed, notices of the employer (D27) as they were given."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.pairs.agreements import queries
from mentorship.pairs.agreements.papers import agreement_document, notice_document
from mentorship.pairs.models import Agreement, Notice, Pair
from mentorship.pairs.models.agreement import AGREED
from mentorship.people.values import office_holder

AGREEMENT, NOTICE = "D23", "D27"


def of_agreement(agreement: Agreement) -> Issue:
    assert agreement.signed_on is not None  # it is signed
    employer = agreement.founder if agreement.signatory == Agreement.Signatory.FOUNDER else _head(agreement.signed_on)
    return Issue(
        paper=AGREEMENT,
        subject=agreement.pair,
        number=agreement.pk,
        on=agreement.signed_on,
        signers=(employer, agreement.pair.mentor.full_name_on(agreement.signed_on)),
        build=partial(agreement_document, agreement),
        record=agreement,
    )


def of_notice(notice: Notice) -> Issue:
    return Issue(
        paper=NOTICE,
        subject=notice.pair,
        number=notice.pk,
        on=notice.given_on,
        signers=(_head(notice.given_on),),
        build=partial(notice_document, notice),
        record=notice,
    )


def _head(on: date) -> str:
    """Who headed the institution on the day."""
    return "".join(person.full_name_on(on) for person in office_holder("director", on))


def _agreement_number(pair: Pair, on: date) -> int | None:
    """The one in force, else the last one; while another is being prepared, that draft is what prints."""
    signed = pair.agreements.filter(status__in=AGREED).order_by("-status", "-pk").first()
    return signed.pk if signed and not _is_draft(pair, on) else None


def _is_draft(pair: Pair, on: date) -> bool:
    agreement = queries.current(pair, on)
    return agreement is not None and agreement.is_draft


def _notice_number(pair: Pair, on: date) -> int | None:
    """The one that stands, else the last one given, though it was withdrawn."""
    given = pair.notices.filter(side=Notice.Side.EMPLOYER).order_by("-pk")
    notice = queries.standing(pair, Notice.Side.EMPLOYER) or given.first()
    return notice.pk if notice else None


def _agreements() -> Iterator[Issue]:
    signed = Agreement.objects.with_people().filter(status__in=AGREED)
    return map(of_agreement, keeping.unkept(signed, AGREEMENT, subject="pair", number="pk"))


def _notices() -> Iterator[Issue]:
    given = Notice.objects.with_people().filter(side=Notice.Side.EMPLOYER)
    return map(of_notice, keeping.unkept(given, NOTICE, subject="pair", number="pk"))


def declare() -> None:
    keeping.register(AGREEMENT, issued=Issued(number=_agreement_number, is_draft=_is_draft), source=_agreements)
    keeping.register(NOTICE, issued=Issued(number=_notice_number), source=_notices)
