"""The bar on top: each role sees only what it uses."""

from functools import cache

from django.urls import reverse

from mentorship.access.grants import can
from mentorship.core.words.labels import worded

ITEMS = (
    ("Сегодня", "desk:today", "own.use"),
    ("Сроки", "desk:duties", "own.use"),
    ("Люди", "people:list", "person.list"),
    ("Наставники", "people:mentors", "bank.view"),
    (worded("{Mentees.nom}"), "people:mentees", "bank.view"),
    ("Пары", "pairs:list", "pair.list"),
    ("Приказы", "orders:list", "order.list"),
    ("Программы", "programs:list", "program.list"),
    ("Библиотека", "library:list", "library.list"),
    ("Журнал", "journal:list", "journal.list"),
    ("Отчёты", "reports:list", "report.list"),
    ("Заявления", "petitions:list", "petition.list"),
    ("Бумаги", "archive:papers", "paper.print"),
    ("Календарь", "desk:calendar", "own.use"),
    ("Дорожная карта", "roadmap:list", "roadmap.view"),
    ("Сайт", "publication:home", "publication.view"),
    ("Положение", "regulation:rules", "regulation.view"),
)


@cache
def address(name: str) -> str:
    """The address of a page that needs nothing else to be found."""
    return reverse(name)


def navigation(user, path: str) -> list[dict]:
    """The items open to the user; `current` marks the section of the path."""
    items = []
    for title, name, permission in ITEMS:
        if can(user, permission):
            url = address(name)
            current = path == url or (url != "/" and path.startswith(url))
            items.append({"title": title, "url": url, "current": current})
    return items
