"""Agreements and notices at each stage, on a Friday."""

import datetime as dt
from decimal import Decimal

from mentorship.desk.duties import collect
from mentorship.pairs.agreements import services
from mentorship.pairs.agreements.queries import proposed
from mentorship.pairs.ending import services as ending
from mentorship.regulation.duty import Scope
from tests.factories.pairs import option

TODAY = dt.date(2026, 11, 20)  # a Friday


WORDS = {
    "contract": "от 01.09.2019 № 14",
    "form": "Очно, по средам",
    "pay_kind": "amount",
    "pay_value": Decimal("1500"),
    "pay_basis": "Положение об оплате труда, п. 4.7",
    "signatory": "head",
    "founder": "",
    "pay_terms": "",
}


def draft(pair, by, **changes):
    return services.keep_draft(pair, fields={**proposed(pair), **WORDS, **changes}, on=TODAY, by=by)


def signed(pair, by, number="1", **changes):
    return services.sign(draft(pair, by, **changes), number=number, signed_on=TODAY, on=TODAY, by=by)


def warned(pair, by, *, side="employer", **changes):
    fields = {"given_on": TODAY, "last_day": dt.date(2026, 11, 25), "ground": "Сокращение нагрузки", **changes}
    return services.give_notice(pair, side=side, fields=fields, on=TODAY, by=by)


def duties(edition, rule="agreement"):
    return [duty for duty in collect(edition.limits(), Scope(everything=True)) if duty.rule == rule]


def form(**changes):
    """What the page of an agreement sends."""
    return {
        "content": "Учит вести занятия",
        "starts_on": "15.09.2026",
        "ends_on": "31.05.2027",
        "form": "Очно, по средам",
        "pay_kind": "percent",
        "pay_value": "10",
        "pay_per": "each",
        "pay_basis": "Положение, п. 4",
        "signatory": "head",
        **changes,
    }


def ask_to_end(pair, by, case, on):
    chosen = option("completion", case)
    return ending.request_ending(pair, case=chosen, on=on, reason="Причина", plan_left=None, by=by)
