"""The demo's agreements with mentors: two signed, and an employer's notice that was withdrawn."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from mentorship.demo.story import Day, Story
from mentorship.pairs.agreements import notices, services
from mentorship.pairs.agreements.queries import proposed
from mentorship.pairs.models import Agreement, Notice, Pair

SIGNED = (("mentor3", 288), ("mentor", 58))  # чьё, сколько дней назад
WARNED, WARNED_AGO = "mentor", 20
WORDS = {
    "contract": "от 01.09.2019 № 14",
    "form": "очно, по средам с 15:00 до 16:00, методический кабинет; между встречами — по телефону",
    "pay_kind": "amount",
    "pay_value": Decimal("1500"),
    "pay_per": "each",
    "pay_basis": "Положение об оплате труда, п. 4.7",
    "pay_terms": "ежемесячно, вместе с заработной платой",
    "signatory": "head",
}


def days(story: Story) -> Iterator[Day]:
    """Each step with its day."""
    for login, ago in SIGNED:
        yield story.ago(ago), partial(agree, story, login, story.ago(ago))
    yield story.ago(WARNED_AGO), partial(warn, story, WARNED, story.ago(WARNED_AGO))


def pair_of(story: Story, login: str) -> Pair:
    """The pair that the mentor has worked with longest."""
    return Pair.objects.appointed().filter(mentor=story.person(login)).earliest("pk")


def agree(story: Story, login: str, on: date) -> Agreement:
    """Both sides sign, and the copy is handed over."""
    pair = pair_of(story, login)
    agreement = services.keep_draft(pair, fields={**proposed(pair), **WORDS}, on=on, by=story.by)
    return services.sign(agreement, number=agreement.number, signed_on=on, copy_on=on, on=on, by=story.by)


def warn(story: Story, login: str, on: date) -> Notice:
    """The employer warns, and takes it back the next day."""
    last_day = notices.earliest_end(on, 5)
    fields = {"given_on": on, "last_day": last_day, "ground": "Изменение нагрузки на второе полугодие"}
    pair = pair_of(story, login)
    notice = services.give_notice(pair, side=Notice.Side.EMPLOYER, fields=fields, on=on, by=story.by)
    services.receive(notice, received_on=on, method=Notice.Method.HANDED, on=on, by=story.by)
    reason = "Нагрузку оставили прежней, работа продолжается"
    return services.withdraw(notice, reason=reason, on=on + timedelta(days=1), by=story.by)
