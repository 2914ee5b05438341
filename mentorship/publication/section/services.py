"""How the section is shown is changed here."""

from typing import Any

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.people.models import User
from mentorship.publication.models import Section
from mentorship.publication.publications.queries import own_host
from mentorship.publication.publications.rules import link_violations


@transaction.atomic
def set_up(*, fields: dict[str, Any], by: User) -> Section:
    """Where the section is, what it says of itself and which pages it has."""
    enforce(link_violations([fields.get("intro", ""), fields.get("contacts", "")], own_host()))
    section = Section.objects.select_for_update().first() or Section()
    for name, value in fields.items():
        setattr(section, name, value)
    record(section, "Настройки раздела сайта изменены", by)
    return section
