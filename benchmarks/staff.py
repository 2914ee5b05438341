"""Loading a list of 5,000 people, from the file to the cards, against openpyxl and bulk_create alone; peak memory."""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO

import django
from django.db import transaction
from openpyxl import Workbook, load_workbook

PEOPLE, TIMES = 5_000, 5
LETTERS = "абвгдежзик"


def staff_book() -> bytes:
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
    for number in range(PEOPLE):
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


def load(content: bytes) -> None:
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
    if found.counts["new"] != PEOPLE:
        sys.exit(f"загружено {found.counts}")


def seconds(act: Callable[[bytes], None], content: bytes) -> float:
    """How long the act takes; nothing of it is kept, so that it can be repeated."""
    with transaction.atomic():
        start = time.perf_counter()
        act(content)
        spent = time.perf_counter() - start
        transaction.set_rollback(True)
    return spent


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
    django.setup()
    content = staff_book()
    # In turn, so that whatever else the machine does falls on both.
    spent = [(seconds(floor, content), seconds(load, content)) for _ in range(TIMES)]
    base, ours = (min(times) for times in zip(*spent, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ratio": ours / base, "seconds": ours, "memory": memory}))


if __name__ == "__main__":
    sys.exit(main())
