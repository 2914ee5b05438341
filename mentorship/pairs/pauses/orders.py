"""The order that lets a pair stand still, or work again earlier (D58); its words are in `fixtures/papers`."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.documents.wording import Value, Values, fill
from mentorship.orders.kinds.base import OrderKind
from mentorship.orders.models import Order
from mentorship.orders.papers import register
from mentorship.pairs.models import Pause
from mentorship.pairs.orders import people_of
from mentorship.pairs.pauses import queries, rules, services
from mentorship.pairs.signals import planned_on
from mentorship.pairs.values import pair_words
from mentorship.people.models import Person, User
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.queries import institution

BLANK = ("первый день", "последний день", "дней", "основание", "прежнее окончание", "новое окончание", "работает с")

# What an order that revokes the pause or the earlier return says of the pair.
NOT_PAUSED = (
    "Работа по программе не приостанавливается, срок наставничества — по {окончание}: наставник — {наставник}, "
    "{роль в паре} — {наставляемый}."
)
STILL_PAUSED = (
    "Работа по программе приостановлена по {последний день}, срок наставничества — по {окончание}: наставник — "
    "{наставник}, {роль в паре} — {наставляемый}."
)


@register
class StandStill(OrderKind):
    """«О приостановлении работы наставнической пары» or «О возобновлении…»."""

    code = "pause"
    paper = "D58"
    title = "О приостановлении (возобновлении) работы наставнической пары"

    def heading(self, order: Order, on: date) -> str:
        pause = queries.named_in(order)
        if self.text.heading or pause is None:
            return super().heading(order, on)
        what = "приостановлении" if _begins(order, pause) else "возобновлении"
        group = "группы" if pause.pair.is_group else "пары"
        return f"О {what} работы наставнической {group}"

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        pause = queries.named_in(order)
        if order.pk is None:
            blank: Values = {**pair_words(None), **dict.fromkeys(BLANK), "поддержка": None, "приказ о паузе": None}
            return {"приостановление": [blank], "возобновление": [blank]}
        if pause is None:
            return {"приостановление": [], "возобновление": []}
        begins, words = _begins(order, pause), pause_words(pause)
        return {"приостановление": [words] * begins, "возобновление": [words] * (not begins)}

    def subjects(self, order: Order) -> list[Person]:
        pause = queries.named_in(order)
        return people_of([pause.pair]) if pause else []

    def concerns(self, order: Order) -> list[str]:
        pause = queries.named_in(order)
        return [str(day) for day in (pause.starts_on, pause.ends_on, pause.resumes_on)] if pause else []

    def effects(self, order: Order, on: date) -> Iterable[str]:
        pause = queries.named_in(order)
        if pause is None:
            return
        moved = f"{pause.pair.ends_on:%d.%m.%Y} на {new_end(pause):%d.%m.%Y}"
        later = "окончание программы и сроки, которые приходятся на эти дни и позже"
        yield f"Окончание пары переносится с {moved}; вместе с ним — {later}."
        if _begins(order, pause):
            yield "В эти дни обязанностей по паре ни у кого из неё нет, место у наставника остаётся занятым."
            if words := rules.start_words(pause.starts_on, on):
                yield words
            yield from planned_on(pause.pair, *pause.span)

    def acts_from(self, order: Order) -> date | None:
        pause = queries.named_in(order)
        if pause is None:
            return None
        return pause.starts_on if _begins(order, pause) else pause.resumes_on

    def lock(self, order: Order) -> None:
        if pause := queries.named_in(order):
            services.lock(pause)

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        pause = queries.named_in(order)
        if pause is None:
            yield COMMON_SENSE.forbids("pause", "В приказе нет ни одного приостановления", "Отклоните этот проект.")
        elif _begins(order, pause):
            yield from queries.signing_violations(pause, signed_on)
        elif pause.resumes_on:
            yield from queries.resuming_violations(pause, pause.resumes_on, signed_on, final=True)

    def obstacles(self, order: Order, on: date) -> Iterable[tuple[Violation, str]]:
        pause = queries.named_in(order)
        page = pause.pair.get_absolute_url() if pause else ""
        return ((found, page) for found in self.violations(order, on))

    def take_effect(self, order: Order, *, by: User) -> None:
        pause = queries.named_in(order)
        assert pause is not None  # an order without items is not signed
        act = services.begin if _begins(order, pause) else services.go_on
        act(services.lock(pause), by=by)

    def discard(self, order: Order, *, by: User) -> None:
        pause = queries.named_in(order)
        if pause and not _begins(order, pause):
            services.forget_return(pause, "Проект приказа о возобновлении отклонён", by=by)

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        pause = queries.named_in(order)
        if pause is None:
            return
        if _begins(order, pause):
            yield f"{pause.pair}: приостановления {pause} не будет, сроки пары и программы вернутся к прежним."
            if pause.starts_on <= on:
                yield (
                    "Приостановление уже началось. Если участник вышел раньше, вместо отмены подготовьте приказ о "
                    "возобновлении: дни до него останутся приостановленными."
                )
        else:
            yield f"{pause.pair}: приостановление продлится до {pause.ends_on:%d.%m.%Y}, как по первому приказу."

    def undone(self, order: Order, on: date) -> Iterable[str]:
        pause = queries.named_in(order)
        if pause is None:
            return
        begins = _begins(order, pause)
        days = -rules.length(pause.span) if begins else queries.cut_days(pause)
        end = f"{pause.pair.ends_on + timedelta(days=days):%d.%m.%Y}"
        last = f"{pause.ends_on:%d.%m.%Y}"
        yield fill(
            NOT_PAUSED if begins else STILL_PAUSED, {**pair_words(pause.pair), "окончание": end, "последний день": last}
        )

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        pause = queries.named_in(order)
        if pause is None:
            return ()
        told = queries.undoing_violations if _begins(order, pause) else queries.returning_violations
        return told(pause, on)

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        if pause := queries.named_in(order):
            act = services.take_back if _begins(order, pause) else services.stay_paused
            act(services.lock(pause), order=order.revoked_by, by=by)


def _begins(order: Order, pause: Pause) -> bool:
    """Whether it is the order of the pause itself; otherwise of the earlier return."""
    return pause.order_id == order.pk


def new_end(pause: Pause) -> date:
    """The planned end of the pair once the draft is signed."""
    days = -queries.cut_days(pause) if pause.resumes_on else rules.length(pause.span)
    return pause.pair.ends_on + timedelta(days=days)


def pause_words(pause: Pause) -> dict[str, Value]:
    """Who, from when to when, on what ground, and how the terms move."""
    days = queries.cut_days(pause) if pause.resumes_on else rules.length(pause.span)
    order = pause.order
    known = institution().profile().refer(order.signed_on, order.number) if order.signed_on else None
    return {
        **pair_words(pause.pair, institution()),
        "первый день": f"{pause.starts_on:%d.%m.%Y}",
        "последний день": f"{pause.ends_on:%d.%m.%Y}",
        "дней": rules.days_words(days),
        "основание": (pause.resume_basis or pause.basis).strip().rstrip("."),
        "поддержка": pause.support.strip().rstrip("."),
        "прежнее окончание": f"{pause.pair.ends_on:%d.%m.%Y}",
        "новое окончание": f"{new_end(pause):%d.%m.%Y}",
        "работает с": f"{pause.resumes_on:%d.%m.%Y}" if pause.resumes_on else None,
        "приказ о паузе": known,
    }
