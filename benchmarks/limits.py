"""What is measured, against what, and how much of it is allowed: one entry a line of the table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much a page of N people may cost; None is printed and not limited.

    `ratio` is how many times the page `base` it may take, `queries` how many statements it may send, and `growth` how
    many times longer it may take than at the `smaller` size. Where `ratio_at_smaller`, that size is held to the ratio.
    """

    base: str
    ratio: float
    ratio_at_smaller: bool = False
    queries: int | None = None
    growth: float | None = None
    smaller: str = "middle"


LONG_LISTS = (
    "people:list", "people:mentors", "people:mentees", "people:accounts", "pairs:list", "orders:list", "programs:list",
    "reports:list", "journal:list", "archive:consents", "archive:scans", "reminders:letters",
)  # fmt: skip
SHORT_LISTS = (
    "pairs:agreements",
    "petitions:list",
    "events:list",
    "partners:list",
    "regulation:legal",
)  # at a hundredth they do not fill their page
LISTS = (*LONG_LISTS, *SHORT_LISTS)
DESKS = ("стол куратора", "стол директора", "стол наставника", "стол наставляемого")
CARDS = ("карточка наставника", "карточка наставляемого")

LIST = Limit(base="список основы", ratio=4, growth=1.3, smaller="small")
SHORT_LIST = Limit(base="список основы", ratio=4)
PERSON = Limit(base="пустая страница", ratio=12, queries=14)
PAIR = Limit(base="пустая страница", ratio=20, queries=22)
DESK = Limit(base="пустая страница", ratio=12, growth=1.5)
DUTIES = Limit(base="пустая страница", ratio=25, ratio_at_smaller=True, growth=3)
ORDER = Limit(base="один WeasyPrint", ratio=1.2)

PAGES = {
    **dict.fromkeys(LONG_LISTS, LIST),
    **dict.fromkeys(SHORT_LISTS, SHORT_LIST),
    **dict.fromkeys(CARDS, PERSON),
    "карточка пары": PAIR,
    **dict.fromkeys(DESKS, DESK),
    "сроки всех": DUTIES,
    "сроки наставника": DUTIES,
    "приказ: от данных до PDF": ORDER,
}

# By the module that measures them and the size of its database: a share of what is allowed, or of what the name says.
FACTS = {
    "papers": (
        "small",
        {
            "Word к PDF": 0.5,
            "дорожная карта из 40 строк к одному WeasyPrint": 1.5,
            "два процесса вместо одного: 1,7 к ускорению": 1,
            "дело: память к 400 МБ": 1,
        },
    ),
    "staff": (
        "small",
        {"список сотрудников к openpyxl и bulk_create": 3, "список сотрудников: память к 300 МБ": 1},
    ),
    "remind": ("middle", {"напоминания: память к 10 МБ на 1000 дел": 1}),
}
