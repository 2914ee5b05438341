"""Shares, averages, changes, bands and tallies: figures that say what is true."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.reports.analytics.figures import (
    AGES,
    EXPERIENCE,
    HIDDEN,
    SCORES,
    answered,
    answered_share,
    average,
    band,
    change,
    labels,
    school_year,
    share,
    tally,
)

counts = st.integers(0, 10**6)


def in_per_cent(text):
    return float(text.removesuffix(" %").replace(",", "."))


class TestFigures:
    @given(part=counts, more=counts)
    def test_a_share_is_near_the_truth_and_says_all_and_nothing_only_when_it_is_so(self, part, more):
        whole = part + more
        text = share(part, whole)
        if whole == 0:
            assert text == "—"
            return
        assert re.fullmatch(r"\d{1,3}(,\d)? %", text)
        assert abs(in_per_cent(text) - 100 * part / whole) <= 0.1
        assert (text == "100 %") == (part == whole)
        assert (text == "0 %") == (part == 0)

    @given(whole=st.integers(1, 10**4), data=st.data())
    def test_a_larger_part_is_never_a_smaller_share(self, whole, data):
        one, other = sorted(data.draw(st.lists(st.integers(0, whole), min_size=2, max_size=2)))

        assert in_per_cent(share(one, whole)) <= in_per_cent(share(other, whole))

    @given(st.lists(st.integers(1, 10)))
    def test_an_average_lies_between_the_least_and_the_greatest(self, scores):
        if len(scores) < 3:
            assert average(scores) == (HIDDEN if scores else "—")
            return
        found = float(average(scores).replace(",", "."))
        assert min(scores) <= found <= max(scores)
        assert abs(found - sum(scores) / len(scores)) <= 0.05 + 1e-9

    @pytest.mark.parametrize(("number", "told"), [(0, "0"), (1, "меньше 3"), (2, "меньше 3"), (3, "3")])
    def test_too_few_to_stay_unknown_are_not_counted(self, number, told):
        assert answered(number) == told
        assert (answered_share(number, 4) == HIDDEN) == (number in (1, 2))

    @given(st.lists(st.integers(1, 10), min_size=3), st.lists(st.integers(1, 10), min_size=3))
    def test_a_change_has_the_sign_of_the_difference_and_turns_round(self, now, before):
        one, other = change(now, before), change(before, now)

        assert one.lstrip("+−") == other.lstrip("+−")
        assert {one[0], other[0]} == {"+", "−"} or one == other == "0"

    def test_there_is_no_change_without_both_years(self):
        assert change([], [5] * 3) == change([5] * 3, []) == "—"
        assert change([9, 10, 9, 10], [9, 9, 9]) == "+0,5"

    def test_there_is_no_change_from_or_to_too_few(self):
        assert change([9, 10], [9, 9, 9]) == change([9, 9, 9], [9]) == HIDDEN

    @given(st.integers(0, 120), st.sampled_from([AGES, EXPERIENCE, SCORES]))
    def test_every_number_falls_into_exactly_the_band_whose_bounds_hold_it(self, value, bands):
        name = band(value, bands)
        numbers = [int(number) for number in re.findall(r"\d+", name)]

        assert name in labels(bands)
        if name.startswith(("моложе", "менее")):
            assert value < numbers[0]
        elif bands[-1][1] == name:
            assert value >= numbers[0]
        elif value:
            assert numbers[0] <= value <= numbers[1]

    @pytest.mark.parametrize(
        ("value", "bands", "name"),
        [
            (24, AGES, "моложе 25"),
            (25, AGES, "25–29"),
            (64, AGES, "60–64"),
            (65, AGES, "65 и старше"),
            (2, EXPERIENCE, "менее 3"),
            (3, EXPERIENCE, "3–4"),
            (19, EXPERIENCE, "15–19"),
            (20, EXPERIENCE, "20 и более"),
            (None, AGES, "нет сведений"),
            (8, SCORES, "7–8"),
            (9, SCORES, "9–10"),
        ],
    )
    def test_the_edges_of_bands(self, value, bands, name):
        assert band(value, bands) == name

    @given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)))
    def test_every_day_is_in_one_school_year(self, day):
        year = school_year(day)

        assert year.has(day)
        assert (year.starts_on.month, year.starts_on.day, year.ends_on.month, year.ends_on.day) == (9, 1, 8, 31)
        assert year.has(year.january)
        assert year.before().ends_on + dt.timedelta(1) == year.starts_on
        assert not year.has(None)

    @given(st.lists(st.sampled_from("абвг")))
    def test_a_tally_counts_everything_once(self, values):
        counted = tally(values, "аб")

        assert sum(counted.values()) == len(values)
        assert list(counted)[:2] == ["а", "б"]
