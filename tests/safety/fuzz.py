"""`python -m tests.safety.fuzz --requests 20000`: anything is sent to any address by anybody; nothing breaks.

All requests meet the world of the access matrix, in which every address has its record; what one of them writes is
taken back, so that each meets the same.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.safety import site

WORDS = (
    "", " ", "\0", "0", "-1", "1", "9" * 40, "1e9", "NaN", "on", "None", "null", "[]", "{}", "{{7*7}}", "%s%n", "я" * 5_000,
    "<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "\u202eовт", "😀", "01.09.2026", "31.02.2026",
    "2026-09-01", "99.99.9999", "23:59", "25:61", "https://evil.example", "javascript:alert(1)", "а@б", "\r\nSet-Cookie: a=1",
)  # fmt: skip
FILES = (
    b"",
    b"%PDF-1.7",
    b"\x89PNG\r\n\x1a\n",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"MZ",
    b"\0" * 100,
    "ФИО;Пол\n".encode(),
)
METHODS = ("get",) * 4 + ("post",) * 5 + ("head", "put", "delete", "options", "patch")
QUERY = (
    "page",
    "q",
    "sort",
    "day",
    "month",
    "csv",
    "xlsx",
    "mentee",
    "number",
    "next",
    "code",
    "back",
    "on",
    "kind",
    "nth",
)
NAME = re.compile(r'name="([^"]+)"')
VALUE = re.compile(r'<(?:input|option|button)[^>]*?value="([^"]*)"')


class Fuzz:
    """Sends one request after another and remembers what broke."""

    def __init__(self, clients: Mapping[Any, Client], keys: dict[str, int], chance: random.Random) -> None:
        from mentorship.access.matrix import rows

        self.clients, self.keys, self.chance, self.rows = clients, keys, chance, rows()
        self.forms: dict[tuple[Any, str], tuple[list[str], list[str]]] = {}
        self.statuses: Counter[int] = Counter()
        self.broken: list[str] = []

    def run(self, requests: int) -> None:
        for _ in range(requests):
            self.one()

    def one(self) -> None:
        from tests.access.world import address

        row, role = self.chance.choice(self.rows), self.chance.choice([*self.clients])
        keys = (
            self.keys if self.chance.random() < 0.8 else dict.fromkeys(self.keys, self.chance.choice((0, 1, 2, 10**12)))
        )
        url, method = address(row, keys), self.chance.choice(METHODS)
        if self.chance.random() < 0.3:
            url += f"?{self.chance.choice(QUERY)}={self.chance.choice(WORDS)[:200]}"
        client, data = self.clients[role], self._data(role, url) if method == "post" else None
        with transaction.atomic():
            answer = getattr(client, method)(url, data)
            if answer.streaming:
                from tests.pages import shut

                shut(answer)
            transaction.set_rollback(True)
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.broken.append(f"{answer.status_code} {role} {method} {url} {data}")

    def _data(self, role: Any, url: str) -> dict[str, Any]:
        """Some of the fields of the page, some with what it offers, some with anything."""
        if (role, url) not in self.forms:
            page = self.clients[role].get(url)
            text = "" if page.streaming else page.content.decode(errors="replace")
            self.forms[role, url] = NAME.findall(text) or ["reason"], VALUE.findall(text) or ["1"]
        names, values = self.forms[role, url]
        data: dict[str, Any] = {}
        for name in names:
            if self.chance.random() < 0.85:
                data[name] = self.chance.choice(values if self.chance.random() < 0.5 else WORDS)
            if name in ("file", "evidence") and self.chance.random() < 0.7:
                kind = self.chance.choice((".pdf", ".png", ".xlsx", ".csv", ".docx", ""))
                data[name] = SimpleUploadedFile(f"файл{kind}", self.chance.choice(FILES) or b" ")
        return data


def clients_of(users: Mapping[Any, Any]) -> dict[Any, Client]:
    """A browser for each, and one of nobody."""
    found: dict[Any, Client] = {"nobody": Client(raise_request_exception=False)}
    for role, user in users.items():
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(user)
    return found


def _main(requests: int, seed: int) -> int:
    import logging

    from tests.access.world import build

    logging.getLogger("django").setLevel(logging.CRITICAL)
    users, keys = build()
    fuzz = Fuzz(clients_of(users), keys, random.Random(seed))
    fuzz.run(requests)
    print(
        f"запросов {requests}: " + ", ".join(f"{status} — {count}" for status, count in sorted(fuzz.statuses.items()))
    )
    print("\n".join(fuzz.broken[:20]) or "ни одной ошибки программы")
    return len(fuzz.broken)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with site.folder() as made:
        site.begin(made)
        raise SystemExit(_main(asked.requests, asked.seed) > 0)
