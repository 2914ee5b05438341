"""The order kind of pairs: the appointment (D05); its words are in `fixtures/papers`."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from mentorship.core.calendar.dates import parse_date
from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.documents.grammar import days
from mentorship.documents.tree import Document, Heading, Table
from mentorship.documents.wording import Value, Values, fill
from mentorship.orders.kinds.base import OrderKind
from mentorship.orders.models import Order
from mentorship.orders.papers import register
from mentorship.pairs import rules, services
from mentorship.pairs.ending import services as ending
from mentorship.pairs.ending.queries import annulling_violations
from mentorship.pairs.ending.recorded import has_worked
from mentorship.pairs.ending.revoking import revocation_words
from mentorship.pairs.gate.queries import findings, joint_violations
from mentorship.pairs.models import Pair
from mentorship.pairs.models.pair import PairQuerySet
from mentorship.pairs.signals import records_of
from mentorship.pairs.values import pair_words
from mentorship.people.models import Person, User
from mentorship.people.values import words_about
from mentorship.regulation.limits import Limits
from mentorship.regulation.queries import institution

IN_ITEMS = 3  # more pairs than this are listed in an appendix
LIST_HEADERS = ("№", "Наставник", "{Mentee.nom}", "Форма, вид", "Срок")
LIST_CELLS = ("{наставник с должностью}", "{наставляемый с должностью}", "с {начало} по {окончание}")
LIST_WIDTHS = (6, 28, 30, 20, 16)
# What an order that revokes the appointment says of a pair.
LAST_DAY = (
    "Завершить {последний день} (последний день) наставничество: наставника — {наставник:род}, "
    "{роль в паре:род} — {наставляемый:род}."
)
NOT_BEGUN = "Наставничество не начинается: наставник — {наставник}, {роль в паре} — {наставляемый}."


def paired(order: Order) -> list[Pair]:
    """The pairs that an appointment order names."""
    return named_in(order, "pairs") if order.pk else []


def named_in(order: Order, name: str) -> list[Pair]:
    """The pairs that the order puts together (`pairs`) or ends (`closed_pairs`)."""
    gathered = getattr(order, "_prefetched_objects_cache", {}).get(name)
    field = "order" if name == "pairs" else "closing_order"
    return list(_with_case().filter(**{field: order}) if gathered is None else gathered)


def _with_case() -> PairQuerySet:
    rows = Pair.objects.with_people().select_related("ending_case").prefetch_related("edition__clauses")
    return rows.order_by("pk")


def gather(order: Order, name: str) -> None:
    """Read the pairs of the order once for a paper that speaks of them many times."""
    prefetch_related_objects([order], Prefetch(name, _with_case()))


def people_of(pairs: Iterable[Pair]) -> list[Person]:
    """Mentors and mentees once each, in the order they are named."""
    named: dict[int, Person] = {}
    for pair in pairs:
        for person in (pair.mentor, *pair.mentees):
            named.setdefault(person.pk, person)
    return list(named.values())


@register
class Appointment(OrderKind):
    """«О назначении наставника и закреплении наставнической пары» for one or several pairs."""

    code = "appointment"
    paper = "D05"
    title = "О назначении наставника и закреплении наставнической пары"

    def heading(self, order: Order, on: date) -> str:
        pairs = paired(order)
        if self.text.heading:
            return super().heading(order, on)
        if len(pairs) > 1:
            return "О назначении наставников и закреплении наставнических пар и групп"
        group = bool(pairs) and pairs[0].is_group
        return f"О назначении наставника и закреплении наставнической {'группы' if group else 'пары'}"

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        pairs = paired(order)
        mentors = list({pair.mentor_id: pair.mentor for pair in pairs if not pair.is_single}.values())
        return {
            **self.common(order, on),
            **words_about("наставники", mentors),
            **({"наставники обязан": "по списку"} if len(pairs) > IN_ITEMS else {}),
            "когда составить программу": program_due(pairs, signed_on),
            "по согласию": by_consent(pairs),
            "нужна программа": "" if pairs and all(pair.is_single for pair in pairs) else "да",
        }

    def preamble(self, order: Order, words: str) -> str:
        """The council's decision, where the order says by which minutes (MO-05)."""
        day, number = minutes_of(order)
        if day is None:
            return words
        cited = institution().profile().refer(day, number)
        decision = f"на основании решения {titles.council('gen')} (протокол {cited})"
        return ", ".join(filter(None, [words.rstrip(" ,"), decision]))

    def gather(self, order: Order) -> None:
        gather(order, "pairs")

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        pairs = paired(order)
        if order.pk and not pairs:
            return {"пара": [], "список": [], "приказ": []}
        if len(pairs) > IN_ITEMS:
            return {"пара": [], "список": [{}]}
        place = institution()
        return {"пара": [pair_words(pair, place) for pair in pairs] or [pair_words(None)], "список": []}

    def appendices(self, order: Order, on: date) -> tuple[Document, ...]:
        pairs = paired(order)
        title = "Наставнические пары и группы"
        return (Document(title, (Heading(title), pairs_table(pairs))),) if len(pairs) > IN_ITEMS else ()

    def subjects(self, order: Order) -> list[Person]:
        return people_of(paired(order))

    def acts_from(self, order: Order) -> date | None:
        return min((pair.starts_on for pair in paired(order)), default=None)

    def settle(self, order: Order, signed_on: date, *, by: User) -> None:
        services.renew(services.lock_pairs(paired(order)), signed_on, by=by)

    def lock(self, order: Order) -> None:
        services.lock_pairs(paired(order))

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        yield from rules.minutes_violations(minutes_of(order)[0], signed_on)
        yield from joint_violations(paired(order), signed_on)

    def obstacles(self, order: Order, on: date) -> Iterable[tuple[Violation, str]]:
        for late in rules.minutes_violations(minutes_of(order)[0], on):
            yield late, ""
        for pair in paired(order):
            for found in findings(pair, on):
                yield found, reverse("pairs:gate", args=[pair.pk])

    def take_effect(self, order: Order, *, by: User) -> None:
        services.activate(paired(order), by=by)

    def discard(self, order: Order, *, by: User) -> None:
        services.release(paired(order), by=by)

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        for pair in paired(order):
            worked = has_worked(pair.starts_on, on, records_of(pair))
            yield revocation_words(str(pair), pair.starts_on, pair.ended_on, worked=worked)

    def undone(self, order: Order, on: date) -> Iterable[str]:
        for pair in paired(order):
            if pair.ended_on is None:
                worked = has_worked(pair.starts_on, on, records_of(pair))
                words = LAST_DAY if worked else NOT_BEGUN
                yield fill(words, {**pair_words(pair), "последний день": f"{on:%d.%m.%Y}"})

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        return (found for pair in paired(order) for found in annulling_violations(pair, on))

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        ending.annul([pair for pair in paired(order) if pair.is_appointed], order=order.revoked_by, by=by, on=on)


