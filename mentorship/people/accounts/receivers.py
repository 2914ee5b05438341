"""What follows from rules that give somebody more than an office."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.dispatch import receiver

from mentorship.access.roles import Office
from mentorship.people.accounts.services import tell_guardians
from mentorship.people.alerts.services import did
from mentorship.people.models import User
from mentorship.regulation.models import Edition
from mentorship.regulation.signals import rules_changed


@receiver(rules_changed)
def tell_of_the_banks(edition: Edition, changed: Mapping[str, Any], by: User | None, today: date, **_: Any) -> None:
    """An administrator who lets administrators keep the banks has given it to themselves: the others are told."""
    if by is not None and changed.get("admin_keeps_banks") and Office.ADMIN in by.offices:
        words = f"{did(by, 'записал')} в правилах, что системный администратор ведёт банки вместе с куратором"
        tell_guardians(f"{words} («{edition.title}»).", today, but=(by.person_id,))
