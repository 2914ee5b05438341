"""The extra memory of one run of `remind`, after a first one that loads the program itself."""

import gc
import tracemalloc

ALLOWED = 10  # MB for a thousand duties


def figures(share: float) -> dict[str, float]:
    from django.utils import timezone

    from mentorship.desk.duties import collect
    from mentorship.regulation.duty import Scope
    from mentorship.regulation.queries import limits_on

    now, today = timezone.now(), timezone.localdate()
    duties = len(collect(limits_on(today), Scope(everything=True, on=today)))
    _remind(today, now)
    gc.collect()
    tracemalloc.start()
    _remind(today, now)
    memory = tracemalloc.get_traced_memory()[1] / 1_000_000
    print(f"напоминания: {duties} дел, {memory:.1f} МБ")
    return {"напоминания: память к 10 МБ на 1000 дел": memory / ALLOWED / (duties / 1000)}


def _remind(today, now) -> None:
    """Write the day's letters; none is kept, so that the next run writes them again."""
    from django.db import transaction

    from mentorship.reminders.services import daily

    with transaction.atomic():
        daily.remind(today, now)
        transaction.set_rollback(True)
