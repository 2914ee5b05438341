"""`[если имя]` lines and the next number: what is said, what is left out, what is refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.documents import tree
from mentorship.documents.markup import items, mistakes, parse
from mentorship.documents.wording import Words, blank, unknown
from mentorship.regulation.wording.texts import Text
from tests.factories.regulation import silent_edition
from tests.papers import paper

DAY = date(2026, 11, 21)
GOLDEN = Path(__file__).with_name("d16_gofitskoe.txt")
BODY = """
\\3.1. Начало.
[если срок] \\3.№. Срок — {срок}.
[если нет срок] \\3.№. Срока нет.
[если предел] \\3.№. Предел — {предел}.
\\3.№. Конец.
"""


def paragraphs(values, **how):
    return [block.text for block in parse(BODY, values, **how)]


def test_a_line_is_said_with_its_value_and_numbers_have_no_gap():
    assert paragraphs({"срок": "10 дней", "предел": None}) == ["3.1. Начало.", "3.2. Срок — 10 дней.", "3.3. Конец."]
    assert paragraphs({"срок": "", "предел": "3"}) == [
        "3.1. Начало.",
        "3.2. Срока нет.",
        "3.3. Предел — 3.",
        "3.4. Конец.",
    ]


def test_a_blank_form_has_a_line_to_write_on():
    line = "_" * 20
    assert paragraphs({"срок": None, "предел": None}, blank=True) == [
        "3.1. Начало.",
        f"3.2. Срок — {line}.",
        f"3.3. Предел — {line}.",
        "3.4. Конец.",
    ]


@given(st.lists(st.booleans(), max_size=12))
def test_numbers_always_run_on(known):
    source = "\n".join(f"[если имя{n}] \\7.№. слова" for n in range(len(known)))
    values = {f"имя{n}": "есть" if there else None for n, there in enumerate(known)}

    found = [block.text for block in parse(source, values)]

    assert found == [f"7.{n}. слова" for n in range(1, sum(known) + 1)]


def test_a_person_is_a_value_and_a_line_to_write_on_is_none():
    source = "[если кто] Есть {кто:род}.\n[если нет кто] Никого."
    assert parse(source, {"кто": Words(lambda case: "Петрова")})[0] == tree.Paragraph("Есть Петрова.")
    assert parse(source, {"кто": blank()})[0] == tree.Paragraph("Никого.")


def test_conditions_stand_before_rows_fields_and_items():
    assert parse("| А | Б |\n[если имя] | {имя} | 1 |", {"имя": None})[0].rows == ()
    assert parse("[если имя] Имя :: {имя}", {"имя": "Анна"})[0] == tree.Fields((("Имя", "Анна"),))
    assert items("1. Раз.\n[если имя] 1.1. {имя}.\n2. Два.", {"имя": None}) == (tree.Item("Раз."), tree.Item("Два."))


def test_an_unknown_name_is_named_and_a_condition_is_no_part_of_an_order():
    assert unknown("Да.\n[если имя] Анна\n[если нет чего-то] Никого", {"имя": ""}) == ["[если нет чего-то]"]
    assert Text("D00", "", "1. Да.\n[если имя] [1]\n[пара]\n1. Нет.").sections == [
        ("", "1. Да.\n[если имя] [1]"),
        ("пара", "1. Нет."),
    ]
    assert mistakes("[если имя] | А =10 | Б =80 |") == ["Строка 1: ширины граф таблицы в сумме дают 90, а нужно 100."]


@pytest.mark.django_db
def test_the_act_of_the_kindergarten_reads_letter_for_letter_as_it_is_kept(edition):
    assert lines(paper("D16")) == GOLDEN.read_text(encoding="utf-8").splitlines()


@pytest.mark.django_db
def test_an_act_without_limits_and_lists_has_no_gap_in_its_numbers():
    silent_edition()

    found = [line for line in lines(paper("D16")) if line[:2] in ("2.", "3.", "7.") and line[2].isdigit()]

    for section, count in (("2", 2), ("3", 9), ("7", 3)):
        numbers = [line.split(" ")[0] for line in found if line.startswith(section)]
        assert numbers == [f"{section}.{number}." for number in range(1, count + 1)]


def lines(document):
    """Every paragraph and bullet of the paper, one a line."""
    found = []
    for block in document.blocks:
        if isinstance(block, tree.Paragraph | tree.Heading):
            found.append(block.text)
        elif isinstance(block, tree.Bullets):
            found += [f"{block.mark} {text}" for text in block.texts]
    return found
