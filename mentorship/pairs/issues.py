"""Consents to a pair (D18, D19) given in the program; of one on paper the signed sheet is the original."""

from collections.abc import Iterator

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.pairs.models import Pair, Participation
from mentorship.people.issues import standing
from mentorship.people.models import Consent

MENTOR, MENTEE = "D18", "D19"


def of_mentor(pair: Pair) -> Issue:
    return _of(MENTOR, pair, pair.mentor_consent)


def of_mentee(part: Participation) -> Issue:
    return _of(MENTEE, part, part.consent)


def _of(paper: str, subject: Pair | Participation, consent: Consent | None) -> Issue:
    assert consent is not None  # it has just been given
    return Issue(
        paper=paper,
        subject=subject,
        number=consent.pk,
        on=consent.given_on,
        signers=(consent.person.full_name_on(consent.given_on),),
        record=consent,
    )


def is_whole(pair: Pair) -> bool:
    """Whether the pair has been read for somebody who may know of everybody in it."""
    return len(pair.mentees) == Participation.objects.filter(pair=pair).count()


def _mentors() -> Iterator[Issue]:
    pairs = Pair.objects.filter(mentor_consent__method=Consent.Method.ONLINE).select_related("mentor_consent__person")
    return map(of_mentor, keeping.unkept(pairs, MENTOR, number="mentor_consent"))


def _mentees() -> Iterator[Issue]:
    parts = Participation.objects.filter(consent__method=Consent.Method.ONLINE).select_related("consent__person")
    return map(of_mentee, keeping.unkept(parts, MENTEE, number="consent"))


def declare() -> None:
    mentors = Issued(number=lambda pair, on: standing(pair.mentor_consent, on), whole=is_whole)
    keeping.register(MENTOR, issued=mentors, source=_mentors)
    keeping.register(MENTEE, issued=Issued(number=lambda part, on: standing(part.consent, on)), source=_mentees)
