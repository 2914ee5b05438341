"""Everything that lets a pair stand still and work again. One function, one action of a user, one transaction."""

from datetime import date, timedelta

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.orders import services as orders_services
from mentorship.orders.models import Order
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair, Pause
from mentorship.pairs.pauses import queries, rules
from mentorship.pairs.pauses.rules import DAY
from mentorship.pairs.signals import moving_hindrances, terms_moved
from mentorship.people.models import User


@transaction.atomic
def draft_pause(
    pair: Pair, *, starts_on: date, ends_on: date, basis: str, support: str = "", today: date, by: User
) -> Order:
    """The draft order that lets the pair stand still from day to day; nothing changes until it is signed."""
    [pair] = lock_pairs([pair])
    facts = queries.pausing(pair, {"starts_on": starts_on, "ends_on": ends_on}, today)
    enforce([*rules.pause_violations(facts), *moving_hindrances(pair)])
    order = orders_services.draft("pause", by=by)
    pause = Pause(pair=pair, order=order, starts_on=starts_on, ends_on=ends_on, basis=basis, support=support)
    record(pause, "Подготовлено приостановление", by)
    return orders_services.word(order, by=by)


@transaction.atomic
def draft_return(pause: Pause, *, resumes_on: date, basis: str, today: date, by: User) -> Order:
    """The draft order by which the pair works again earlier than the pause says."""
    pause = lock(pause)
    enforce(queries.resuming_violations(pause, resumes_on, today))
    order = orders_services.draft("pause", by=by)
    pause.resume_order, pause.resumes_on, pause.resume_basis = order, resumes_on, basis
    record(pause, "Подготовлено возобновление", by)
    return orders_services.word(order, by=by)


def lock(pause: Pause) -> Pause:
    """The pause with its pair, locked and read afresh."""
    [pair] = lock_pairs([Pair(pk=pause.pair_id)])
    Pause.objects.select_for_update().get(pk=pause.pk)
    fresh = Pause.objects.with_orders().get(pk=pause.pk)
    fresh.pair = pair
    return fresh


def begin(pause: Pause, *, by: User) -> None:
    """Its order is signed: terms move by its days. Called inside the signing, with all of it locked."""
    days = rules.length((pause.starts_on, pause.ends_on))
    _move(pause.pair, pause.starts_on, days, pause.order, f"Пара приостановлена {pause}", by)


def go_on(pause: Pause, *, by: User) -> None:
    """The order of an earlier return is signed: terms come back by the days that are left out."""
    assert pause.resume_order is not None  # it has just been signed
    said = f"Работа возобновлена с {pause.resumes_on:%d.%m.%Y}"
    _move(pause.pair, pause.ends_on + DAY, -queries.cut_days(pause), pause.resume_order, said, by)


def take_back(pause: Pause, *, order: Order, by: User) -> None:
    """`order` revokes the one of the pause: terms are as if it had not been. Called inside the revocation."""
    said = f"Приостановление {pause} отменено"
    _move(pause.pair, pause.last_on + DAY, -rules.length(pause.span), order, said, by, but=pause)


def stay_paused(pause: Pause, *, order: Order, by: User) -> None:
    """`order` revokes that of the earlier return before its day: the pause lasts as its own order says."""
    since, days = pause.resumes_on, queries.cut_days(pause)
    assert since is not None  # an earlier return has its day
    forget_return(pause, "Приказ о возобновлении отменён", by=by)
    _move(pause.pair, since, days, order, f"Возобновление отменено, пара приостановлена {pause}", by)


def forget_return(pause: Pause, why: str, *, by: User) -> None:
    """Nothing is left of the earlier return: its draft is discarded, or its order is revoked."""
    pause.resume_order = pause.resumes_on = None
    pause.resume_basis = ""
    record(pause, why, by)


def _move(pair: Pair, since: date, days: int, order: Order, said: str, by: User, *, but: Pause | None = None) -> None:
    """Days of pauses and the planned end of the pair; what rooms above plan from that day on follows.

    `but` is the pause that is about to lose its order.
    """
    pair.paused = [[day.isoformat() for day in span] for span in sorted(queries.spans(pair, but=but))]
    pair.ends_on += timedelta(days=days)
    record(pair, said, by)
    terms_moved.send(Pair, pair=pair, since=since, days=days, order=order, by=by)
