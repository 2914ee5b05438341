"""A mentor who is away for a time, and one who hands a mentee over: the second waits for its order."""

from datetime import timedelta

from mentorship.pairs.models import Pair
from mentorship.regulation.models import Option
from mentorship.regulation.queries import options
from mentorship.replacements import services


def replacements(demo) -> None:
    """A stand-in during a holiday, and a replacement begun at the mentor's request, without its consents."""
    pair = Pair.objects.with_people().get(mentor=demo.person("mentor"), status=Pair.Status.ACTIVE)
    services.stand_in(
        pair, person=demo.person("mentor2"), starts_on=demo.today + timedelta(days=7),
        ends_on=demo.today + timedelta(days=20), reason="отпуск наставника", consented_on=demo.today,
        confirmed=True, today=demo.today, by=demo.by,
    )  # fmt: skip
    ground = options(pair.edition, Option.Group.REPLACEMENT).filter(code="request").first()
    services.begin(
        pair, mentor=demo.person("mentor4"), ground=ground, reason="наставник уходит на годичные курсы",
        evidence="заявление наставника", from_on=demo.today + timedelta(days=30), ends_on=pair.ends_on,
        on=demo.today, by=demo.by,
    )  # fmt: skip
