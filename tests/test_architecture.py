"""The house rules that a tool can check."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from mentorship.regulation.edition.presets import preset_codes
from mentorship.regulation.edition.rulebook import RULES, SHAPES
from mentorship.regulation.edition.services import load_preset
from mentorship.regulation.limits import LAW

APPS = Path(__file__).parent.parent / "mentorship"
TEMPLATES = sorted((APPS.parent / "templates").rglob("*.html"))


def cited_rules():
    """Rule keys that a clause number is looked up by."""
    found = set()
    for path in APPS.rglob("*.py"):
        found |= set(re.findall(r'\bclause\(\s*"(\w+)"', path.read_text()))
    return found


def test_rules_cite_only_rules_that_the_pages_name():
    assert cited_rules() <= set(RULES)


@pytest.mark.django_db
@pytest.mark.parametrize("code", preset_codes())
def test_a_preset_numbers_every_rule_that_it_limits(code):
    """A rule of the law or of plain practice alone has no clause: the category of a mentee by 489-ФЗ, ТК ст. 351.8."""
    limits = load_preset(code).limits()
    limiting = {rule.key for rule in RULES.values() if rule.fields and rule.effect != SHAPES and rule.kept(limits)}

    assert limiting - {"mentee_category", *LAW} <= set(limits.clauses) <= set(RULES)


@pytest.mark.parametrize("path", sorted({*APPS.rglob("views.py"), *APPS.rglob("views/*.py")}), ids=str)
def test_views_start_from_what_the_user_may_see(path):
    text = path.read_text()
    unscoped = re.findall(r"\b(?:Pair|Program|Report|Order|Person)\.objects\.(?!visible_to\b|search\b)\w+", text)
    unscoped += re.findall(r"get_object_or_404\([A-Z]\w*(?:\.objects\.(?!visible_to\b)\w+\([^)]*\))?, pk=", text)

    assert unscoped == []


ENDS = ("ended_on", "closed_on", "left_on", "hired_on", "withdrawn_on", "expires_on")  # of a state
ASKED = {"on", "day", "today"}  # what a day that is asked about is called
STATES = {"models", "models.py", "past.py", "terms.py"}  # where a day may be compared to decide a state
TELLING = sorted(path for path in APPS.rglob("*.py") if not STATES & set(path.parts) and path.name != "rules.py")


@pytest.mark.parametrize("path", TELLING, ids=str)
def test_only_the_place_of_a_state_compares_its_days(path):
    """`ended_on__gte=on` and `pair.ended_on < day` are said once, by `core/terms.py` and the methods of the models."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.keyword):
            column, _, lookup = (node.arg or "").rpartition("__")
            named = column.endswith((*ENDS, "ends_on")) and lookup in ("lt", "lte", "gt", "gte")
            compared = named and isinstance(node.value, ast.Name) and node.value.id in ASKED
        elif isinstance(node, ast.Compare) and not isinstance(node.ops[0], (ast.Is, ast.IsNot, ast.Eq, ast.NotEq)):
            sides = [node.left, *node.comparators]
            ends = any(isinstance(side, ast.Attribute) and side.attr in ENDS for side in sides)
            compared = ends and any(isinstance(side, ast.Name) and side.id in ASKED for side in sides)
        else:
            continue
        if compared:
            found.append(ast.unparse(node))

    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_are_short_and_carry_no_style_or_script(path):
    text = path.read_text()

    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?! src=)", text)
    assert len(text.splitlines()) <= 140


@pytest.mark.django_db
def test_every_model_change_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_nothing_of_the_house_is_unfinished():
    marks = re.compile("TO" + "DO|FIX" + "ME|NotImplemented" + "Error|coming " + "soon|заглуш" + "ка")
    found = [path.name for path in [*APPS.rglob("*.py"), *TEMPLATES] if marks.search(path.read_text())]

    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_asks_itself_for_what_it_shows(path):
    """A block or an include does not inherit answers: an unset name would silently hide a button."""
    for block in re.split(r"\{% block ", path.read_text()):
        asked = set(re.findall(r"as (may_\w+)", block))
        assert set(re.findall(r"\b(may_\w+)", block)) == asked, block[:40]
