"""`make bench`: the product against the floor at 100 and at 10,000 people, ratios with their limits."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.server import Page, ratio, serving
from benchmarks.timing import folder

SMALL, SCHOOL, LARGE = 100, 1_000, 10_000
DESKS = ("desk of the curator", "desk of a mentor")


@contextmanager
def served(name: str, application: str, people: int) -> Iterator[tuple[dict[str, Page], dict]]:
    """Fill a database and serve it: the pages by name, and the figures that were measured on the way."""
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
        pages = facts["pages"] | facts.get("terms", {})
        yield {page: (port, *where) for page, where in pages.items()}, facts


def report(name: str, value: float, limit: float) -> bool:
    kept = value <= limit
    print(f"{name:48} {value:6.2f} ×   предел {limit:4.1f} ×   {'да' if kept else 'НЕТ'}")
    return kept


def main() -> int:
    kept = []
    with (
        served("floor", "benchmarks.floor_wsgi", LARGE) as (floor, _),
        served("product", "mentorship.wsgi", SMALL) as (small, _),
        served("product", "mentorship.wsgi", SCHOOL) as (school, facts),
        served("product", "mentorship.wsgi", LARGE) as (large, of_large),
    ):
        kept += duties(school, floor["bare"], facts["duties"])
        for name in of_large["pages"]:
            page = large[name]
            if ":" in name:
                times, base = ratio(page, floor["list"])
                kept.append(report(f"{name} к списку основы ({base:.1f} мс)", times, 2.5))
                kept.append(report(f"{name}: {LARGE} людей к {SMALL}", ratio(page, small[name])[0], 1.3))
            else:
                times, base = ratio(page, floor["bare"])
                kept.append(report(f"{name} к пустой странице ({base:.1f} мс)", times, 6))
    kept.append(report("приказ от данных до PDF: к одному WeasyPrint", of_large["pdf"], 1.2))
    kept += on_demo()
    return 0 if all(kept) else 1


def duties(pages: dict[str, Page], bare: Page, figures: dict[str, float]) -> list[bool]:
    """Who owes what in an institution of a thousand people and three years."""
    print(f"обязанностей {figures['count']:.0f}, запросов на все {figures['queries']:.0f}")
    kept = [report("все обязанности: память в долях 10 МБ на 1000", figures["memory"] / 10, 1)]
    for name, limit in (*((desk, 3.0) for desk in DESKS), ("сроки наставника", 3.0), ("сроки куратора", 5.0)):
        times, base = ratio(pages[name], bare)
        kept.append(report(f"{name}, {SCHOOL} людей, к пустой ({base:.1f} мс)", times, limit))
    return kept


def on_demo() -> list[bool]:
    """Figures of papers and of loading a list, each measured in a process of its own on the demo institution."""
    database = folder() / "papers.sqlite3"
    for path in folder().glob(f"{database.name}*"):
        path.unlink()
    env = {
        **os.environ, "DEMO": "1", "PYTHONWARNINGS": "ignore", "DATABASE_URL": f"sqlite:///{database}",
        "MEDIA_ROOT": str(folder() / "media"),
    }  # fmt: skip
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
