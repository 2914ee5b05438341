"""An amendment never outlives its pair: none ends while one waits for a signature, and it ends with it (п. 7.2)."""

from typing import Any

from django.db import transaction

from mentorship.core.refusal import Violation, enforce
from mentorship.pairs import services as pair_services
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.programs.amendments import rules
from mentorship.programs.models import Amendment

Status = Amendment.Status


def granted_violations(pair: Pair) -> list[Violation]:
    """Why the pair may not be ended or handed over just now: a draft order of its amendment is to be signed first."""
    granted = Amendment.objects.filter(program__pair=pair, status=Status.GRANTED).select_related("order").first()
    heading = granted.order.heading if granted and granted.order else ""
    return list(rules.granted_violations(pair.edition.limits(), heading))


@transaction.atomic
def request_ending(pair: Pair, *, by: User, **ending: Any) -> Pair:
    """Ask for the end of the pair, unless an amendment of its programme waits for a signature."""
    [locked] = pair_services.lock_pairs([pair])
    enforce(granted_violations(locked))
    return pair_services.request_ending(pair, by=by, **ending)
