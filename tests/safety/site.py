"""The program as an institution runs it: gunicorn with threads on a database of its own, and a plain browser."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

DAY = "2026-12-01 12:00:00+03:00"  # every clock begins here: the trial's, and that of each server it starts
ROOT = Path(__file__).resolve().parents[2]
HIDDEN = re.compile(r'name="(_once|_shown|_draft|_seen|seen|csrfmiddlewaretoken)" value="([^"]*)"')
LOST = (OSError, HTTPException)  # the server has gone away


def begin(folder: str) -> None:
    """Django of this process and of the server: the database of DATABASE_URL (an empty one), else SQLite here."""
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/site.sqlite3")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "mentorship.settings",
        "SECRET_KEY": "a-key-for-trials-and-nothing-else",
        "MEDIA_ROOT": f"{folder}/media",
        "REMIND": "off",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "DEMO": "1",
        "WRITING": f"{folder}/writing",
    }
    import django
    import time_machine
    from django.core.management import call_command

    time_machine.travel(DAY, tick=True).start()
    django.setup()
    call_command("migrate", verbosity=0)


def folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="trial-")


class Server:
    """Two workers with four threads each, as `make serve` starts them."""

    def __init__(self, *, workers: int = 2, threads: int = 4) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.shape = ["--workers", str(workers), "--threads", str(threads)]

    def start(self) -> "Server":
        command = [sys.executable, "-m", "gunicorn", "tests.safety.wsgi", *self.shape, "--timeout", "0"]
        self.process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}"],
            cwd=ROOT,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            try:
                if Browser(self.port).get("/healthz")[0] == 200:
                    return self
            except LOST:
                time.sleep(0.1)
        raise RuntimeError("the server does not answer")

    def kill(self) -> None:
        """As a lost power supply does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def writing() -> Path:
    """The file that a server makes when it writes its first row."""
    return Path(os.environ["WRITING"])


class Browser:
    """Cookies and forms; `user` is signed in without the page of signing in and need not say who it is again."""

    def __init__(self, port: int, user: object | None = None) -> None:
        self.port, self.cookies = port, {}
        if user is not None:
            from django.conf import settings
            from django.test import Client

            from mentorship.access import again

            client = Client()
            client.force_login(user)
            session = client.session
            again.confirm(session, datetime.fromisoformat(DAY))  # no server's clock is behind this
            session.save()
            self.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def get(self, address: str) -> tuple[int, str, str]:
        return self._ask("GET", address)

    def hidden(self, address: str) -> dict[str, str]:
        """What the form of the page carries."""
        return dict(HIDDEN.findall(self.get(address)[1]))

    def post(self, address: str, data: dict[str, str], files: dict[str, bytes] | None = None) -> tuple[int, str, str]:
        """Status, page and where it leads."""
        if not files:
            return self._ask("POST", address, urlencode(data).encode(), "application/x-www-form-urlencoded")
        edge = uuid.uuid4().hex
        parts = [(f'name="{name}"', text.encode()) for name, text in data.items()]
        parts += [(f'name="{name}"; filename="{name}.pdf"', content) for name, content in files.items()]
        body = b"".join(
            f"--{edge}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
            for head, content in parts
        )
        return self._ask("POST", address, body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}")

    def _ask(self, method: str, address: str, body: bytes = b"", kind: str = "") -> tuple[int, str, str]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            line.request(method, address, body or None, {"Cookie": cookie} | ({"Content-Type": kind} if kind else {}))
            answer = line.getresponse()
            page = answer.read().decode(errors="replace")
            for made in answer.headers.get_all("Set-Cookie", []):
                name, _, value = made.split(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, page, answer.headers.get("Location", "")
        finally:
            line.close()
