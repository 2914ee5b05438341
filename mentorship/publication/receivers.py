"""How far the roadmap's stage of informing is, told by the log of publications (PUB-10)."""

from datetime import date

from django.db.models import Count, Max

from mentorship.core.words.text import plural
from mentorship.publication.models import Placement
from mentorship.roadmap.measures import MEASURES, Counts, Measure


def _publications(on: date) -> Counts:
    placed = Placement.objects.filter(placed_on__lte=on)
    return placed.aggregate(all=Count("pk"), last=Max("placed_on"))


def _words(counts: Counts) -> str:
    if not counts["all"]:
        return "в журнале публикаций пока ничего нет"
    many = plural(counts["all"], "публикация", "публикации", "публикаций")
    return f"в журнале {counts['all']} {many}, последняя — {counts['last']:%d.%m.%Y}"


def declare() -> None:
    """The roadmap stands below: it learns of the log here."""
    MEASURES["publications"] = Measure("публикации на сайте и в социальных сетях", _publications, _words)
