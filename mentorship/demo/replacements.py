"""A mentor who is away for a time, and one who has handed a mentee over to another by order."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from mentorship.pairs.models import Pair
from mentorship.pairs.stand_ins import services as stand_ins
from mentorship.regulation.models import Option
from mentorship.regulation.queries import options
from mentorship.replacements import services

BEGAN, HANDED = 4, 1  # days ago


def handover_steps(
    demo: Any, appoint: Callable[[date], Pair], consent: Callable[[Pair, date], None], sign: Callable[..., Any]
) -> list[tuple[date, Callable[[], object]]]:
    """Appointed some days ago, handed over yesterday at the mentor's request, with an interim note."""

    def hand_over() -> None:
        on = demo.ago(HANDED)
        old = Pair.objects.with_people().get(mentor=demo.person("mentor3"), status=Pair.Status.ACTIVE)
        ground = options(old.edition, Option.Group.REPLACEMENT).filter(code="request").first()
        begun = services.begin(
            old,
            mentor=demo.person("mentor2"),
            ground=ground,
            reason="наставник уходит на годичные курсы",
            evidence="заявление наставника",
            from_on=on,
            ends_on=old.ends_on,
            on=on,
            by=demo.by,
        )
        new = Pair.objects.with_people().get(pk=begun.pair_id)
        consent(new, on)
        sign(services.draft_order(new, on=on, by=demo.by), on)
        services.write_note(
            begun,
            done="Познакомились с коллективом и документами",
            left="Посещение занятий и открытый показ",
            on=on,
            today=demo.today,
            by=demo.logins["mentor3"],
        )

    return [(demo.ago(BEGAN), lambda: appoint(demo.ago(BEGAN))), (demo.ago(HANDED), hand_over)]


def stand_in(demo: Any) -> None:
    """Next week the mentor of the personas is on holiday."""
    pair = Pair.objects.with_people().get(mentor=demo.person("mentor"), status=Pair.Status.ACTIVE)
    stand_ins.begin(
        pair,
        person=demo.person("mentor2"),
        starts_on=demo.today + timedelta(days=7),
        ends_on=demo.today + timedelta(days=20),
        reason="отпуск наставника",
        consented_on=demo.today,
        confirmed=True,
        today=demo.today,
        by=demo.by,
    )
