"""The product with so many invented people: its database, and the calls that are measured."""

import os
from collections.abc import Callable
from functools import cache

import django
from django.core.management import call_command

from benchmarks.limits import DESKS, LISTS

BATCH = 500
OLD = "2020-01-01"  # since when the offices are held


def configure(database: str) -> None:
    os.environ["DATABASE_URL"] = database if "://" in database else f"sqlite:///{database}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
    django.setup()


def fill(people: int) -> None:
    """Whatever the database still lacks: tables, people, accounts, and rows of the lists that those do not fill."""
    from mentorship.demo.populate.people import populate
    from mentorship.people.models import OfficeTerm, Person

    if _tables_wait():
        call_command("migrate", verbosity=0)
    if not Person.objects.exists():
        populate(people=people, years=3, seed=1)
    if not OfficeTerm.objects.exists():
        _add_accounts()
        _add_rows()
        _analyze()


def calls(people: int) -> dict[str, Callable[[], object]]:
    """Fill the database; pages by name, and an order made into a PDF."""
    from django.core.wsgi import get_wsgi_application
    from django.urls import reverse

    from benchmarks.worker import page, session_of
    from mentorship.people.models import User

    fill(people)
    application, pair = get_wsgi_application(), running_pair()
    part = pair.participations.get()
    curator, director, mentor, mentee = (
        session_of(User.objects.get(username=name))
        for name in ("curator", "director", f"u{pair.mentor_id}", f"u{part.mentee_id}")
    )
    pages = {
        **{name: (reverse(name), curator) for name in LISTS},
        "карточка наставника": (pair.mentor.get_absolute_url(), curator),
        "карточка наставляемого": (part.mentee.get_absolute_url(), curator),
        "карточка пары": (pair.get_absolute_url(), curator),
        **{name: ("/", session) for name, session in zip(DESKS, (curator, director, mentor, mentee), strict=True)},
        "сроки всех": (reverse("desk:duties"), director),
        "сроки наставника": (reverse("desk:duties"), mentor),
    }
    calls = {name: page(application, address, session) for name, (address, session) in pages.items()}
    return {**calls, **_order_calls()}


def order_document():
    """The order of a running pair as a tree."""
    from mentorship.orders.models import Order
    from mentorship.orders.papers import build_paper

    pair = running_pair()
    return build_paper(Order.objects.get(pk=pair.order_id), "1", pair.starts_on, pair.starts_on)


def _order_calls() -> dict[str, Callable[[], object]]:
    """An order from data to PDF, and WeasyPrint alone on the same HTML."""
    from mentorship.documents.html import page
    from mentorship.documents.pdf import html_to_pdf, render_pdf
    from mentorship.documents.typography import tied
    from mentorship.regulation.queries import institution

    source = page(tied(order_document()), institution().profile())
    return {
        "приказ: от данных до PDF": lambda: render_pdf(order_document(), institution().profile()),
        "один WeasyPrint": lambda: html_to_pdf(source),
    }


@cache
def running_pair():
    from mentorship.pairs.models import Pair

    return Pair.objects.appointed().order_by("pk").first()


def _tables_wait() -> bool:
    """Whether there are migrations to apply."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _add_accounts() -> None:
    """A login for everybody; the last two people lead."""
    from mentorship.people.models import OfficeTerm, Person, User

    leaders = dict(zip(Person.objects.order_by("-pk")[:2], ("curator", "director"), strict=True))
    for person, office in leaders.items():
        OfficeTerm.objects.create(person=person, office=office, starts_on=OLD)
    User.objects.bulk_create(
        [User(username=leaders.get(person) or f"u{person.pk}", person=person) for person in Person.objects.all()],
        batch_size=BATCH,
    )


def _add_rows() -> None:
    """Consents of everybody, letters sent to everybody, scans about the pairs that have ended."""
    from django.utils import timezone

    from mentorship.documents.models import Scan
    from mentorship.pairs.models import Pair
    from mentorship.people.models import Person, User
    from mentorship.reminders.models import Letter

    _add_consents()
    now = timezone.now()
    sent = {
        "subject": "Ваши дела на неделю",
        "state": "sent",
        "created_at": now,
        "sent_at": now,
        "next_attempt_at": now,
    }
    Letter.objects.bulk_create(
        [Letter(person=person, address=person.email, **sent) for person in Person.objects.all()], batch_size=BATCH
    )
    by, ended = User.objects.get(username="curator"), Pair.objects.filter(status=Pair.Status.CLOSED)
    Scan.objects.bulk_create(
        [
            Scan(paper="D18", subject_id=pair.pk, file="scans/one.pdf", sha256="0" * 64, uploaded_by=by)
            for pair in ended
        ],
        batch_size=BATCH,
    )


def _add_consents() -> None:
    """To the processing of data of those who take part in nothing, and to mentoring of both sides of each pair."""
    from mentorship.pairs.models import Pair, Participation
    from mentorship.people.models import Consent, Person

    idle = Person.objects.filter(mentor_entry=None, mentee_entry=None)
    Consent.objects.bulk_create(
        [Consent(person=person, kind="data", method="paper", given_on=person.hired_on) for person in idle],
        batch_size=BATCH,
    )
    parts = list(Participation.objects.select_related("pair").order_by("pk"))
    sides = {"mentor": "mentor_id", "mentee": "mentee_id"}
    given = {
        kind: Consent.objects.bulk_create(
            [
                Consent(person_id=getattr(part, side), kind=kind, method="paper", given_on=part.pair.starts_on)
                for part in parts
            ],
            batch_size=BATCH,
        )
        for kind, side in sides.items()
    }
    for part, mentors, mentees in zip(parts, given["mentor"], given["mentee"], strict=True):
        part.consent, part.pair.mentor_consent = mentees, mentors
    Participation.objects.bulk_update(parts, ["consent"], batch_size=BATCH)
    Pair.objects.bulk_update([part.pair for part in parts], ["mentor_consent"], batch_size=BATCH)


def _analyze() -> None:
    """Statistics for the planner, which PostgreSQL gathers by itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
