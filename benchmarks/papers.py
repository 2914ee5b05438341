"""Papers: what our rendering adds to WeasyPrint, two processes against one, a dossier's memory, Word against PDF."""

import json
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import repeat
from multiprocessing import get_context

import django

from benchmarks.timing import median_ms

ORDERS = 100
ROWS = 40  # of a roadmap


def prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
    django.setup()


def one_order() -> tuple:
    """A signed order of the demo as a tree, and the institution's look."""
    from mentorship.orders.models import Order
    from mentorship.orders.papers import paper
    from mentorship.regulation.queries import institution

    return paper(Order.objects.filter(kind="appointment").signed().first()), institution().profile()


def render(document, profile) -> int:
    from mentorship.documents.pdf import render_pdf

    return len(render_pdf(document, profile))


def seconds_for_orders(processes: int, document, profile) -> float:
    """Wall time of a hundred orders; the processes have rendered one before the clock starts."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=prepare) as pool:
        list(pool.map(render, repeat(document, 4 * processes), repeat(profile)))
        start = time.perf_counter()
        list(pool.map(render, repeat(document, ORDERS), repeat(profile), chunksize=5))
        return time.perf_counter() - start


def dossier() -> dict[str, float]:
    """A dossier of more than sixty sheets, one paper at a time as the page does it: sheets, slowest step, peak memory."""
    from django.utils import timezone

    from mentorship.archive.packages import services
    from mentorship.archive.packages.contents import Enclosure, of_pair, of_year
    from mentorship.pairs.models import Pair
    from mentorship.people.models import User

    director = User.objects.get(username="director")
    today = date(2026, 11, 21)
    enclosures = [*of_year(2025, today), *of_year(2026, today)]
    enclosures += [enclosure for pair in Pair.objects.with_people() for enclosure in of_pair(pair)]
    # The same paper stands once in a package, so more forms about the same pairs make up the sheets.
    enclosures += [Enclosure(code, code, pair.pk) for code in ("D26", "D38", "D46") for pair in Pair.objects.all()]
    package = services.start("Дело", enclosures, back_url="/", on=today, by=director, now=timezone.now())
    slowest = 0.0
    while package.is_building:
        start = time.perf_counter()
        package = services.make_next(package)
        slowest = max(slowest, time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"sheets": package.pages, "slowest": slowest, "memory": memory}


def roadmap() -> float:
    """A roadmap of forty rows and five columns: from data to bytes, against WeasyPrint alone on the same HTML."""
    from mentorship.documents.html import page
    from mentorship.documents.pdf import html_to_pdf, render_pdf
    from mentorship.documents.typography import tied
    from mentorship.people.models import User
    from mentorship.regulation.queries import institution
    from mentorship.roadmap import services
    from mentorship.roadmap.models import Activity, Roadmap, Stage
    from mentorship.roadmap.papers import roadmap_paper

    curator, profile = User.objects.get(username="curator"), institution().profile()
    made = services.load("rassvetovskaya", starts_on=date(2040, 9, 1), ends_on=date(2041, 8, 31), by=curator)
    for position in range(made.stages.count() + 1, ROWS + 1):
        stage = Stage.objects.create(roadmap=made, position=position, title="Работа пар и групп", term_kind="whole")
        texts = ("Провести встречи пар", "Обсудить с наставниками итоги четверти")
        Activity.objects.bulk_create(
            Activity(stage=stage, position=at, text=text) for at, text in enumerate(texts, start=1)
        )

    def document():
        return roadmap_paper(Roadmap.objects.with_plan().get(pk=made.pk))

    source = page(tied(document()), profile)
    whole = median_ms(lambda: render_pdf(document(), profile), 15)
    return whole / median_ms(lambda: html_to_pdf(source), 15)


def main() -> None:
    prepare()
    from mentorship.documents.docx import render_docx
    from mentorship.documents.pdf import render_pdf

    made = dossier()
    document, profile = one_order()
    pdf = median_ms(lambda: render_pdf(document, profile))
    word = median_ms(lambda: render_docx(document, profile))
    one, two = (seconds_for_orders(processes, document, profile) for processes in (1, 2))
    print(json.dumps({"word": word / pdf, "two": one / two, "pdf_ms": pdf, "roadmap": roadmap(), **made}))


if __name__ == "__main__":
    sys.exit(main())
