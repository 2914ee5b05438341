"""Who may do what, held against two tables that are kept apart from the code.

`matrix.txt` says it by URL, `grants.txt` by permission. A right that is gained, lost or renamed by accident is a
difference here. One that changes on purpose is written down by

    RENEW_ACCESS=1 .venv/bin/pytest tests/access/test_golden.py

and what `git diff tests/access` then shows is read before it is committed.
"""

import os
from difflib import unified_diff
from pathlib import Path

import pytest

from mentorship.access.grants import GRANTS
from mentorship.access.matrix import PUBLIC, ROLES, rows
from mentorship.access.roles import Anyone, Role

HERE = Path(__file__).parent
SIGNS = {"allow": "+", "own": "own", "deny": "."}


def matrix() -> str:
    """What each role is answered at each URL: + always, own on what is its own."""
    found = sorted(rows(), key=lambda row: row.name)
    lines = [[row.name, row.permission or "", *(SIGNS[row.answer(role)] for role in ROLES)] for row in found]
    return _table(["url", "permission", *ROLES], lines)


def grants() -> str:
    """Whom the table of grants names, word for word: also where everybody's right makes it no difference."""
    roles: tuple[Role, ...] = (*ROLES, *Anyone)
    lines = [[name, *("+" if role in GRANTS[name] else "." for role in roles)] for name in sorted(GRANTS)]
    return _table(["permission", *roles], lines)


def _table(head: list[str], lines: list[list[str]]) -> str:
    """Columns of one width, so that a changed line is the only line that changes."""
    widths = [34 if number == 0 else 22 if title == "permission" else 8 for number, title in enumerate(head)]
    padded = [" ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in [head, *lines]]
    return "".join(f"{line.rstrip()}\n" for line in padded)


@pytest.mark.parametrize("table", [matrix, grants], ids=lambda table: table.__name__)
def test_nobody_gains_or_loses_a_right_unnoticed(table):
    kept = HERE / f"{table.__name__}.txt"
    if os.environ.get("RENEW_ACCESS"):
        kept.write_text(table())

    difference = list(
        unified_diff(kept.read_text().splitlines(), table().splitlines(), "kept", "found", n=0, lineterm="")
    )

    assert difference == [], "\n".join(difference)


def test_every_permission_opens_to_somebody_and_every_name_of_a_page_is_one():
    assert all(GRANTS.values())
    assert {row.permission for row in rows()} - {PUBLIC} <= set(GRANTS)
