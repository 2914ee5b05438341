"""Papers: a dossier's memory, Word against PDF, what a roadmap adds to WeasyPrint, two processes against one."""

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import repeat
from multiprocessing import get_context

from benchmarks.product import order_document
from benchmarks.timing import ratio

ORDERS, PAPERS, TURNS = 100, 120, 15  # of a whole measurement
ROWS = 40  # of a roadmap
SPEEDUP = 1.7  # of two processes


def figures(share: float) -> dict[str, float]:
    from mentorship.documents.docx import render_docx
    from mentorship.regulation.queries import institution

    orders, papers, turns = (max(round(full * share), 1) for full in (ORDERS, PAPERS, TURNS))
    memory = dossier(papers)
    document, profile = order_document(), institution().profile()
    word = ratio(lambda: render_docx(document, profile), lambda: render(document, profile), turns)
    road = roadmap(profile, max(round(ROWS * share), 1), turns)
    one, two = (seconds_for_orders(orders, processes, document, profile) for processes in (1, 2))
    return {
        "Word к PDF": word,
        "дорожная карта из 40 строк к одному WeasyPrint": road,
        "два процесса вместо одного: 1,7 к ускорению": SPEEDUP * two / one,
        "дело: память к 400 МБ": memory / 400,
    }


def render(document, profile) -> int:
    from mentorship.documents.pdf import render_pdf

    return len(render_pdf(document, profile))


def seconds_for_orders(orders: int, processes: int, document, profile) -> float:
    """Wall time of so many orders; the processes have rendered a few before the clock starts."""
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        list(pool.map(render, repeat(document, 2 * processes), repeat(profile)))
        start = time.perf_counter()
        list(pool.map(render, repeat(document, orders), repeat(profile), chunksize=max(orders // 20, 1)))
        return time.perf_counter() - start


def dossier(papers: int) -> float:
    """Megabytes at the peak of a dossier, made one paper at a time as its page does it; it is not kept."""
    from django.db import transaction
    from django.utils import timezone

    from mentorship.archive.packages import services
    from mentorship.people.models import User

    slowest, today = 0.0, timezone.localdate()
    with transaction.atomic():
        director = User.objects.get(username="director")
        package = services.start(
            "Дело", enclosures(today)[:papers], back_url="/", on=today, by=director, now=timezone.now()
        )
        while package.is_building:
            start = time.perf_counter()
            package = services.make_next(package)
            slowest = max(slowest, time.perf_counter() - start)
        transaction.set_rollback(True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"дело: {package.pages} листов, самый долгий шаг {slowest:.2f} с, {memory:.0f} МБ")
    return memory


def enclosures(today: date) -> list:
    """Forms about the pairs, to make up the sheets, and the papers of the school year."""
    from mentorship.archive.packages.contents import Enclosure, of_year
    from mentorship.core.calendar.dates import school_year_start
    from mentorship.pairs.models import Pair
    from mentorship.people.models import User

    curator = User.objects.get(username="curator")
    forms = [Enclosure("D38", "D38", pair.pk) for pair in Pair.objects.all()]
    return [*forms, *of_year(school_year_start(today), today, curator)]


def roadmap(profile, stages: int, turns: int) -> float:
    """A roadmap of so many rows and five columns from data to bytes, against WeasyPrint alone on the same HTML."""
    from django.db import transaction

    from mentorship.documents.html import page
    from mentorship.documents.pdf import html_to_pdf, render_pdf
    from mentorship.documents.typography import tied
    from mentorship.roadmap.models import Roadmap
    from mentorship.roadmap.papers import roadmap_paper

    with transaction.atomic():
        pk = _long_roadmap(stages)

        def document():
            return roadmap_paper(Roadmap.objects.with_plan().get(pk=pk))

        source = page(tied(document()), profile)
        found = ratio(lambda: render_pdf(document(), profile), lambda: html_to_pdf(source), turns)
        transaction.set_rollback(True)
    return found


def _long_roadmap(stages: int) -> int:
    from mentorship.people.models import User
    from mentorship.roadmap.models import Activity, Stage
    from mentorship.roadmap.services import roadmaps

    curator = User.objects.get(username="curator")
    made = roadmaps.load("rassvetovskaya", starts_on=date(2040, 9, 1), ends_on=date(2041, 8, 31), by=curator)
    for position in range(made.stages.count() + 1, stages + 1):
        stage = Stage.objects.create(roadmap=made, position=position, title="Работа пар и групп", term_kind="whole")
        texts = ("Провести встречи пар", "Обсудить с наставниками итоги четверти")
        Activity.objects.bulk_create(
            Activity(stage=stage, position=at, text=text) for at, text in enumerate(texts, start=1)
        )
    return made.pk
