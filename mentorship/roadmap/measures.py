"""Progress that records tell by themselves: «банк сформирован: 4 наставника, из них обучено 3» (RM-06…17)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mentorship.core.calendar.dates import school_year_start
from mentorship.core.words import titles
from mentorship.core.words.text import plural
from mentorship.documents import grammar
from mentorship.library.models import Material
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.pairs.waiting.queries import waiting
from mentorship.people.models import Consent, MenteeEntry, MentorEntry
from mentorship.programs.models import Program

ACTS = ("approve_act", "organise", "appoint_curator", "create_council", "approve_roadmap")
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a stage is measured by: `count` asks the database about a day, `words` tell the answer."""

    title: str
    count: Callable[[date], Counts]
    words: Callable[[Counts], str]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the records of a stage are."""

    words: str
    begun: bool

    @property
    def level(self) -> str:
        return "info" if self.begun else "warn"


def progress(keys: Iterable[str], on: date) -> dict[str, Progress]:
    """By key: what the records say on the day; each measure is asked once, an unknown key is left out."""
    found = {}
    for key in set(keys) & MEASURES.keys():
        counts = MEASURES[key].count(on)
        found[key] = Progress(MEASURES[key].words(counts), any(counts.values()))
    return found


def choices() -> list[tuple[str, str]]:
    """(key, title) of every measure, for a form."""
    return [(key, titles.resaid(measure.title)) for key, measure in MEASURES.items()]


def _acts(on: date) -> Counts:
    signed = Order.objects.filter(kind__in=ACTS, status=Order.Status.SIGNED, signed_on__lte=on)
    return signed.aggregate(all=Count("pk"))


def _mentees(on: date) -> Counts:
    consents = Consent.objects.in_force_on(on).filter(kind=Consent.Kind.DATA, person=OuterRef("person"))
    return MenteeEntry.objects.on(on).aggregate(all=Count("pk"), consented=Count("pk", filter=Exists(consents)))


def _mentors(on: date) -> Counts:
    trained = Q(trained_on__lte=on)
    return MentorEntry.objects.on(on).aggregate(all=Count("pk"), trained=Count("pk", filter=trained))


def _pairs(on: date) -> Counts:
    group = Q(kind__behaviour="group")
    running, announced = _among(Pair.objects.working(on)), _among(Pair.objects.announced(on))
    counts = Pair.objects.aggregate(
        pairs=Count("pk", filter=running & ~group),
        groups=Count("pk", filter=running & group),
        paused=Count("pk", filter=_among(Pair.objects.paused(on))),
        announced=Count("pk", filter=announced),
        proposed=Count("pk", filter=Q(status=Pair.Status.PROPOSED)),
    )
    return {**counts, "waiting": waiting(MenteeEntry.objects.on(on), on).count()}


def _programs(on: date) -> Counts:
    going, approved = _among(Pair.objects.not_over(on), "pair"), Q(approved_on__lte=on)
    return Program.objects.aggregate(
        writing=Count("pk", filter=going & ~approved),
        approved=Count("pk", filter=going & approved),
        ended=Count("pk", filter=_among(Pair.objects.ended(on), "pair")),
    )


def _among(pairs: QuerySet[Pair], path: str = "pk") -> Q:
    return Q(**{f"{path}__in": pairs.order_by().values("pk")})


def _plan_orders(on: date) -> Counts:
    signed = Order.objects.filter(kind="approve_programs", status=Order.Status.SIGNED, signed_on__lte=on)
    return signed.aggregate(all=Count("pk"))


def _library(on: date) -> Counts:
    since = date(school_year_start(on), 9, 1)
    held = Material.objects.approved_on(on)
    return held.aggregate(all=Count("pk"), new=Count("pk", filter=Q(approved_on__gte=since, replaces=None)))


def _orders_words(counts: Counts) -> str:
    return f"действующих приказов: {counts['all']}" if counts["all"] else "приказов ещё нет"


def _mentees_words(counts: Counts) -> str:
    if not counts["all"]:
        return "в банке пока никого нет"
    many = grammar.people(counts["all"])
    return f"банк {titles.mentees('gen')} сформирован: {many}, согласие на обработку данных дали {counts['consented']}"


def _mentors_words(counts: Counts) -> str:
    if not counts["all"]:
        return "в банке пока никого нет"
    people = plural(counts["all"], "наставник", "наставника", "наставников")
    return f"банк сформирован: {counts['all']} {people}, из них обучено {counts['trained']}"


def _training_words(counts: Counts) -> str:
    people = plural(counts["all"], "наставника", "наставников", "наставников")
    return f"обучено {counts['trained']} из {counts['all']} {people}" if counts["all"] else "наставников пока нет"


def _pairs_words(counts: Counts) -> str:
    running = (
        (counts["pairs"], plural(counts["pairs"], "пара", "пары", "пар")),
        (counts["groups"], plural(counts["groups"], "группа", "группы", "групп")),
    )
    named = " и ".join(f"{number} {word}" for number, word in running if number)
    parts = [f"работает {named}"] if named else []
    parts += [f"приостановлено {counts['paused']}"] if counts["paused"] else []
    parts += [f"начнут работать {counts['announced']}"] if counts["announced"] else []
    parts += [f"готовится {counts['proposed']}"] if counts["proposed"] else []
    parts += [f"ждут наставника {counts['waiting']}"] if counts["waiting"] else []
    return ", ".join(parts) or "пар и групп пока нет"


def _programs_words(counts: Counts) -> str:
    parts = (
        ("writing", f"составляется: {counts['writing']}"),
        ("approved", f"утверждено: {counts['approved']}"),
        ("ended", f"завершено: {counts['ended']}"),
    )
    said = ", ".join(words for key, words in parts if counts[key])
    return f"программ {said}" if said else "программ пока нет"


def _library_words(counts: Counts) -> str:
    if not counts["all"]:
        return "в методической копилке пока ничего нет"
    materials = plural(counts["all"], "материал", "материала", "материалов")
    return f"в методической копилке {counts['all']} {materials}, из них за учебный год {counts['new']}"


MEASURES = {
    "acts": Measure("приказы о системе наставничества", _acts, _orders_words),
    "mentees": Measure("банк наставляемых", _mentees, _mentees_words),
    "mentors": Measure("банк наставников", _mentors, _mentors_words),
    "training": Measure("обучение наставников", _mentors, _training_words),
    "pairs": Measure("пары и группы", _pairs, _pairs_words),
    "programs": Measure("персонализированные программы", _programs, _programs_words),
    "library": Measure("методическая копилка", _library, _library_words),
    "plan_orders": Measure("приказы об утверждении программ", _plan_orders, _orders_words),
}
