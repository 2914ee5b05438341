"""What the institution makes active for a request: its words and its calendar, read once together."""

from django.core.signals import request_started
from django.db import DatabaseError
from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.utils import timezone

from mentorship.core.calendar import workdays
from mentorship.core.calendar.workdays import Calendar
from mentorship.core.prepared import Prepared
from mentorship.core.words import titles
from mentorship.core.words.titles import Words
from mentorship.regulation.models import Institution
from mentorship.regulation.wording.titles import words_of


class Spoken(Prepared):
    """What the words and the calendar of the institution are made of."""

    columns = {
        name: name
        for name in (
            "id",
            "renamed_on",
            "short_name",
            "mentee_word",
            "mentee_forms",
            "council_name",
            "council_forms",
            "six_days",
            "day_moves",
        )
    }

    def rows(self) -> QuerySet:
        return Institution.objects.order_by("pk")


SPOKEN = Spoken()


def install() -> None:
    """Both are asked for once a request, and again after the institution has changed."""
    titles.install(lambda: _read()[0])
    workdays.install(lambda: _read()[1])
    request_started.connect(forget)
    post_save.connect(forget, sender=Institution)


def use(place: Institution) -> None:
    """Make the words and the calendar of the institution the active ones; it is called as today."""
    titles.use(words_of(place.called_on(timezone.localdate()) if place.renamed_on else place))
    workdays.use(place.calendar())


def _read() -> tuple[Words, Calendar]:
    try:
        place = next((Institution(**row._asdict()) for row in SPOKEN(most=1)), None)
    except DatabaseError:  # the commands that make the tables ask before there are any
        return titles.STANDARD, workdays.STANDARD
    if place is None:
        return titles.STANDARD, workdays.STANDARD
    use(place)
    return titles.words(), workdays.calendar()


def forget(**kwargs: object) -> None:
    """Ask again when they are next needed: a thread of its own lives through many changes."""
    titles.use(None)
    workdays.use(None)
