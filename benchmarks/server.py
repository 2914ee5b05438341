"""A real server (gunicorn, one worker) for the floor and for the product, asked over HTTP."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

Page = tuple[int, str, str]  # port, path, session


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(application: str, env: dict[str, str]) -> Iterator[int]:
    """Start gunicorn with the WSGI application on a free local port; stop it afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--log-level", "critical"]
    server = subprocess.Popen(command, env={**os.environ, **env, "REMIND": "off"})
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def ratio(ours: "Page", base: "Page", times: int = 30) -> tuple[float, float]:
    """How many times longer our page takes than the base, and the base's milliseconds.

    The two are asked in turn, so that whatever else the machine does falls on both.
    """
    for page in (ours, base) * 4:
        fetch(*page)
    spent: dict[Page, list[float]] = {ours: [], base: []}
    for _ in range(times):
        for page in (ours, base):
            start = time.perf_counter()
            fetch(*page)
            spent[page].append(time.perf_counter() - start)
    medians = [statistics.median(spent[page]) * 1000 for page in (ours, base)]
    return medians[0] / medians[1], medians[1]


def fetch(port: int, path: str, session: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
