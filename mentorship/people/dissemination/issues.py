"""Consents to dissemination (D21) and withdrawals (D22) made in the program; of paper the sheet is the original."""

from collections.abc import Iterator
from datetime import date

from mentorship.core.naming import names_of
from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.documents.tree import Document
from mentorship.people.dissemination import queries
from mentorship.people.dissemination.papers import CONSENT, WITHDRAWAL, consent_document, demand_document
from mentorship.people.issues import standing
from mentorship.people.models import Consent, Person, Stop

ONLINE = Consent.Method.ONLINE


def of_consent(consent: Consent) -> Issue:
    return Issue(
        paper=CONSENT,
        subject=consent.person,
        number=consent.pk,
        on=consent.given_on,
        signers=(consent.person.full_name_on(consent.given_on),),
        record=consent,
        build=lambda: consent_document(consent),
    )


def of_demand(stop: Stop) -> Issue:
    return Issue(
        paper=WITHDRAWAL,
        subject=stop.person,
        number=stop.pk,
        on=stop.on,
        signers=(stop.person.full_name_on(stop.on),),
        record=stop,
        build=lambda: demand_document(stop),
    )


def _consent_number(person: Person, on: date) -> int | None:
    return standing(queries.standing(person, on), on)


def _demand_number(person: Person, on: date) -> int | None:
    """The last demand, unless there is something to take back: then a form for that is printed."""
    stop = None if queries.withdrawable(person, on) else queries.demand_of(person, on)
    return stop.pk if stop and stop.method == ONLINE else None


def _marked(person: Person, number: int, on: date) -> Document | None:
    """This very demand, on paper too, with what the operator has marked by now."""
    stop = queries.demands().filter(pk=number, consent__person=person, on__lte=on).first()
    if stop is None:
        return None
    with names_of(stop.on):
        return demand_document(stop)


def _unkept_consents() -> Iterator[Issue]:
    given = Consent.objects.filter(kind=Consent.Kind.SPREAD, method=ONLINE).select_related("person")
    return map(of_consent, keeping.unkept(given, CONSENT, subject="person", number="pk"))


def _unkept_demands() -> Iterator[Issue]:
    demands = Stop.objects.filter(cause=Stop.Cause.DEMAND, method=ONLINE).select_related("consent__person")
    return map(of_demand, keeping.unkept(demands, WITHDRAWAL, subject="consent__person", number="pk"))


def declare() -> None:
    keeping.register(CONSENT, issued=Issued(number=_consent_number), source=_unkept_consents)
    keeping.register(WITHDRAWAL, issued=Issued(number=_demand_number, marked=_marked), source=_unkept_demands)
