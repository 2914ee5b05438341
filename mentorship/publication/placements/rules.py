"""What the log of publications may say. Plain Python: no database, no clock."""

from collections.abc import Iterator
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE

INFORMING = ("информационн", "освещ", "на сайте", "на сайт", "в социальных сетях", "публик", "новост")
ON_THE_WEB = ("site", "network", "other_site")


def is_informing(words: str) -> bool:
    """Whether an activity of the roadmap is to tell others, so that a line of the log closes it (PUB-10)."""
    return any(part in words.lower() for part in INFORMING)


def placing_violations(channel: str, link: str, placed_on: date, today: date) -> Iterator[Violation]:
    """A page has an address, and the log tells of what has happened (PUB-10)."""
    if channel in ON_THE_WEB and not link:
        yield COMMON_SENSE.forbids(
            "placement_link", "Не указан адрес страницы, где это размещено", "Скопируйте его из строки браузера."
        )
    if placed_on > today:
        yield COMMON_SENSE.forbids(
            "placement_day",
            f"День размещения {placed_on:%d.%m.%Y} ещё не наступил",
            f"Укажите {today:%d.%m.%Y} или раньше.",
        )


def removal_violations(placed_on: date, removed: bool, on: date, today: date) -> Iterator[Violation]:
    """What is on a page is taken off once, not before it was placed."""
    if removed:
        yield COMMON_SENSE.forbids("placement_removed", "Удаление уже записано", "Обновите страницу.")
    if not placed_on <= on <= today:
        yield COMMON_SENSE.forbids(
            "removal_day",
            f"День удаления {on:%d.%m.%Y} не подходит: размещено {placed_on:%d.%m.%Y}",
            f"Укажите день с {placed_on:%d.%m.%Y} по {today:%d.%m.%Y}.",
        )
