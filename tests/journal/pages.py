"""Addresses of the journal and what is typed on its pages."""

from django.urls import reverse

ANSWER = {"answered_on": "20.10.2026", "minutes": "20", "answer": "Показала, как начать"}


def url(name, pk):
    return reverse(f"journal:{name}", args=[pk])


def typed(**changes):
    return {
        "held_on": "15.10.2026",
        "minutes": "1 ч 30 мин",
        "format": "in_person",
        "topic": "Утренний приём",
        **changes,
    }
