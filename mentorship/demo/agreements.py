"""The demo's agreements with mentors: two signed, and an employer's notice that was withdrawn."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from mentorship.pairs.agreements import rules, services
from mentorship.pairs.agreements.queries import proposed
from mentorship.pairs.models import Agreement, Notice, Pair
from mentorship.people.models import Person, User

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


def agreement_steps(
    today: date, person: Callable[[str], Person], by: Callable[[], User]
) -> Iterator[tuple[date, Callable[[], object]]]:
    """Each step with its day."""

    def pair_of(login: str) -> Pair:
        return Pair.objects.active().filter(mentor=person(login)).earliest("pk")

    def agree(login: str, on: date) -> Agreement:
        pair = pair_of(login)
        agreement = services.keep_draft(pair, fields={**proposed(pair), **WORDS}, on=on, by=by())
        return services.sign(agreement, number=agreement.number, signed_on=on, copy_on=on, on=on, by=by())

    def warn(login: str, on: date) -> Notice:
        last_day = rules.earliest_end(on, 5)
        fields = {"given_on": on, "last_day": last_day, "ground": "Изменение нагрузки на второе полугодие"}
        notice = services.give_notice(pair_of(login), side=Notice.Side.EMPLOYER, fields=fields, on=on, by=by())
        services.receive(notice, received_on=on, method=Notice.Method.HANDED, on=on, by=by())
        reason = "Нагрузку оставили прежней, работа продолжается"
        return services.withdraw(notice, reason=reason, on=on + timedelta(days=1), by=by())

    for login, ago in SIGNED:
        on = today - timedelta(days=ago)
        yield on, partial(agree, login, on)
    on = today - timedelta(days=WARNED_AGO)
    yield on, partial(warn, WARNED, on)
