"""Writing a programme through its pages."""

import datetime as dt

from django.urls import reverse

from mentorship.programs import services
from tests.factories.pairs import option

TODAY = dt.date(2026, 9, 20)


def url(name, pk):
    return reverse(f"programs:{name}", args=[pk])


def text(program, **changes):
    return {
        "starts_on": "15.09.2026",
        "ends_on": "31.05.2027",
        "forms_note": "Один на один",
        "initial_level": "Без опыта",
        "goal": "Освоиться",
        "tasks": "Познакомить",
        "expected": "Работает сам",
        "directions": [option("direction", "subject").pk],
        "version": program.version,
        **changes,
    }


def ready(client, program, mentee):
    """Fill the programme, show it, have it read."""
    client.post(url("use_template", program.pk), {"code": "first-year"})
    program.refresh_from_db()
    client.post(url("edit", program.pk), text(program))
    client.post(url("show_to_mentee", program.pk))
    services.acknowledge(program, mentee=mentee.person, on=TODAY, by=mentee)
