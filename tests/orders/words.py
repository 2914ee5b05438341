"""Preparing an order of words, and editing a draft."""

from django.urls import reverse

from mentorship.regulation.wording.texts import shipped


def new(kind):
    return reverse("orders:new_worded", args=[kind])


def edit(client, order, **changes):
    page = client.get(reverse("orders:edit", args=[order.pk]))
    return client.post(reverse("orders:edit", args=[order.pk]), {**page.context["form"].initial, **changes})


def answers(kind, people):
    """Something for every field that the text asks for."""
    given = {
        "person": people[-1].pk,
        "people": [person.pk for person in people[:-1]],
        "date": "01.10.2026",
        "text": "слова",
        "long": "слова",
        "payment": "слова",
        "tick": "on",
    }
    return {f"f{number}": given[field.kind] for number, field in enumerate(shipped()[kind.paper].fields)}
