"""Databases in which two headed the institution at once: one stays the head, as papers have named her."""

import datetime as dt
from importlib import import_module
from types import SimpleNamespace

import pytest

D = dt.date
migration = import_module("mentorship.people.migrations.0004_who_is_head")


class Term:
    _meta = SimpleNamespace(concrete_fields=[SimpleNamespace(attname="starts_on")])

    def __init__(self, starts_on, ends_on=None, basis=""):
        self.starts_on, self.ends_on, self.basis = starts_on, ends_on, basis
        self.acting = self.until_return = False

    def save(self):
        pass


def migrated(*terms):
    """The terms after the migration, and what history says of those that it has changed."""
    said = []
    rows = SimpleNamespace(filter=lambda **_: SimpleNamespace(order_by=lambda *_: list(terms)))
    history = SimpleNamespace(create=lambda **row: said.append(row["history_change_reason"]))
    models = {"OfficeTerm": rows, "HistoricalOfficeTerm": history}
    apps = SimpleNamespace(get_model=lambda app, name: SimpleNamespace(_base_manager=models[name]))
    migration.one_head(apps, None)
    return said


def test_who_heads_alone_stays_as_recorded():
    before, after = Term(D(2020, 9, 1), D(2024, 8, 31)), Term(D(2024, 9, 1))

    assert migrated(before, after) == []
    assert not before.acting
    assert not after.acting


@pytest.mark.parametrize("ends_on", [None, D(2026, 12, 5)])
@pytest.mark.parametrize("basis", ["", "приказ № 5"])
def test_the_second_acts(ends_on, basis):
    head, second = Term(D(2020, 9, 1)), Term(D(2026, 9, 1), ends_on, basis)

    assert migrated(head, second) == [migration.REASON]
    assert not head.acting
    assert (second.acting, second.until_return, second.ends_on) == (True, ends_on is None, ends_on)
    assert second.basis == basis or migration.UNKNOWN


def test_of_several_who_would_act_without_an_end_the_latest_goes_on():
    head, second, third = Term(D(2020, 9, 1)), Term(D(2025, 9, 1)), Term(D(2026, 9, 1))

    assert migrated(head, second, third) == [migration.ENDED, migration.REASON]
    assert (second.ends_on, third.ends_on) == (D(2026, 8, 31), None)
