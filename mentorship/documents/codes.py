"""The short code of a printed paper: kind, record and two check digits, «18-57-42».

Digits and hyphens only, so that it can be typed on a phone and read over a telephone.
"""

import re

CODE = re.compile(r"\D*(\d{1,2})\D+(\d{1,12})\D+(\d{2})\D*$", re.ASCII)


def code_of(paper: str, pk: int) -> str:
    """The code of the paper «D18» about the record with that key."""
    number = int(paper.removeprefix("D"))
    return f"{number}-{pk}-{_check(number, pk):02d}"


def read_code(text: str) -> tuple[str, int] | None:
    """(«D18», key) of a typed or scanned code; None when a digit is wrong."""
    found = CODE.match(text.strip())
    if not found:
        return None
    number, pk, check = map(int, found.groups())
    return (f"D{number:02d}", pk) if _check(number, pk) == check else None


def _check(number: int, pk: int) -> int:
    # Modulo 97 notices one wrong digit and two neighbours that changed places.
    return 98 - (number * 10**14 + pk * 100) % 97
