"""`docs/asvs.md` has every row of the standard once, and names nothing that does not exist."""

import re
from collections import Counter
from pathlib import Path

from django.conf import settings

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs" / "asvs.md").read_text()
SETTINGS = (HOUSE / "mentorship" / "settings.py").read_text()
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \| (.+) \|$", PAGE, re.M)
LEFT_OUT = re.findall(r"^\| (\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) \| [^|]+ \|$", PAGE, re.M)


def wanted():
    lines = (Path(__file__).parent / "asvs.txt").read_text().splitlines()[1:]
    return [f"{section}.{row}" for section, *rows in map(str.split, lines) for row in rows]


def cited(shown_by):
    """Whole names: `::test` is of the file named before it."""
    path = ""
    for name in re.findall(r"`([^`]+)`", shown_by):
        path = path if name.startswith("::") else name.partition("::")[0]
        yield path + name.removeprefix(path)


def exists(name):
    """A test, a file, or a setting of ours, of the environment or of the framework."""
    path, _, test = name.partition("::")
    if test:
        file = HOUSE / path
        return file.is_file() and re.search(rf"^ *def {test}\(", file.read_text(), re.M) is not None
    return (HOUSE / path).is_file() or hasattr(settings, name) or f'"{name}"' in SETTINGS


def test_every_row_stands_here_once():
    left_out = [row for line in LEFT_OUT for row in line.split(", ")]

    assert sorted([row for row, *_ in ROWS] + left_out) == sorted(wanted())


def test_what_shows_a_row_exists():
    missing = {row: [name for name in cited(shown_by) if not exists(name)] for row, *_, shown_by in ROWS}

    assert {row: names for row, names in missing.items() if names} == {}


def test_a_row_is_shown_by_something_or_says_what_is_to_be_done():
    for row, asked, met_by, shown_by in ROWS:
        assert met_by.startswith("**not met") is (shown_by == "–") is not any(cited(shown_by)), row
        assert len(asked.split()) <= 10, row


def test_the_summary_counts_what_stands_below():
    not_met = Counter(re.findall(r"^\| [\d.]+ \| [^|]+ \| \*\*not met(?: \((\w+)\))?:\*\*", PAGE, re.M))
    met, left_out = len(ROWS) - not_met.total(), len(wanted()) - len(ROWS)

    assert f"**{met} met, {not_met.total()} not met, {left_out} not applicable.**" in PAGE
    assert f"{not_met['planned']} are planned and {not_met['accepted']} accepted" in PAGE
