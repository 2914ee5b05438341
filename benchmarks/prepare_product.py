"""Fill the product with N people; prints JSON with sessions, pages and the figures of one order's PDF."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.timing import median_ms
from mentorship.demo.populate.people import populate
from mentorship.documents.html import page
from mentorship.documents.pdf import html_to_pdf, render_pdf
from mentorship.orders.models import Order
from mentorship.orders.papers import build_paper
from mentorship.pairs.models import Pair
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.regulation.queries import institution

LISTS = (
    "people:list",
    "people:mentors",
    "people:mentees",
    "people:accounts",
    "pairs:list",
    "orders:list",
    "programs:list",
    "reports:list",
    "archive:consents",
)


def main(people: int) -> None:
    call_command("migrate", verbosity=0)
    populate(people=people, years=3, seed=1)
    (leader, head), pair = Person.objects.order_by("-pk")[:2], Pair.objects.active().first()
    for person, office in ((leader, "curator"), (head, "director")):
        OfficeTerm.objects.create(person=person, office=office, starts_on="2020-01-01")
    User.objects.bulk_create(User(username=f"u{person.pk}", person=person) for person in Person.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    curator, director, mentor = session_of(leader), session_of(head), session_of(pair.mentor)
    pages = {name: (reverse(name), curator) for name in LISTS}
    pages["card"] = (pair.mentor.get_absolute_url(), curator)
    pages["desk of the curator"] = ("/", curator)
    pages["desk of a mentor"] = ("/", mentor)
    pages["desk of the director"] = ("/", director)
    pages["terms of everybody"] = (reverse("desk:duties"), director)
    pages["terms of a mentor"] = (reverse("desk:duties"), mentor)
    print(json.dumps({"pages": pages, "pdf": pdf(pair)}))


def session_of(person: Person) -> str:
    client = Client()
    user = User.objects.get(person=person)
    client.force_login(user, backend="mentorship.people.accounts.backends.StaffBackend")
    return client.cookies["sessionid"].value


def pdf(pair: Pair) -> float:
    """One order: from data to bytes, against WeasyPrint alone on the same HTML."""
    order, profile = Order.objects.get(pk=pair.order_id), institution().profile()
    day = pair.starts_on
    source = page(build_paper(order, "1", day, day), profile)
    whole = median_ms(lambda: render_pdf(build_paper(order, "1", day, day), profile), 15)
    return whole / median_ms(lambda: html_to_pdf(source), 15)


main(int(sys.argv[1]))
