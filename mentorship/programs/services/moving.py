"""What a pause of the pair does to its programme: terms of what is still to be done move by its days."""

from datetime import date, timedelta

from mentorship.core.history import record
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.people.models import User
from mentorship.programs.models import Activity, Program
from mentorship.programs.versions import services as versions


def move_terms(pair: Pair, *, since: date, days: int, order: Order, by: User) -> None:
    """Whatever is planned for `since` or later moves by so many days, back if negative; done things stay.

    An approved programme gets a version. Called inside the act of the order, with the pair locked.
    """
    program = Program.objects.select_for_update().filter(pair=pair, ends_on__gte=since).first()
    if program is None:
        return
    program.pair = pair
    why = f"Сроки перенесены на {'+' if days > 0 else '−'}{abs(days)} дн.: {order}"
    if program.starts_on >= since:
        program.starts_on += timedelta(days=days)
    program.ends_on = max(program.ends_on + timedelta(days=days), program.starts_on)
    program.version += program.is_approved
    record(program, why, by)
    for activity in program.activities.filter(done_on=None, cancelled_on=None, due_on__gte=since):
        _move(activity, since, days, why, by)
    if program.is_approved:
        assert order.signed_on is not None  # it has just been signed
        versions.keep(program, on=order.signed_on, how=why, by=by)


def _move(activity: Activity, since: date, days: int, why: str, by: User) -> None:
    if activity.starts_on and activity.starts_on >= since:
        activity.starts_on += timedelta(days=days)
    moved = activity.due_on + timedelta(days=days)
    activity.due_on = max(moved, activity.starts_on or moved)
    record(activity, f"{why}: {activity.title}", by)
