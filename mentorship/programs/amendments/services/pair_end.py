"""An amendment never outlives its pair: none ends while one waits for a signature, and it ends with it (п. 7.2)."""

from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.pairs.ending import services
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.programs.amendments.queries import granted_violations
from mentorship.programs.amendments.services.decision import close
from mentorship.programs.amendments.services.locking import lock_amendment
from mentorship.programs.models import Amendment
from mentorship.programs.rules import signed_end_violations


@transaction.atomic
def request_ending(pair: Pair, *, today: date, by: User, **ending: Any) -> Pair:
    """Ask for the end of the pair, unless it is signed already or an amendment of its programme is to be first."""
    [locked] = lock_pairs([pair])
    enforce(signed_end_violations(locked.ended_on, today))
    enforce(granted_violations(locked))
    return services.request_ending(pair, by=by, **ending)


def give_up(amendment: Amendment, *, reason: str, on: date, by: User) -> Amendment:
    """Its pair has closed. Called inside the act that closes the pair."""
    amendment = lock_amendment(amendment)
    return close(amendment, Amendment.Status.WITHDRAWN, on, "Закрыто вместе с парой", by, reason=reason)


def take_up(amendment: Amendment, *, by: User) -> Amendment:
    """The end of its pair is revoked: it stands as it stood. Called inside that act."""
    amendment = lock_amendment(amendment)
    before = amendment.history.exclude(status=Amendment.Status.WITHDRAWN).order_by("-history_id").first()
    amendment.status = before.status if before else Amendment.Status.DRAFT
    amendment.closed_on, amendment.closing_reason, amendment.changes = None, "", []
    record(amendment, "Возобновлено: приказ о завершении отменён", by)
    return amendment
