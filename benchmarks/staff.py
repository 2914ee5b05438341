"""Loading a list of 5,000 people, from the file to the cards, against openpyxl and bulk_create alone; peak memory."""

import resource
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO

from django.db import transaction
from openpyxl import Workbook, load_workbook

from benchmarks.timing import ratio

PEOPLE, TIMES = 5_000, 5
LETTERS = "абвгдежзик"


def staff_book(people: int) -> bytes:
    """The file: ten columns, invented people."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Сотрудники")
    sheet.append(
        [
            "ФИО",
            "Дата рождения",
            "Пол",
            "Должность",
            "Подразделение",
            "Дата приёма",
            "Категория",
            "Стаж",
            "Телефон",
            "E-mail",
        ]
    )
    for number in range(people):
        surname = "Новикова" + "".join(LETTERS[int(digit)] for digit in str(number))
        born = date(1970 + number % 30, 1 + number % 12, 1 + number % 28)
        sheet.append(
            [
                f"{surname} Анна Петровна",
                born,
                "ж",
                "Воспитатель",
                f"Группа {number % 20}",
                date(2018, 9, 1),
                "первая",
                f"{10 + number % 20} лет",
                f"8900{number:07}",
                f"u{number}@sad.example",
            ]
        )
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def floor(content: bytes) -> None:
    """openpyxl alone, and bulk_create of the same cards and posts, without history."""
    from mentorship.people.models import Person, Position

    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    people = [
        Person(
            last_name=row[0].split()[0],
            first_name="Анна",
            patronymic="Петровна",
            sex="f",
            birth_date=row[1],
            hired_on=row[5].date(),
            phone=row[8],
            email=row[9],
        )
        for row in rows
    ]
    Person.objects.bulk_create(people, batch_size=500)
    posts = [
        Position(person=person, title=row[3], unit=row[4], is_main=True)
        for person, row in zip(people, rows, strict=True)
    ]
    Position.objects.bulk_create(posts, batch_size=500)


def load(people: int, content: bytes) -> None:
    """The three acts of the pages together."""
    from django.utils import timezone

    from mentorship.people.imports import services
    from mentorship.people.imports.check import check
    from mentorship.people.models import User

    by, now = User.objects.get(username="curator"), timezone.now()
    found = services.begin(BytesIO(content), "список.xlsx", by=by, now=now)
    found = services.map_columns(found, found.mapping)
    outcome = check(found.table, found.mapping, timezone.localdate())
    found = services.apply(found, seen=outcome.fingerprint, by=by, now=now)
    if found.counts["new"] != people:
        raise RuntimeError(f"загружено {found.counts}")


def undone(act: Callable[[bytes], None], content: bytes) -> None:
    """Do the act and keep nothing of it, so that it can be repeated."""
    with transaction.atomic():
        act(content)
        transaction.set_rollback(True)


def figures(share: float) -> dict[str, float]:
    people, times = (max(round(full * share), 1) for full in (PEOPLE, TIMES))
    content = staff_book(people)
    spent = ratio(lambda: undone(partial(load, people), content), lambda: undone(floor, content), times)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"список из {people} человек: {memory:.0f} МБ")
    return {"список сотрудников к openpyxl и bulk_create": spent, "список сотрудников: память к 300 МБ": memory / 300}
