"""Numbers of articles: «9», «351.8», and ranges of them, «1–424», «22.1–22.3». Plain Python: no Django here."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

NUMBER = r"\d{1,4}(?:\.\d{1,3})?(?:-\d{1,2})?"
RANGE = re.compile(rf"({NUMBER})(?:\s*[–—]\s*({NUMBER}))?")


def is_written(text: str) -> bool:
    """Whether it is an article or a range of articles."""
    found = RANGE.fullmatch(text)
    if found is None:
        return False
    return found[2] is None or _split(found[1])[0] == _split(found[2])[0]


def is_range(text: str) -> bool:
    """Whether it stands for several articles: «28–30»."""
    return bool(re.search("[–—]", text))


def in_order(article: str) -> list[int]:
    """By what articles are sorted: 9 before 10.1, 22 before 22.1."""
    return [int(number) for number in re.findall(r"\d+", article)]


def exists(article: str, known: Iterable[str]) -> bool:
    """Whether the article is among the known ones and the ranges."""
    return any(_within(article, RANGE.fullmatch(one)) for one in known)


def meant(article: str, known: Iterable[str]) -> str:
    """The known article that was meant by a wrong number: two digits changed places, or one is another. Else empty."""
    singles = [one for one in known if RANGE.fullmatch(one) and not is_range(one)]
    swapped = [one for one in singles if sorted(one) == sorted(article)]
    return next(iter(swapped or get_close_matches(article, singles, n=1, cutoff=0.75)), "")


def _split(article: str) -> tuple[str, int]:
    """What is before the last number, and that number: («351.», 8), («», 9)."""
    head, number = re.fullmatch(r"(.*?)(\d+)", article).groups()  # type: ignore[union-attr]
    return head, int(number)


def _within(article: str, known: re.Match[str] | None) -> bool:
    if known is None:
        return False
    (head, number), (first_head, first) = _split(article), _split(known[1])
    last = _split(known[2])[1] if known[2] else first
    return head == first_head and first <= number <= last
