"""`make bench`: the product against the floor; exit status 1 when a limit is broken, and only at the end."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import facts
from benchmarks.limits import PAGES, Limit
from benchmarks.table import Figure, Row, line
from benchmarks.timing import in_turn
from benchmarks.worker import Worker

PEOPLE = 10_000
LEAST = 20  # people among whom there is a pair


def main() -> int:
    asked = arguments()
    with projects(asked) as workers:
        rows = []
        print(line("", *titles(workers)))
        for row in measured(workers, asked):
            print(row, flush=True)
            rows.append(row)
    broken = [row for row in rows if not row.is_kept]
    print(f"Строк {len(rows)}, с нарушенным пределом {len(broken)}.")
    return 1 if broken else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Продукт против основы, с пределами.")
    parser.add_argument("--people", type=int, default=PEOPLE, metavar="N", help=f"людей в учреждении ({PEOPLE})")
    parser.add_argument("--turns", type=int, default=20, help="сколько раз спрашивать каждую страницу (20)")
    for size, part in (("large", "N"), ("middle", "N/10"), ("small", "N/100")):
        parser.add_argument(
            f"--{size}",
            metavar="БАЗА",
            help=f"файл SQLite или URL вместо новой базы на {part} человек; чего нет, добавится",
        )
    parser.add_argument("--only", metavar="СЛОВО", default="", help="только строки с этим словом в имени")
    parser.add_argument("--profile", type=Path, metavar="ПАПКА", help="куда сложить профили тех, кто нарушил предел")
    return parser.parse_args()


@contextmanager
def projects(asked: argparse.Namespace) -> Iterator[dict[str, Worker]]:
    """The floor and the product of each size, all of them filling their databases at once; two alike sizes are one."""
    sizes = {"large": asked.people, "middle": max(asked.people // 10, LEAST), "small": max(asked.people // 100, LEAST)}
    workers: dict[str, Worker] = {}
    with tempfile.TemporaryDirectory(prefix="mentorship-bench-") as folder:
        workers["floor"] = Worker("floor", asked.people, f"{folder}/floor.sqlite3")
        for size, people in sizes.items():
            database = getattr(asked, size) or f"{folder}/product-{people}.sqlite3"
            alike = [worker for worker in workers.values() if worker.database == database]
            workers[size] = alike[0] if alike else Worker("product", people, database, f"{folder}/media-{people}")
        try:
            yield workers
        finally:
            for worker in workers.values():
                worker.stop()


def titles(workers: dict[str, Worker]) -> tuple[str, ...]:
    return (f"мс, {workers['large'].people} чел.", "мс, меньше", "мс, основа", "отношение", "запросов", "рост")


def measured(workers: dict[str, Worker], asked: argparse.Namespace) -> Iterator[Row]:
    for name, limit in PAGES.items():
        if asked.only not in name:
            continue
        try:
            row = page_row(name, limit, workers, asked.turns)
        except RuntimeError as error:
            row = Row(name, failure=str(error))
        if asked.profile and not row.is_kept:
            keep_profile(name, workers["large"], asked.profile)
        yield row
    if not asked.only:
        yield from facts.rows(asked.people, workers)


def page_row(name: str, limit: Limit, workers: dict[str, Worker], turns: int) -> Row:
    """The page at both sizes and what it is held against, asked in turn."""
    large, smaller = workers["large"], workers[limit.smaller]
    base = next(worker for worker in (workers["floor"], large) if limit.base in worker.names)
    ours, less, floor = in_turn(
        [
            lambda: large.ask("time", name),
            lambda: smaller.ask("time", name),
            lambda: base.ask("time", limit.base),
        ],
        turns,
    )
    return Row(
        name,
        (
            Figure(ours),
            Figure(less),
            Figure(floor, digits=2),
            Figure((less if limit.ratio_at_smaller else ours) / floor, limit.ratio),
            Figure(large.ask("queries", name), limit.queries, 0),
            Figure(ours / less, limit.growth),
        ),
    )


def keep_profile(name: str, worker: Worker, folder: Path) -> None:
    """Which statements and functions the page spends itself on."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(worker.ask("profile", name), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
