"""Two texts side by side: what stayed, what was removed, what was added. No domain words."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

Runs = list[tuple[str, list[str]]]


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
