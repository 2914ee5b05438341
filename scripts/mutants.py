"""Would the tests notice? Small faults are put into rules, services and the table of grants, one at a time.

    make mutants                                  a hundred faults of seed 1
    make mutants MUTANTS="--count 6 --seed 7"     other ones

Each fault is made in a copy of the tracked files and tried against the tests that mirror its file, then those that
import its app, then all the others but the browser's. What the whole suite does not notice has survived.
Only PostgreSQL locks rows: faults in locks, and races, are tried when DATABASE_URL points to one.

Made by hand: the known tools change the bodies of functions and run one command. They know neither a table that is
data, nor a lock, nor a generator that stops saying one thing, nor which tests stand nearest.
"""

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WHERE = ("**/rules.py", "**/services.py", "**/services/*.py", "access/grants.py")
LOCKS = os.environ.get("DATABASE_URL", "").startswith("postgres")
QUIETLY = ["-q", "-x", "--reuse-db", "--hypothesis-seed=1", "-p", "no:cacheprovider"]
QUIETLY += [] if LOCKS else ["-m", "not race"]  # where no row is locked no race is to be won
LIMIT = 1800  # seconds; what hangs is noticed
GUARD = re.compile(r"_?(enforce|require|refuse|check)")
SIGNS = {  # as it stands, and instead of it
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"), ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="), ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"), ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One place of one file, and what stands there instead."""

    path: Path
    kind: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        before, after = (" ".join(text.split())[:60] for text in (self.before, self.after))
        return f"{self.path}:{self.line}  {self.kind}: {before}  →  {after}"


def faults(path: Path) -> Iterator[Fault]:
    """Every fault that can be made in the file."""
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def place(node: ast.AST) -> tuple[int, int]:
        return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset

    def text(node: ast.AST) -> str:
        start, end = place(node)
        return source[start:end].decode()

    for node in _running(ast.parse(source)):
        for kind, after in _changes(node, text, data=path.name == "grants.py"):
            start, end = place(node)
            yield Fault(path, kind, node.lineno, start, end, text(node), after)


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run: no decorators or annotations, and nothing in an f-string, whose places are not kept."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for name, value in ast.iter_fields(node):
            if name not in ("decorator_list", "annotation", "returns") and not isinstance(node, ast.JoinedStr):
                children = value if isinstance(value, list) else [value]
                waiting += [child for child in children if isinstance(child, ast.AST)]


def _changes(node: ast.AST, text, *, data: bool) -> Iterator[tuple[str, str]]:
    """What kind of fault this node may have, and its new text."""
    match node:
        case ast.Compare():
            sides = [f"({text(side)})" for side in (node.left, *node.comparators)]
            for changed in node.ops:
                signs = [SIGNS[type(op)][op is changed] for op in node.ops]
                pieces = [f" {sign} {side}" for sign, side in zip(signs, sides[1:], strict=True)]
                yield "comparison", f"({sides[0]}{''.join(pieces)})"
        case ast.BoolOp():
            other = " or " if isinstance(node.op, ast.And) else " and "
            yield "and/or", f"({other.join(f'({text(value)})' for value in node.values)})"
        case ast.UnaryOp(op=ast.Not()):
            yield "not", f"({text(node.operand)})"
        case ast.Constant(value=bool()):
            yield "switch", str(not node.value)
        case ast.Constant(value=int()):
            yield "number", str(node.value + 1)
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield "says nothing", f"False and ({text(node.value)})"
        case ast.Raise():
            yield "no refusal", "pass"
        case ast.Expr(value=ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name))) if GUARD.match(name):
            yield "no guard", "pass"
        case ast.Call(func=ast.Attribute(attr="select_for_update")):
            yield "no lock", text(node.func.value)
        case ast.Set() if data:
            for lost in node.elts:
                kept = [text(element) for element in node.elts if element is not lost]
                yield f"loses {text(lost)}", f"{{{', '.join(kept)}}}" if kept else "set()"


def stages(path: Path) -> Iterator[list[str]]:
    """Tests from the nearest to the farthest, none twice."""
    left = [test for test in sorted(Path("tests").rglob("test_*.py")) if test.parts[1] != "browser"]
    rooms = path.parts[1:-1]
    nearest = [Path("tests", *rooms[:depth]) for depth in range(len(rooms), 0, -1)]
    imports = f"mentorship.{rooms[0]}"
    near = [lambda test, room=room: room in test.parents for room in nearest]
    for belongs in (*near, lambda test: imports in test.read_text(), lambda test: True):
        found = [test for test in left if belongs(test)]
        left = [test for test in left if test not in found]
        if found:
            yield [str(test) for test in found]


def first_failure(tests: list[str]) -> str:
    """The test that fails first, if any. Examples are drawn from one seed, so that luck decides nothing."""
    command = [sys.executable, "-m", "pytest", *QUIETLY, *tests]
    try:
        done = subprocess.run(command, timeout=LIMIT, capture_output=True, check=False, text=True)
    except subprocess.TimeoutExpired:
        return tests[0]
    named = re.search(r"^(?:FAILED|ERROR) ([^\s\[]+)", done.stdout, re.MULTILINE)
    return "" if done.returncode == 0 else named[1] if named else tests[0]


def noticed_by(fault: Fault) -> str:
    """The nearest test that fails because of the fault: it passes without. None: the fault survives."""
    kept = fault.path.read_bytes()
    for tests in stages(fault.path):
        fault.path.write_bytes(kept[: fault.start] + fault.after.encode() + kept[fault.end :])
        try:
            failed = first_failure(tests)
        finally:
            fault.path.write_bytes(kept)
        if failed and first_failure([failed]):
            sys.exit(f"This test fails without any fault: {failed}")
        if failed:
            return failed
    return ""


def copy_of_the_house(to: Path) -> None:
    """The tracked files as they stand now."""
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if Path(name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(name, to / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutants-") as copy:
        copy_of_the_house(Path(copy))
        os.chdir(copy)
        paths = sorted({path for where in WHERE for path in Path("mentorship").glob(where)})
        possible = [fault for path in paths for fault in faults(path) if LOCKS or fault.kind != "no lock"]
        chosen = random.Random(asked.seed).sample(possible, min(asked.count, len(possible)))
        print(f"{len(chosen)} of {len(possible)} faults in {len(paths)} files, seed {asked.seed}", flush=True)
        survivors = []
        for number, fault in enumerate(chosen, 1):
            test = noticed_by(fault)
            survivors += [] if test else [fault]
            print(f"{number:3} {f'noticed by {test}' if test else 'SURVIVED'}\n    {fault}", flush=True)
    print(f"\n{1 - len(survivors) / len(chosen):.0%} of {len(chosen)} are noticed. Survivors: {len(survivors)}")
    print("".join(f"  {fault}\n" for fault in survivors), end="")


if __name__ == "__main__":
    main()
