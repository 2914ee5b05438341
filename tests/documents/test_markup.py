"""Texts of papers: placeholders by case and sex, a structure that values do not touch."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorship.documents import markup
from mentorship.documents.wording import Words, blank, fill, unknown


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{кто:вин} {кто:согласен|согласна}", "Анну согласна"),
        ("{все:согласен|согласна|согласны}", "согласны"),
        ("{никто} {никто:согласен|согласна}", "____________________ согласен (согласна)"),
        ("{ кто : вин }", "Анну"),
        ("{слово} {слово:род} {кто:пр}", "Положение {слово:род} {кто:пр}"),
        ("{чужое} {кто:чей} { } {", "{чужое} {кто:чей} { } {"),
    ],
)
def test_a_text_is_filled_by_case_and_sex(text, filled):
    forms = {"nom": "Анна", "acc": "Анну"}
    values = {
        "кто": Words(forms.__getitem__, "f", frozenset(forms)),
        "все": Words(forms.__getitem__, "pl"),
        "никто": blank(),
        "слово": "Положение",
    }

    assert fill(text, values) == filled


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet="аб{}:|1. \n-[]#>", max_size=80))
def test_any_text_is_read_and_its_items_survive_a_round(text):
    values = {"а": "б{а}", "б": None}
    assert all("{" in name or "}" in name for name in unknown(text, values))
    markup.parse(text, values)
    items = markup.items(text, values)

    again = markup.items(markup.write_items(items), {})
    assert len(again) == len(items)


def test_a_value_never_changes_the_structure():
    blocks = markup.parse("1. {а}\n| № | Имя |\n| 1 | {а} |", {"а": "раз | два\n2. три"})

    assert len(blocks[0].items) == 1
    assert blocks[1].rows == (("1", "раз | два\n2. три"),)
