"""What makes a consent good, how much of a name may be shown, when data has to be gone."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.people.dissemination import rules
from mentorship.people.dissemination.rules import Choice, Page, Permits

DAY = dt.date(2026, 9, 1)
ITEMS = ("surname", "name", "patronymic", "post", "photo", "role", "results")
PAGE = Page(1, "site", "https://sad.example.org/")


def chosen(**fields):
    said = {"items": {"photo": ""}, "pages": [PAGE], "given_on": DAY, "expires_on": DAY, "phone": "1"}
    return Choice(**{**said, **fields})


def words(violations):
    return [violation.message for violation in violations]


def test_a_good_choice_is_not_refused():
    assert words(rules.choice_violations(chosen())) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"items": {}}, "молчание согласием не считается"),
        ({"pages": []}, "Не выбрано, где можно размещать"),
        ({"expires_on": DAY - dt.timedelta(days=1)}, "Срок согласия 31.08.2026 раньше дня"),
    ],
)
def test_what_is_missing_is_named(fields, said):
    (found,) = words(rules.choice_violations(chosen(**fields)))

    assert said in found


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (1, False)])
def test_a_consent_is_not_recorded_behind_a_newer_one(days, refused):
    found = words(rules.order_violations(DAY + dt.timedelta(days=days), DAY))

    assert bool(found) == refused
    assert words(rules.order_violations(DAY, None)) == []


@pytest.mark.parametrize(
    ("items", "left", "ended", "said"),
    [
        (["photo"], 2, False, ""),
        ([], 2, False, "Не отмечено, какие данные отзываются"),
        (["photo"], 2, True, "уже не действует"),
        ([], 0, False, "уже не действует"),
    ],
)
def test_only_what_is_still_permitted_is_taken_back(items, left, ended, said):
    found = words(rules.withdrawal_violations(items, left=left, ended=ended))

    assert bool(found) == bool(said)
    assert all(said in sentence for sentence in found)


@pytest.mark.parametrize(
    ("done_on", "done", "refused"),
    [
        ("2026-09-01", False, False),
        ("2026-09-05", False, False),
        ("2026-08-31", False, True),
        ("2026-09-06", False, True),
        ("2026-09-02", True, True),
    ],
)
def test_data_is_taken_down_once_between_the_demand_and_today(done_on, done, refused):
    today, day = dt.date(2026, 9, 5), dt.date.fromisoformat(done_on)

    assert bool(list(rules.stop_violations(day, DAY, today, done=done))) == refused


@pytest.mark.parametrize(
    ("on", "due"),
    [("2026-10-05", "2026-10-08"), ("2026-10-08", "2026-10-13"), ("2026-11-03", "2026-11-09")],
)
def test_three_working_days_run_from_the_receipt(on, due):
    assert rules.stop_due(dt.date.fromisoformat(on)) == dt.date.fromisoformat(due)


@given(st.booleans(), st.booleans(), st.lists(st.text(), max_size=3))
def test_every_prohibition_and_condition_is_told_on_one_line(no_transfer, no_processing, said):
    told = list(rules.whole_terms(no_transfer=no_transfer, no_processing=no_processing, said=said))

    assert len(told) == no_transfer + no_processing + len([words for words in said if words])
    assert all("\n" not in words for words in told)


@pytest.mark.parametrize(
    ("asked", "done", "ended", "said"),
    [
        (True, False, False, ""),
        (True, True, False, "уже проверены"),
        (False, False, False, "условий в согласии нет"),
        (True, False, True, "уже не действует"),
    ],
)
def test_conditions_are_judged_once_while_the_consent_holds(asked, done, ended, said):
    found = words(rules.check_violations(asked=asked, done=done, ended=ended))

    assert bool(found) == bool(said)
    assert all(said in sentence for sentence in found)


@pytest.mark.parametrize(("day", "ended"), [("2027-08-31", False), ("2027-09-01", True)])
def test_the_order_about_such_consents_ends_on_its_day(day, ended):
    assert rules.order_ended(dt.date.fromisoformat(day)) is ended


@given(st.frozensets(st.sampled_from(ITEMS)))
def test_a_public_name_holds_no_part_that_is_not_permitted(items):
    parts = {"surname": "Иванова", "name": "Анна", "patronymic": "Олеговна"}

    shown = rules.public_name(*parts.values(), items).split()

    assert set(shown) <= {text for item, text in parts.items() if item in items}
    assert bool(shown) == bool({"surname", "name"} & items)
    assert shown == [text for text in parts.values() if text in shown]
    if shown:
        assert len(shown) == len(items & parts.keys())


def test_a_name_without_a_patronymic_has_no_gap():
    assert rules.public_name("Иванова", "Анна", "", {"surname", "name", "patronymic"}) == "Иванова Анна"


@given(st.dictionaries(st.integers(1, 5), st.frozensets(st.sampled_from(ITEMS), min_size=1)))
def test_permits_answer_for_anybody(items):
    permits = Permits(items)

    assert permits.people == set(items)
    for person in range(1, 7):
        assert permits.of(person) == items.get(person, frozenset())
        assert permits.allows(person, *permits.of(person))
        assert permits.allows(person, "photo") == ("photo" in permits.of(person))
