"""What is written into the log of publications: one function, one action of a user, one transaction."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.people.models import User
from mentorship.publication.models import Placement
from mentorship.publication.placements import rules
from mentorship.publication.placements.targets import Placed, targets

GONE = "Это уже выполнено или закрыто. Выберите другое или оставьте пустым."


@transaction.atomic
def place(*, fields: dict[str, Any], fulfils: str, today: date, by: User) -> Placement:
    """Something has been placed; what that fulfils is closed by the same day and address (PUB-10, ADM-05)."""
    placement = Placement(**fields)
    enforce(rules.placing_violations(placement.channel, placement.link, placement.placed_on, today))
    if fulfils:
        target = next((row for row in targets(by, today) if row.key == fulfils), None)
        if target is None:
            raise ValidationError({"fulfils": GONE})
        target.close(Placed(placement.title, placement.link, placement.placed_on, today, by))
        placement.fulfils = target.words[:400]
    record(placement, "Размещение записано в журнал", by)
    return placement


@transaction.atomic
def take_off(placement: Placement, *, on: date, reason: str, today: date, by: User) -> Placement:
    """It is no longer there; the line stays with the day and the reason."""
    placement = locked(placement)
    enforce(rules.removal_violations(placement.placed_on, placement.removed_on is not None, on, today))
    placement.removed_on, placement.remove_reason = on, reason
    record(placement, f"Размещённое удалено: {reason}", by)
    return placement
