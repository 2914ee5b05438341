"""`python -m tests.safety.load --people 50 --seconds 60`: a staff of fifty at once, and how long each of them waits.

The demo is served by gunicorn as in production. Every person opens pages and forms of the own role one after another,
with a breath between them, and now and then saves something; beside them somebody asks for the bare page of the door.
Before that every page is asked for by as many at once as the workers have hands, so that none of them is cold.
Ends with 1 when there were errors or somebody waits more than `BOUND` times as long as for the bare page.
"""

import argparse
import math
import random
import statistics
import time
from collections import defaultdict
from threading import Thread
from typing import Any

from tests.safety import site

ADDRESSES = {
    "curator": (
        "/",
        "/people/",
        "/pairs/",
        "/orders/",
        "/duties/",
        "/calendar/",
        "/programs/",
        "/reports/",
        "/people/add/",
    ),
    "director": ("/", "/orders/", "/orders/sign/", "/pairs/", "/duties/", "/regulation/", "/people/"),
    "mentor": ("/", "/pairs/", "/programs/", "/reports/", "/duties/", "/calendar/", "/journal/", "/help/"),
    "mentee": ("/", "/pairs/", "/reports/", "/duties/", "/calendar/", "/journal/"),
}
BOUND = 12
WROTE, BARE = "a form that is saved", "/login/"  # a page of the same frame with nothing on it


class Person(Thread):
    """Somebody at work until the time is over."""

    def __init__(
        self, browser: site.Browser, addresses: tuple[str, ...], ends: float, took: dict, breath: float
    ) -> None:
        super().__init__()
        self.browser, self.addresses, self.ends, self.took, self.breath = browser, addresses, ends, took, breath
        self.wrong: list[str] = []

    def run(self) -> None:
        time.sleep(random.uniform(0, self.breath))  # nobody comes by a whistle
        while time.monotonic() < self.ends:
            address = random.choice(self.addresses)
            try:
                self._open(address)
                if random.random() < 0.1 and address != BARE:
                    self._save()
            except site.LOST as error:
                self.wrong.append(f"{address}: {error!r}")
            time.sleep(random.uniform(0.5, 1.5) * self.breath)

    def _open(self, address: str) -> None:
        begun = time.monotonic()
        status, *_ = self.browser.get(address)
        self.took[address].append(time.monotonic() - begun)
        if status != 200:
            self.wrong.append(f"{status} {address}")

    def _save(self) -> None:
        """The reminders that one wants: a form that is everybody's own."""
        data = self.browser.hidden("/reminders/")
        data.pop("_seen", None)  # many are one person here, and each would be told of the others
        begun = time.monotonic()
        status, *_ = self.browser.post("/reminders/", {**data, "letters": "on"})
        self.took[WROTE].append(time.monotonic() - begun)
        if status not in (302, 422):
            self.wrong.append(f"{status} POST")


def run(people: int, seconds: int, breath: float, workers: int, threads: int) -> int:
    """How many answers were errors, or 1 when somebody waits too long."""
    from mentorship.people.models import User

    took: dict[str, list[float]] = defaultdict(list)
    server = site.Server(workers=workers, threads=threads).start()
    try:
        roles = [role for role in ADDRESSES if User.objects.filter(username=role).exists()]
        users = {role: User.objects.get(username=role) for role in roles}
        warm(server, users, at_once=workers * threads)
        ends = time.monotonic() + seconds
        crowd = [
            Person(site.Browser(server.port, users[role]), ADDRESSES[role], ends, took, breath)
            for role in (roles[number % len(roles)] for number in range(people))
        ]
        crowd.append(Person(site.Browser(server.port), (BARE,), ends, took, 0.1))
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
    finally:
        server.kill()
    wrong = [words for one in crowd for words in one.wrong]
    bare = _p95(took.pop(BARE))
    for address, times in sorted(took.items()):
        print(f"{address:24} {len(times):5}  медиана {statistics.median(times):6.3f} с  p95 {_p95(times):6.3f} с")
    every = [time for times in took.values() for time in times]
    ratio = _p95(every) / bare
    print(
        f"запросов {len(every)}, ошибок {len(wrong)}; p95 {_p95(every):.3f} с, голая страница {bare:.3f} с: × {ratio:.1f}"
    )
    print("\n".join(sorted(set(wrong))))
    return len(wrong) or int(ratio > BOUND)


def warm(server: site.Server, users: dict[str, Any], at_once: int) -> None:
    """Every page once by each of so many who come together; what they meet is not measured."""

    def look() -> None:
        for role, browser in browsers.items():
            for address in ADDRESSES[role]:
                browser.get(address)

    browsers = {role: site.Browser(server.port, user) for role, user in users.items()}
    came = [Thread(target=look) for _ in range(at_once)]
    for one in came:
        one.start()
    for one in came:
        one.join()


def _p95(times: list[float]) -> float:
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--breath", type=float, default=10, help="seconds between two pages of one person")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    asked = parser.parse_args()
    with site.folder() as made:
        site.begin(made)
        from django.core.management import call_command

        call_command("demo", "--no-serve", "--password", "proba-7", verbosity=0)
        raise SystemExit(run(asked.people, asked.seconds, asked.breath, asked.workers, asked.threads) > 0)
