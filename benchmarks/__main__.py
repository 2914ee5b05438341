"""`make bench`: the product against the floor at 100 and at 10,000 people, ratios with their limits."""

import json
import os
import subprocess
import sys

from benchmarks.server import page_ms, serving
from benchmarks.timing import folder

SMALL, LARGE = 100, 10_000


def measure(name: str, application: str, people: int) -> tuple[dict[str, float], float]:
    """Fill a database, serve it, ask for every page; milliseconds by page, and the PDF's ratio."""
    database = folder() / f"{name}-{people}.sqlite3"
    for path in folder().glob(f"{database.name}*"):
        path.unlink()
    env = {"DEMO": "1", "DATABASE_URL": f"sqlite:///{database}", "PYTHONWARNINGS": "ignore"}
    prepared = subprocess.run(
        [sys.executable, "-m", f"benchmarks.prepare_{name}", str(people)],
        env={**os.environ, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if prepared.returncode:
        sys.exit(prepared.stderr)
    facts = json.loads(prepared.stdout.splitlines()[-1])
    with serving(application, env) as port:
        return {page: page_ms(port, *where) for page, where in facts["pages"].items()}, facts.get("pdf", 0)


def report(name: str, value: float, limit: float) -> bool:
    kept = value <= limit
    print(f"{name:48} {value:6.2f} ×   предел {limit:4.1f} ×   {'да' if kept else 'НЕТ'}")
    return kept


def main() -> int:
    floor, _ = measure("floor", "benchmarks.floor_wsgi", LARGE)
    small, _ = measure("product", "mentorship.wsgi", SMALL)
    large, pdf = measure("product", "mentorship.wsgi", LARGE)
    print(f"основа: пустая страница {floor['bare']:.1f} мс, список 25 из {LARGE} {floor['list']:.1f} мс")
    kept = []
    for name, spent in large.items():
        if ":" in name:
            kept.append(report(f"{name}: к списку основы", spent / floor["list"], 2.5))
            kept.append(report(f"{name}: {LARGE} людей к {SMALL}", spent / small[name], 1.3))
        else:
            kept.append(report(f"{name}: к пустой странице", spent / floor["bare"], 6))
    kept.append(report("приказ в PDF: к одному WeasyPrint", pdf, 2))
    return 0 if all(kept) else 1


sys.exit(main())
