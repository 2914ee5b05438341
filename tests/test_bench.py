"""`make bench` measures every row of its table: here at tiny sizes and without a look at the limits."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from benchmarks.limits import FACTS, LISTS, PAGES
from tests.test_lists import LISTS as LONG_LISTS

ONE_A_YEAR = {"roadmap:list"}
ROWS = [*PAGES, *(name for _, limits in FACTS.values() for name in limits)]


def test_every_list_that_grows_with_the_people_is_measured():
    assert set(LONG_LISTS) - ONE_A_YEAR <= set(LISTS) <= set(PAGES)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the bench makes databases of SQLite")
@pytest.mark.django_db
def test_the_bench_runs_to_its_end_and_measures_every_row(tmp_path):
    database = tmp_path / "one.sqlite3"
    copy_tables(database)
    sizes = ["--large", database, "--middle", database, "--small", database]

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--people", "40", "--turns", "1", *sizes],
        capture_output=True,
        text=True,
        check=False,
    )

    lines = done.stdout.splitlines()
    assert done.returncode in (0, 1), done.stderr
    assert [name for name in ROWS if not any(line.startswith(name) for line in lines)] == []
    assert [line for line in lines if "не измерено" in line] == [], done.stderr
    assert lines[-1].startswith(f"Строк {len(ROWS)}, ")


def copy_tables(path):
    """The empty tables of the tests, which spare the bench its migrations."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as made, closing(sqlite3.connect(path)) as copy:
        made.backup(copy)
