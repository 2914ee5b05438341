"""Every code that the house cites is explained in `docs/`, and nothing is explained that nobody cites."""

import re
from itertools import chain
from pathlib import Path

HOUSE = Path(__file__).parent.parent
CITING = [
    path
    for path in chain.from_iterable((HOUSE / room).rglob("*") for room in ("mentorship", "templates", "tests"))
    if path.suffix in {".py", ".html", ".txt", ".toml", ".tsv"}
]
# One code, a row of them («01, 02»), or a range («01…07»).
CODE = re.compile(r"\b([A-Z]{2,4})-(\d\d)(?!\d)((?:(?:…|\.\.|–|, )\d\d\b)*)")
LAW = re.compile(r"legal\.md ((?:§?\d+(?:\.\d+)?)(?:, §?\d+(?:\.\d+)?)*)")
# Papers that do not come with the program: whoever reads a docstring cannot open them.
ELSEWHERE = re.compile(r"DESI[G]N|\bspec/|\bissue \d|\(B\d|(?<!legal\.md )§ ?\d")


def codes(text):
    for family, first, more in CODE.findall(text):
        numbers = [int(first)]
        for sign, number in re.findall(r"(…|\.\.|–|, )(\d\d)", more):
            numbers += [int(number)] if sign == ", " else range(numbers[-1] + 1, int(number) + 1)
        yield from (f"{family}-{number:02}" for number in numbers)


def facts(text):
    """Numbers of facts; a whole section (§) is cited by its number alone."""
    for numbers in LAW.findall(text):
        yield from (number.removeprefix("§") for number in numbers.split(", "))


def cited(read):
    return {code for path in CITING for code in read(path.read_text())}


def test_ranges_and_rows_of_codes_are_read():
    assert [code[-2:] for code in codes("AB-" + "01, 03 and CD-" + "02…04; SHA-256")] == ["01", "03", "02", "03", "04"]
    assert list(facts("legal.md " + "1.1, 1.10; п. 2.3, legal.md §" + "9")) == ["1.1", "1.10", "9"]


def test_every_requirement_that_is_cited_has_its_row_and_no_other_has():
    rows = re.findall(r"^\| ([A-Z]+-\d\d) \| .+ \|$", (HOUSE / "docs/requirements.md").read_text(), re.MULTILINE)

    assert sorted(rows) == sorted(cited(codes))


def test_every_fact_of_the_law_that_is_cited_has_its_place_and_no_other_has():
    text = (HOUSE / "docs/legal.md").read_text()
    numbered = re.findall(r"^- \*\*(\d+\.\d+)\*\* ", text, re.MULTILINE)
    whole = set(re.findall(r"^## (\d+)\. ", text, re.MULTILINE)) - {number.split(".")[0] for number in numbered}

    assert sorted([*numbered, *whole]) == sorted(cited(facts))


def test_nothing_is_cited_that_does_not_come_with_the_program():
    found = {str(path.relative_to(HOUSE)): ELSEWHERE.findall(path.read_text()) for path in CITING}

    assert {name: marks for name, marks in found.items() if marks} == {}