def minutes_of(order: Order) -> tuple[date | None, str]:
    """The day and the number of the council's minutes that the order is based on, if it is (MO-05)."""
    return parse_date(order.values.get(services.MINUTES_DAY, "")), order.values.get(services.MINUTES_NUMBER, "")


def pairs_table(pairs: list[Pair]) -> Table:
    """Many pairs as an appendix: who, with whom, how and for how long."""
    rows, place = [], institution()
    for number, pair in enumerate(pairs, start=1):
        words = pair_words(pair, place)
        mentor, mentees, term = (fill(cell, words) for cell in LIST_CELLS)
        how = (f"«{pair.form.name}»" if pair.form else "", pair.kind.name if pair.kind else "")
        rows.append((str(number), mentor, mentees, ", ".join(filter(None, how)), term))
    headers = tuple(map(titles.say, LIST_HEADERS))
    if any(row[3] for row in rows):
        return Table(headers, tuple(rows), LIST_WIDTHS)
    unnamed = tuple((*row[:3], row[4]) for row in rows)  # the edition names neither forms nor kinds
    return Table((*headers[:3], headers[4]), unnamed, (6, 36, 40, 18))


def by_consent(pairs: list[Pair]) -> str:
    """« с письменного согласия участников»: of those whose consent the edition asks for (п. 3.2, 3.3)."""
    limits = pairs[0].edition.limits() if pairs else Limits(mentor_consent=True, mentee_consent=True)
    whose = {(True, True): "участников", (True, False): "наставника", (False, True): titles.mentee("gen")}
    word = whose.get((limits.mentor_consent, limits.mentee_consent))
    return f" с письменного согласия {word}" if word else ""


def program_due(pairs: list[Pair], signed_on: date | None) -> str:
    """When the mentors draw up the programmes: the term of п. 3.6, or none where the edition has none."""
    if not pairs:
        return "в срок до __.__.____"
    limits = pairs[0].edition.limits()
    if limits.program_due_days is None:
        return f"и ознакомить с ней {titles.mentees('acc')}"
    if signed_on is None:
        return f"не позднее {days(limits.program_due_days)} со дня подписания приказа"
    due = [(rules.program_due(signed_on, pair.starts_on, limits), pair) for pair in pairs if not pair.is_single]
    if not due:
        return ""
    first = min(day for day, _ in due)
    later = "; ".join(f"{pair} — до {day:%d.%m.%Y}" for day, pair in due if day > first)
    return f"в срок до {first:%d.%m.%Y}" + (f" ({later})" if later else "")
