"""Lines of the log: when, how grave, whence, what; never what stands in a row of the database."""

import logging
import re
from collections.abc import Iterator
from typing import Any

# PostgreSQL says below its first line whose row it was («DETAIL: Key (last_name)=(…) already exists.»).
BELOW = re.compile(r"\n\s*(?:DETAIL|CONTEXT|LINE \d+|QUERY|HINT):")


class Line(logging.Formatter):
    """«2026-09-20 12:00:00,123 ERROR django.request: …»; of what the database has said its first line."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: Any) -> str:
        text = super().formatException(ei)
        for error in _chain(ei[1]):
            said = str(error)
            text = text.replace(said, BELOW.split(said)[0]) if said else text
        return text


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception and those behind it, which a traceback shows too."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
