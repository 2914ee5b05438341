"""One project in a process of its own, asked line by line; and the end of the line that asks.

The child reads orders from its standard input, `["time", "pairs:list"]`, and answers each with one line of JSON.
"""

import cProfile
import json
import os
import pstats
import re
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from importlib import import_module
from io import BytesIO, StringIO
from multiprocessing import get_context
from typing import Any
from wsgiref.util import setup_testing_defaults

from benchmarks.timing import burst

# Nothing but the project itself: no reminders of its own accord, no secret key kept in a file.
ENVIRONMENT = {"DEMO": "1", "REMIND": "off", "PYTHONWARNINGS": "ignore"}

PROFILED = 10  # calls under the profiler
SHOWN = 30  # functions of its answer
OURS = "/mentorship/"  # in the name of a file
AROUND = re.compile(r"/(middleware|drafts|prepared)\.py$")  # stand between the caller and every statement
COLUMNS = re.compile(r"SELECT (?!COUNT|SUM|EXISTS).{60,}? FROM")


class Worker:
    """The process of a project with so many people in this database; it fills the database while nobody asks."""

    def __init__(self, project: str, people: int, database: str, media: str = "") -> None:
        self.people, self.database = people, database
        command = [sys.executable, "-m", "benchmarks.worker", project, str(people), database]
        env = {**os.environ, **ENVIRONMENT, "MEDIA_ROOT": media}
        self.process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    @cached_property
    def names(self) -> list[str]:
        """What the project can be asked for."""
        return self._answer()

    def ask(self, *order: str | float) -> Any:
        if not self.names:
            raise RuntimeError(f"{self.database}: мерить нечего")
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()

    def _answer(self) -> Any:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"процесс с базой {self.database} завершился, не ответив")
        found = json.loads(line)
        if "error" in found:
            raise RuntimeError(found["error"])
        return found["answer"]


def page(application: Callable, address: str, session: str) -> Callable[[], None]:
    """The call of one page through the whole WSGI application, as a server calls it."""
    common: dict[str, Any] = {"PATH_INFO": address, "HTTP_COOKIE": f"sessionid={session}"}
    setup_testing_defaults(common)

    def get() -> None:
        status: list[str] = []
        answer = application(
            {**common, "wsgi.input": BytesIO()}, lambda line, headers, exc_info=None: status.append(line)
        )
        for _ in answer:
            pass
        answer.close()
        if not status[0].startswith("200"):
            raise RuntimeError(f"{address}: {status[0]}")

    return get


def session_of(user: Any) -> str:
    """A signed-in session of the user."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.cookies["sessionid"].value


def profile(call: Callable[[], object]) -> str:
    """Which statements the call sends and from where, alike ones together, and which functions take its time."""
    out = StringIO()
    for (statement, place), times in Counter(statements(call)).most_common():
        print(f"{times:4}  {place}\n      {COLUMNS.sub('SELECT … FROM', statement)}", file=out)
    profiler = cProfile.Profile()
    for _ in range(PROFILED):
        profiler.runcall(call)
    for order, shown in (("cumulative", 4 * SHOWN), ("tottime", SHOWN)):
        pstats.Stats(profiler, stream=out).sort_stats(order).print_stats(shown)
    return out.getvalue()


def statements(call: Callable[[], object]) -> list[tuple[str, str]]:
    """Each statement of the call, and the last lines of the product that led to it."""
    from django.db import connection

    found: list[tuple[str, str]] = []

    def noted(execute, sql, params, many, context):
        ours = [
            frame for frame in traceback.extract_stack() if OURS in frame.filename and not AROUND.search(frame.filename)
        ]
        place = " < ".join(f"{frame.filename.split(OURS)[1]}:{frame.lineno}" for frame in reversed(ours[-3:]))
        found.append((sql, place))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        call()
    return found


def forked(function: Callable[..., dict[str, float]], *args: Any) -> dict[str, float]:
    """What the function answers in a copy of this process, whose memory is measured apart."""
    from django.db import connections

    connections.close_all()
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as copy:
        return copy.submit(function, *args).result()


def serve(project: str, people: str, database: str) -> None:
    """Answer until nobody asks any more. What the project itself prints goes to the error stream."""
    answers, sys.stdout = sys.stdout, sys.stderr
    module = import_module(f"benchmarks.{project}")
    module.configure(database)
    calls = module.calls(int(people))
    clock = time.perf_counter if "://" in database else time.process_time  # a server's work is only seen on the wall
    acts: dict[str, Callable[..., Any]] = {
        "time": lambda name: burst(calls[name], clock),
        "queries": lambda name: len(statements(calls[name])),
        "profile": lambda name: profile(calls[name]),
        "figures": lambda name, share: forked(import_module(f"benchmarks.{name}").figures, share),
    }
    print(json.dumps({"answer": list(calls)}), file=answers, flush=True)
    for line in sys.stdin:
        act, name, *more = json.loads(line)
        try:
            found = {"answer": acts[act](name, *more)}
        except Exception as error:  # one page that fails must not hide the others
            traceback.print_exc()
            found = {"error": f"{name}: {error!r}"}
        print(json.dumps(found), file=answers, flush=True)


if __name__ == "__main__":
    serve(*sys.argv[1:])
