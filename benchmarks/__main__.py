"""`make bench`: the product against the floor at 100 and at 10,000 people, ratios with their limits."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.server import Page, ratio, serving
from benchmarks.timing import folder

SMALL, MIDDLE, LARGE = 100, 1_000, 10_000

DUTIES = ("desk", "terms")  # how the pages of duties are called


@contextmanager
def served(name: str, application: str, people: int) -> Iterator[tuple[dict[str, Page], float]]:
    """Fill a database and serve it: the pages by name, and the PDF's ratio where there is one."""
    database = folder() / f"{name}-{people}.sqlite3"
    for path in folder().glob(f"{database.name}*"):
        path.unlink()
    env = {"DEMO": "1", "DATABASE_URL": f"sqlite:///{database}", "PYTHONWARNINGS": "ignore"}
    prepared = subprocess.run(
        [sys.executable, "-m", f"benchmarks.prepare_{name}", str(people)],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    if prepared.returncode:
        sys.exit(prepared.stderr)
    facts = json.loads(prepared.stdout.splitlines()[-1])
    with serving(application, env) as port:
        yield {page: (port, *where) for page, where in facts["pages"].items()}, facts.get("pdf", 0)


def report(name: str, value: float, limit: float) -> bool:
    kept = value <= limit
    print(f"{name:48} {value:6.2f} ×   предел {limit:4.1f} ×   {'да' if kept else 'НЕТ'}")
    return kept


def main() -> int:
    kept = []
    with (
        served("floor", "benchmarks.floor_wsgi", LARGE) as (floor, _),
        served("product", "mentorship.wsgi", SMALL) as (small, _),
        served("product", "mentorship.wsgi", LARGE) as (large, pdf),
    ):
        for name, page in large.items():
            if ":" in name:
                times, base = ratio(page, floor["list"])
                kept.append(report(f"{name} к списку основы ({base:.1f} мс)", times, 2.5))
                kept.append(report(f"{name}: {LARGE} людей к {SMALL}", ratio(page, small[name])[0], 1.3))
            elif name == "card":
                times, base = ratio(page, floor["bare"])
                kept.append(report(f"{name} к пустой странице ({base:.1f} мс)", times, 6))
    kept.append(report("приказ от данных до PDF: к одному WeasyPrint", pdf, 1.2))
    kept += duties()
    kept += on_demo()
    return 0 if all(kept) else 1


def duties() -> list[bool]:
    """The pages of duties of 1,000 people and three years, and the memory of `remind`."""
    with (
        served("floor", "benchmarks.floor_wsgi", MIDDLE) as (floor, _),
        served("product", "mentorship.wsgi", MIDDLE) as (product, _),
    ):
        times = {name: ratio(page, floor["bare"])[0] for name, page in product.items() if name.startswith(DUTIES)}
    kept = [report(f"{name}: к пустой странице, {MIDDLE} людей", found, 3) for name, found in times.items()]
    database = folder() / f"product-{MIDDLE}.sqlite3"
    facts = measured("remind", {**os.environ, "DEMO": "1", "DATABASE_URL": f"sqlite:///{database}"})
    print(f"remind: {facts['duties']} дел, {facts['memory']:.1f} МБ")
    return [*kept, report("remind: память на 1000 дел в долях 10 МБ", facts["share"], 1)]


def on_demo() -> list[bool]:
    """Figures of papers and of loading a list, each measured in a process of its own on the demo institution."""
    database = folder() / "papers.sqlite3"
    for path in folder().glob(f"{database.name}*"):
        path.unlink()
    env = {
        **os.environ,
        "DEMO": "1",
        "PYTHONWARNINGS": "ignore",
        "DATABASE_URL": f"sqlite:///{database}",
        "MEDIA_ROOT": str(folder() / "media"),
    }
    demo = [sys.executable, "manage.py", "demo", "--no-serve"]
    subprocess.run(demo, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return papers(env) + staff(env)


def measured(module: str, env: dict[str, str]) -> dict[str, float]:
    """What the module prints last."""
    command = [sys.executable, "-m", f"benchmarks.{module}"]
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def papers(env: dict[str, str]) -> list[bool]:
    facts = measured("papers", env)
    print(
        f"дело: {facts['sheets']:.0f} листов, самый долгий шаг {facts['slowest']:.2f} с; приказ {facts['pdf_ms']:.0f} мс"
    )
    return [
        report("Word к PDF", facts["word"], 0.5),
        report("дорожная карта из 40 строк: к одному WeasyPrint", facts["roadmap"], 1.5),
        report("100 приказов: один процесс к двум, не меньше 1,7", 1.7 / facts["two"], 1),
        report("дело: память в долях 400 МБ", facts["memory"] / 400, 1),
    ]


def staff(env: dict[str, str]) -> list[bool]:
    """A list of 5,000 people from the file to the cards."""
    facts = measured("staff", env)
    print(f"список из 5000 человек: {facts['seconds']:.1f} с, {facts['memory']:.0f} МБ")
    return [
        report("загрузка списка: к openpyxl и bulk_create", facts["ratio"], 3),
        report("загрузка списка: память в долях 300 МБ", facts["memory"] / 300, 1),
    ]


sys.exit(main())
