"""The order kind of completion (D09); its words are in `fixtures/papers`."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.documents.wording import Values, fill
from mentorship.orders.kinds.base import OrderKind
from mentorship.orders.models import Order
from mentorship.orders.papers import register
from mentorship.pairs.ending import queries, services
from mentorship.pairs.ending.rules import following_violations, last_day_violations
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.pairs.orders import gather, named_in, people_of
from mentorship.pairs.values import ending_words, pair_words
from mentorship.people.models import Person, User
from mentorship.regulation.limits import COMMON_SENSE

GOES_ON = "Наставничество продолжается по {окончание}: наставник — {наставник}, {роль в паре} — {наставляемый}."
NOT_OVER = (
    "Наставничество, срок которого истёк {окончание}, не считается завершённым: наставник — {наставник}, "
    "{роль в паре} — {наставляемый}."
)


def closed(order: Order) -> list[Pair]:
    """The pairs that a completion order names."""
    return named_in(order, "closed_pairs") if order.pk else []


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
            "пара": [{**_words(pair), "основание завершения": ground(pair)} for pair in pairs],
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
        lock_pairs(closed(order))

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        return (found for pair in closed(order) for found in _violations(pair, signed_on))

    def obstacles(self, order: Order, on: date) -> Iterable[tuple[Violation, str]]:
        for pair in closed(order):
            for found in _violations(pair, on):
                yield found, pair.get_absolute_url()

    def take_effect(self, order: Order, *, by: User) -> None:
        services.complete(closed(order), by=by)

    def discard(self, order: Order, *, by: User) -> None:
        services.keep_running(closed(order), by=by)

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        return (found for pair in closed(order) for found in queries.reopening_violations(pair, on))

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        for pair in closed(order):
            over = f"срок истёк {pair.ends_on:%d.%m.%Y}, её нужно завершить заново"
            runs = f"пара работает дальше, её срок — по {pair.ends_on:%d.%m.%Y}"
            yield f"{pair}: {runs if pair.ends_on >= on else over}."

    def undone(self, order: Order, on: date) -> Iterable[str]:
        for pair in closed(order):
            yield fill(GOES_ON if pair.ends_on >= on else NOT_OVER, pair_words(pair))

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        services.reopen(closed(order), by=by)


def _violations(pair: Pair, signed_on: date) -> Iterator[Violation]:
    """Why the end of this pair is not signed on the day."""
    if not pair.is_appointed:
        yield COMMON_SENSE.forbids(
            "completion",
            f"{pair}: пара уже не действует",
            "Отклоните этот проект.",
        )
    yield from following_violations(str(pair), pair.order.signed_on if pair.order else None, signed_on)
    if pair.ending_on is None:
        return
    if pair.is_appointed:
        yield from queries.closing_violations(pair)
    fix = "Отклоните этот проект и предложите на странице пары завершение не позже этого дня."
    yield from last_day_violations(pair.ending_on, queries.last_days(pair), COMMON_SENSE, fix)


def _words(pair: Pair) -> Values:
    """The pair as its completion order tells of it, before it is signed too."""
    return {**pair_words(pair), **ending_words(pair)}


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
        yield {**_words(pair), "срок отчёта": f"{due_on:%d.%m.%Y}"}
