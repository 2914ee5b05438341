"""Order kinds of pairs: appointment (D05) and completion (D09); their words are in `fixtures/papers`."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.documents.grammar import days
from mentorship.documents.tree import Document, Heading, Table
from mentorship.documents.wording import Value, Values, fill
from mentorship.orders.kinds.base import OrderKind
from mentorship.orders.models import Order
from mentorship.orders.papers import register
from mentorship.pairs import rules, services
from mentorship.pairs.gate.queries import findings, joint_violations
from mentorship.pairs.models import Pair
from mentorship.pairs.models.pair import PairQuerySet
from mentorship.pairs.queries import annulling_violations, closing_violations, last_days, reopening_violations
from mentorship.pairs.rules import has_worked, last_day_violations, revocation_words
from mentorship.pairs.signals import records_of
from mentorship.pairs.values import pair_words
from mentorship.people.models import Person, User
from mentorship.people.values import words_about
from mentorship.regulation.limits import COMMON_SENSE, Limits
from mentorship.regulation.queries import institution

IN_ITEMS = 3  # more pairs than this are listed in an appendix
LIST_HEADERS = ("№", "Наставник", "{Mentee.nom}", "Форма, вид", "Срок")
LIST_CELLS = ("{наставник с должностью}", "{наставляемый с должностью}", "с {начало} по {окончание}")
LIST_WIDTHS = (6, 28, 30, 20, 16)


def paired(order: Order) -> list[Pair]:
    """The pairs that an appointment order names."""
    return _read(order, "pairs") if order.pk else []


def closed(order: Order) -> list[Pair]:
    """The pairs that a completion order names."""
    return _read(order, "closed_pairs") if order.pk else []


def _read(order: Order, name: str) -> list[Pair]:
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
        mentors = list({pair.mentor_id: pair.mentor for pair in pairs}.values())
        return {
            **self.common(order, on),
            **words_about("наставники", mentors),
            **({"наставники обязан": "по списку"} if len(pairs) > IN_ITEMS else {}),
            "когда составить программу": program_due(pairs, signed_on),
            "по согласию": by_consent(pairs),
        }

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
        return joint_violations(paired(order), signed_on)

    def obstacles(self, order: Order, on: date) -> Iterable[tuple[Violation, str]]:
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

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        return (found for pair in paired(order) for found in annulling_violations(pair, on))

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        services.annul([pair for pair in paired(order) if pair.is_appointed], order=order.revoked_by, by=by, on=on)


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
    due = [(rules.program_due(signed_on, pair.starts_on, limits), pair) for pair in pairs]
    first = min(day for day, _ in due)
    later = "; ".join(f"{pair} — до {day:%d.%m.%Y}" for day, pair in due if day > first)
    return f"в срок до {first:%d.%m.%Y}" + (f" ({later})" if later else "")


@register
class Completion(OrderKind):
    """«О завершении персонализированной программы наставничества», on time or early."""

    code = "completion"
    paper = "D09"
    title = "О завершении персонализированной программы наставничества"

    def heading(self, order: Order, on: date) -> str:
        pairs = closed(order)
        early = any(pair.ends_early for pair in pairs)
        what = "персонализированных программ" if len(pairs) > 1 else "персонализированной программы"
        return f"О {'досрочном ' if early else ''}завершении {what} наставничества"

    def gather(self, order: Order) -> None:
        gather(order, "closed_pairs")

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        pairs = [pair for pair in closed(order) if pair.ending_on]
        if not order.pk:
            empty: Values = {**pair_words(None), "основание завершения": None, "срок отчёта": None}
            return {name: [empty] for name in ("пара", "отчёт наставника", "отчёт наставляемого")}
        return {
            "пара": [{**pair_words(pair), "основание завершения": ground(pair)} for pair in pairs],
            "отчёт наставника": [
                words for pair in pairs for words in report_due(pair, "mentor_report_days", signed_on)
            ],
            "отчёт наставляемого": [
                words for pair in pairs for words in report_due(pair, "mentee_report_days", signed_on)
            ],
        }

    def subjects(self, order: Order) -> list[Person]:
        return people_of(closed(order))

    def acts_from(self, order: Order) -> date | None:
        """The first day without the pair: an order of the day after the last one is no order dated back."""
        ends = [pair.ending_on for pair in closed(order) if pair.ending_on]
        return min(ends) + timedelta(days=1) if ends else None

    def lock(self, order: Order) -> None:
        services.lock_pairs(closed(order))

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        for pair in closed(order):
            if not pair.is_appointed:
                yield COMMON_SENSE.forbids(
                    "completion",
                    f"{pair}: пара уже не действует",
                    "Отклоните этот проект.",
                )
            if pair.order and pair.order.signed_on and signed_on < pair.order.signed_on:
                yield COMMON_SENSE.forbids(
                    "order_date",
                    f"{pair}: приказ о закреплении подписан {pair.order.signed_on:%d.%m.%Y}, позже этого дня",
                    "Укажите дату приказа не раньше.",
                )
            if pair.ending_on is None:
                continue
            if pair.is_appointed:
                yield from closing_violations(pair)
            fix = "Отклоните этот проект и предложите завершение не позже этого дня."
            yield from last_day_violations(pair.ending_on, last_days(pair), COMMON_SENSE, fix)

    def take_effect(self, order: Order, *, by: User) -> None:
        services.complete(closed(order), by=by)

    def discard(self, order: Order, *, by: User) -> None:
        services.keep_running(closed(order), by=by)

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        return (found for pair in closed(order) for found in reopening_violations(pair, on))

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        services.reopen(closed(order), by=by)


def ground(pair: Pair) -> str:
    """The case of п. 7.1, with the reason in brackets; the reason alone where the edition names no cases."""
    reason = pair.ending_reason.strip().rstrip(".")
    if pair.ending_case is None:
        return reason
    return f"{pair.ending_case.name} ({reason})" if reason else pair.ending_case.name


def report_due(pair: Pair, term: str, signed_on: date | None) -> Iterable[Values]:
    """The side's report is due by the term of п. 3.6, from the last day or from a later order; nothing without one."""
    limits = pair.edition.limits()
    length = getattr(limits, term)
    if length is not None and pair.ending_on:
        since = max(pair.ending_on, signed_on or pair.ending_on)
        due_on = limits.due(since, length, working=limits.report_working)
        yield {**pair_words(pair), "срок отчёта": f"{due_on:%d.%m.%Y}"}
