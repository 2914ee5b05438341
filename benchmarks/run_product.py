"""Measure the product with N people: prints JSON. Run with DEMO=1 and its own DATABASE_URL."""

import json
import os
import sys
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
django.setup()
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.timing import median_ms  # noqa: E402
from mentorship.desk.populate import populate  # noqa: E402
from mentorship.documents.html import page  # noqa: E402
from mentorship.documents.pdf import html_to_pdf, render_pdf  # noqa: E402
from mentorship.orders.models import Order  # noqa: E402
from mentorship.orders.queries import build_paper  # noqa: E402
from mentorship.pairs.models import Pair  # noqa: E402
from mentorship.people.models import OfficeTerm, Person, User  # noqa: E402
from mentorship.regulation.queries import institution  # noqa: E402

LISTS = (
    "people:list", "people:mentors", "people:mentees", "people:accounts",
    "pairs:list", "orders:list", "programs:list", "reports:list",
)  # fmt: skip


def main(people: int) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    populate(people=people, years=3, seed=1)
    leader, pair = Person.objects.last(), Pair.objects.active().first()
    OfficeTerm.objects.create(person=leader, office="curator", starts_on="2020-01-01")
    User.objects.bulk_create(User(username=f"u{p.pk}", person=p) for p in Person.objects.all())
    client = Client()
    client.force_login(User.objects.get(person=leader), backend="django.contrib.auth.backends.ModelBackend")
    result = {name: median_ms(partial(ok, client, reverse(name))) for name in LISTS}
    result["card"] = median_ms(lambda: ok(client, pair.mentor.get_absolute_url()))
    result["desk"] = median_ms(lambda: ok(client, "/"))
    mentor = Client()
    mentor.force_login(User.objects.get(person=pair.mentor), backend="django.contrib.auth.backends.ModelBackend")
    result["desk of a mentor"] = median_ms(lambda: ok(mentor, "/"))
    print(json.dumps(result | pdf(pair)))


def ok(client: Client, url: str) -> None:
    if client.get(url).status_code != 200:
        sys.exit(f"{url} did not answer 200")


def pdf(pair: Pair) -> dict[str, float]:
    """One order: the whole way from data to bytes, and WeasyPrint alone on the same HTML."""
    order, profile = Order.objects.get(pk=pair.order_id), institution().profile()
    source = page(build_paper(order, "1", pair.starts_on), profile)
    return {
        "order pdf": median_ms(lambda: render_pdf(build_paper(order, "1", pair.starts_on), profile), 15),
        "weasyprint": median_ms(lambda: html_to_pdf(source), 15),
    }


main(int(sys.argv[1]))
