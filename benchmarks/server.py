"""A real server (gunicorn, one worker) for the floor and for the product, asked over HTTP."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.timing import median_ms


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(application: str, env: dict[str, str]) -> Iterator[int]:
    """Start gunicorn with the WSGI application on a free local port; stop it afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--log-level", "critical"]
    server = subprocess.Popen(command, env={**os.environ, **env})
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


def page_ms(port: int, path: str, session: str) -> float:
    """Milliseconds of the median GET of the page by the session's user."""
    return median_ms(lambda: fetch(port, path, session))


def fetch(port: int, path: str, session: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
