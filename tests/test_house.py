"""The plan of the house (docs/structure.md), as far as a tool can check it."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "mentorship"
MODULES = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
README = (ROOT / "README.md").read_text()
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]


def name(path):
    return str(path.relative_to(ROOT))


def first_word(path):
    """«agreements» of agreements_views.py; a part of a page («_plan») is no page («plan»)."""
    stem = path.name.partition(".")[0]
    return stem[:1] + stem[1:].partition("_")[0]


def crowded(paths):
    """Files and folders of one folder that share their first word."""
    words = Counter((path.parent, first_word(path)) for path in paths)
    return sorted(f"{name(folder)}/{word}…" for (folder, word), count in words.items() if word and count > 1)


def test_no_two_files_of_a_folder_share_a_first_word():
    rooms = {path.parent for path in MODULES} - {HOUSE}

    assert crowded([*MODULES, *rooms]) == []


def test_no_two_templates_of_a_folder_share_a_first_word():
    """Django itself names the pages of errors."""
    folders = {path.parent for path in TEMPLATES}
    own = [path for path in TEMPLATES if not path.stem.startswith("403")]

    assert crowded([*own, *folders]) == []


def test_the_map_has_every_room():
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("mentorship.")}

    table = README.partition("| app | holds |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \| ", table, re.M)) == rooms


def test_the_map_has_every_feature():
    told = dict(re.findall(r"^\| `(\w+)` \| (.*)", README, re.M))
    folders = {path.relative_to(HOUSE).parts[:2] for path in MODULES if len(path.relative_to(HOUSE).parts) > 2}
    common = {"management", "models", "services", "templatetags", "views"}

    untold = [
        f"{room}/{folder}/" for room, folder in folders if folder not in common and f"`{folder}" not in told[room]
    ]
    assert untold == []


@pytest.mark.parametrize("page", ["README.md", "docs/structure.md"])
def test_the_chain_is_the_one_that_is_checked(page):
    chain = " → ".join(layer.replace("mentorship.", "") for layer in LAYERS)

    assert f"`{chain}`" in (ROOT / page).read_text()


def test_plain_modules_know_nothing_of_django():
    plain = [path for path in MODULES if "Plain Python" in (ast.get_docstring(ast.parse(path.read_text())) or "")]
    knowing = [name(path) for path in plain if re.search(r"^\s*(from|import) django", path.read_text(), re.M)]

    assert len(plain) > 20
    assert knowing == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem == "rules"], ids=name)
def test_rules_say_that_they_are_plain(path):
    assert "Plain Python" in ast.get_docstring(ast.parse(path.read_text()))


def test_only_tables_of_literals_escape_the_formatter():
    skips = sum(path.read_text().count("fmt: " + "skip") for path in [*MODULES, *TESTS])

    assert skips <= 60


def writing(path):
    return path.stem == "services" or "services" in path.parts


@pytest.mark.parametrize("path", [path for path in MODULES if writing(path)], ids=name)
def test_services_refuse_by_rules_and_blame_only_fields(path):
    """`ValidationError` is for a field of a form; what state or a rule forbids is a `Refusal`."""
    raised = [
        call
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "ValidationError"
    ]
    bare = [call.lineno for call in raised if not call.args or isinstance(call.args[0], (ast.Constant, ast.JoinedStr))]

    assert bare == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem in ("rules", "queries")], ids=name)
def test_only_services_write(path):
    written = re.findall(r"\.(?:save|bulk_create|bulk_update|delete|update_or_create)\(|\brecord\(", path.read_text())

    assert written == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_lines_of_templates_can_be_read(path):
    long = [number for number, line in enumerate(path.read_text().splitlines(), 1) if len(line) > 160]

    assert long == []


def test_every_seam_of_the_plan_stands_where_it_says():
    plan = (ROOT / "docs" / "structure.md").read_text()
    table = plan.partition("## Seams")[2].partition("## How to add")[0]
    named = re.findall(r"`((?:\w+/)+\w+\.(?:py|html))", table)

    missing = [file for file in named if not (HOUSE / file).exists() and not (ROOT / "templates" / file).exists()]
    assert named
    assert missing == []
