"""Every place of the code that makes a duty, read from the code itself: nothing new can be left out of the table."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

APPS = Path(__file__).parents[3] / "mentorship"
ANYTHING = ".+"


@dataclass(frozen=True)
class Site:
    """One kind of duty: where it is made, and what is known of it before it runs, as patterns."""

    where: str
    rule: str
    target: str
    what: str

    def is_of(self, rule: str, target: str, what: str) -> bool:
        found = ((self.rule, rule), (self.target, target), (self.what, what))
        return all(re.fullmatch(pattern, text) for pattern, text in found)


def sites() -> list[Site]:
    trees = [(path, ast.parse(path.read_text())) for path in sorted(APPS.rglob("*.py"))]
    makers = [
        (f"{path.parent.name}.{path.stem}.{maker.name}", maker, call)
        for path, tree in trees
        for maker in ast.walk(tree)
        if isinstance(maker, ast.FunctionDef)
        for call in (*_calls(maker, "Duty"), *_calls(maker, "owes"))
        if maker.name != "owes"
    ]
    calls = [call for _, tree in trees for call in ast.walk(tree) if isinstance(call, ast.Call)]
    return [site for where, maker, call in makers for site in _sites(where, maker, call, calls)]


def _sites(where: str, maker: ast.FunctionDef, made: ast.Call, calls: list[ast.Call]) -> Iterator[Site]:
    given = {word.arg: word.value for word in made.keywords}
    given |= {"rule": made.args[0]} if made.args else {}
    patterns = [_patterns(given[name]) for name in ("rule", "target")]
    what = "|".join(_patterns(given["what"]))
    if "rule" in [argument.arg for argument in maker.args.args]:  # whoever calls it names the rule
        named = [rule for call in calls if _name(call) == maker.name for rule in _named_first(call)]
        patterns[0] = named or [ANYTHING]
    return (Site(where, rule, target, what) for rule, target in product(*patterns))


def _patterns(node: ast.expr) -> list[str]:
    """What an expression may come to; one pattern for each way that it can go."""
    if isinstance(node, ast.Constant):
        return [re.escape(str(node.value))]
    if isinstance(node, ast.IfExp):
        return [*_patterns(node.body), *_patterns(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(_patterns(part)[0] if isinstance(part, ast.Constant) else ".*" for part in node.values)]
    return [ANYTHING]


def _named_first(call: ast.Call) -> Iterator[str]:
    if call.args and isinstance(call.args[0], ast.Constant):
        yield from _patterns(call.args[0])


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) == name)


def _name(call: ast.Call) -> str:
    """The last word of what is called: `Duty`, `rules.lapse_duty`, `case.duty`."""
    return getattr(call.func, "id", getattr(call.func, "attr", ""))
