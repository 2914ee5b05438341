"""`make bench`: the product against the floor at 100 and at 10,000 people, ratios with their limits."""

import json
import os
import subprocess
import sys

from benchmarks.timing import folder

SMALL, LARGE = 100, 10_000


def measure(script: str, people: int) -> dict[str, float]:
    """Run one script in a process of its own and read its JSON."""
    database = folder() / f"{script}-{people}.sqlite3"
    for path in folder().glob(f"{database.name}*"):
        path.unlink()
    env = {**os.environ, "DEMO": "1", "DATABASE_URL": f"sqlite:///{database}"}
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", f"benchmarks.{script}", str(people)],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        sys.exit(run.stderr)
    return json.loads(run.stdout.splitlines()[-1])


def report(name: str, value: float, limit: float) -> bool:
    kept = value <= limit
    print(f"{name:48} {value:6.2f} ×   предел {limit:4.1f} ×   {'да' if kept else 'НЕТ'}")
    return kept


def main() -> int:
    floor, small, large = measure("run_floor", LARGE), measure("run_product", SMALL), measure("run_product", LARGE)
    print(f"основа: пустая страница {floor['bare']:.1f} мс, список 25 из {LARGE} {floor['list']:.1f} мс")
    kept = []
    for name, spent in large.items():
        if ":" in name:
            kept.append(report(f"{name}: к списку основы", spent / floor["list"], 2.5))
            kept.append(report(f"{name}: {LARGE} людей к {SMALL}", spent / small[name], 1.3))
        elif "pdf" not in name and name != "weasyprint":
            kept.append(report(f"{name}: к пустой странице", spent / floor["bare"], 6))
    kept.append(report("приказ в PDF: к одному WeasyPrint", large["order pdf"] / large["weasyprint"], 2))
    return 0 if all(kept) else 1


sys.exit(main())
