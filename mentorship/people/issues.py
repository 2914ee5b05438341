"""Consents to the processing of data (D20) given in the program; of one on paper the signed sheet is the original."""

from collections.abc import Iterator
from datetime import date

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.people.models import Consent, Person

DATA = "D20"


def of_data(consent: Consent) -> Issue:
    return Issue(
        paper=DATA,
        subject=consent.person,
        number=consent.pk,
        on=consent.given_on,
        signers=(consent.person.full_name_on(consent.given_on),),
        record=consent,
    )


def standing(consent: Consent | None, on: date) -> int | None:
    """The number of the sheet of a consent given in the program, as long as it holds."""
    online = consent is not None and consent.method == Consent.Method.ONLINE and consent.in_force(on)
    return consent.pk if consent and online else None


def _number(person: Person, on: date) -> int | None:
    return standing(person.consents.filter(kind=Consent.Kind.DATA).first(), on)


def _unkept() -> Iterator[Issue]:
    given = Consent.objects.filter(kind=Consent.Kind.DATA, method=Consent.Method.ONLINE).select_related("person")
    return map(of_data, keeping.unkept(given, DATA, subject="person", number="pk"))


def declare() -> None:
    keeping.register(DATA, issued=Issued(number=_number), source=_unkept)
