"""Two texts side by side: what stayed, what was removed, what was added. No domain words."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

Runs = list[tuple[str, list[str]]]
Line = tuple[str, int, str]  # «removed» or «added», its number in its own text, the line


def runs(before: Sequence[str], after: Sequence[str]) -> Runs:
    """The lines of both as runs of «same», «removed», «added»."""
    rows: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += (("same", text) for text in before[i1:i2])
        else:
            rows += (("removed", text) for text in before[i1:i2])
            rows += (("added", text) for text in after[j1:j2])
    return [(kind, [text for _, text in run]) for kind, run in groupby(rows, key=lambda row: row[0])]


def changed_lines(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Only what differs, each line with its number in its own text: a removed one in the old, an added in the new."""
    found: list[Line] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += (("removed", number, before[number - 1]) for number in range(i1 + 1, i2 + 1))
            found += (("added", number, after[number - 1]) for number in range(j1 + 1, j2 + 1))
    return found
