"""How the section is shown is changed here."""

from typing import Any

from django.db import transaction

from mentorship.core.history import record
from mentorship.people.models import User
from mentorship.publication.models import Section


@transaction.atomic
def set_up(*, fields: dict[str, Any], by: User) -> Section:
    """Where the section is, what it says of itself and which pages it has."""
    section = Section.objects.select_for_update().first() or Section()
    for name, value in fields.items():
        setattr(section, name, value)
    record(section, "Настройки раздела сайта изменены", by)
    return section
