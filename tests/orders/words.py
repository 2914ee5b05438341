"""Preparing an order of words, and editing a draft."""

from django.urls import reverse
from django.utils import timezone

from mentorship.regulation.wording.texts import shipped
from tests.factories.people import PersonFactory


def new(kind):
    return reverse("orders:new_worded", args=[kind])


def edit(client, order, **changes):
    page = client.get(reverse("orders:edit", args=[order.pk]))
    return client.post(reverse("orders:edit", args=[order.pk]), {**page.context["form"].initial, **changes})


def answers(kind, people):
    """Something for every field that the text asks for; each of several people in another role is another one."""
    given = {
        "people": [person.pk for person in people[:-1]],
        "date": "01.10.2026",
        "text": "слова",
        "long": "слова",
        "payment": "слова",
        "tick": "on",
    }
    one = people[-1]
    found = {}
    for number, field in enumerate(shipped()[kind.paper].fields):
        match field.kind:
            case "choice":
                found[f"f{number}"] = _first(kind, field.key)
            case "person":
                found[f"f{number}"], one = one.pk, PersonFactory()
            case _:
                found[f"f{number}"] = given[field.kind]
    return found


def _first(kind, key):
    """The first that there is to choose; nothing where there is nothing."""
    return next((key for key, _ in kind.options(key, timezone.localdate())), "")
