"""A large invented institution for measurements: rows straight into the tables, seeded."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from mentorship.core.calendar.dates import term_end
from mentorship.core.words.text import fold
from mentorship.demo.populate.work import add_work
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import Competence, MenteeEntry, MentorEntry, Person, Position
from mentorship.people.services import refresh_waiting
from mentorship.programs.models import Program
from mentorship.regulation.edition.presets import read_preset
from mentorship.regulation.edition.services import load_preset
from mentorship.regulation.models import Edition, Institution, Option
from mentorship.reports.models import Report

SURNAMES = [
    "Авдеев",
    "Белов",
    "Воронин",
    "Громов",
    "Дёмин",
    "Ершов",
    "Жуков",
    "Зимин",
    "Ильин",
    "Котов",
    "Лапин",
    "Маслов",
    "Носов",
    "Орлов",
    "Панов",
]
NAMES = {
    "m": ["Андрей", "Борис", "Глеб", "Денис", "Игорь", "Олег", "Пётр", "Семён"],
    "f": ["Алла", "Вера", "Дарья", "Инна", "Ольга", "Раиса", "Яна", "Фаина"],
}
MIDDLE = {"m": ["Ильич", "Львович", "Олегович", "Павлович"], "f": ["Ильинична", "Львовна", "Олеговна", "Павловна"]}


@transaction.atomic
def populate(*, people: int, years: int, seed: int, code: str = "gofitskoe") -> None:
    """`people` cards, a quarter mentors, a third mentees, `years` of ended and active pairs."""
    dice = random.Random(seed)
    edition = Edition.objects.latest("starts_on") if Institution.objects.exists() else load_preset(code)
    for title in read_preset(code)["people"]["competences"]:
        Competence.objects.get_or_create(title=title)
    staff = add_people(people, dice)
    mentors, mentees = staff[: people // 4], staff[people // 4 : people // 4 + people // 3]
    add_entries(mentors, mentees, dice)
    add_pairs(mentors, mentees, edition, years, dice)
    add_work(dice)
    refresh_waiting(person.pk for person in mentees)


def add_people(count: int, dice: random.Random) -> list[Person]:
    today = timezone.localdate()
    rows = []
    for number in range(count):
        sex = dice.choice("mf")
        last = dice.choice(SURNAMES) + ("а" if sex == "f" else "")
        first, middle = dice.choice(NAMES[sex]), dice.choice(MIDDLE[sex])
        hired = today - timedelta(days=dice.randrange(5, 9000))
        rows.append(
            Person(
                last_name=f"{last}-{number}",
                first_name=first,
                patronymic=middle,
                sex=sex,
                hired_on=hired,
                admitted_on=hired,
                birth_date=hired - timedelta(days=dice.randrange(8000, 16000)),
                experience_years=0,
                email=f"n{number}@sad.example",
                search_key=fold(f"{last}-{number} {first} {middle}"),
            )
        )
    staff = Person.objects.bulk_create(rows, batch_size=500)
    Position.objects.bulk_create(
        [Position(person=person, title="воспитатель", is_main=True) for person in staff], batch_size=500
    )
    return staff


def add_entries(mentors: list[Person], mentees: list[Person], dice: random.Random) -> None:
    today = timezone.localdate()
    MentorEntry.objects.bulk_create(
        [
            MentorEntry(
                person=person,
                starts_on=person.hired_on or today,
                trained_on=person.hired_on,
                psychological_ready=True,
                pedagogical_ready=True,
                professional_ready=True,
                experience_years=dice.randrange(20),
            )
            for person in mentors
        ],
        batch_size=500,
    )
    MenteeEntry.objects.bulk_create(
        [
            MenteeEntry(
                person=person,
                waits_since=person.admitted_on,
                category="beginner",
                starts_on=today,
                confirmed_on=today - timedelta(days=dice.randrange(400)),
            )
            for person in mentees
        ],
        batch_size=500,
    )


def add_pairs(mentors: list[Person], mentees: list[Person], edition: Edition, years: int, dice: random.Random) -> None:
    """A pair a mentee: the last year's still active, earlier ones ended with two reports."""
    today = timezone.localdate()
    form, kind = (edition.options.of(group).first() for group in (Option.Group.FORM, Option.Group.KIND))
    case = edition.options.of(Option.Group.COMPLETION).first()
    common = {"edition": edition, "form": form, "kind": kind, "goal": "Освоиться"}
    paired = mentees[: len(mentees) * 9 // 10]
    orders, pairs = [], []
    for number in range(len(paired)):
        year, mentor = number % max(years, 1), mentors[number % len(mentors)]
        starts_on = today - timedelta(days=365 * year + dice.randrange(200))
        orders.append(_order(number, mentor, starts_on))
        pairs.append(Pair(mentor=mentor, **common, **_term(starts_on, case if year else None)))
    keep(orders)
    for pair, order in zip(pairs, orders, strict=True):
        pair.order = order
    keep(pairs)
    parts = [
        Participation(pair=pair, mentor=pair.mentor, mentee=mentee, closed_on=pair.ended_on)
        for pair, mentee in zip(pairs, paired, strict=True)
    ]
    keep(parts)
    keep([Program(pair=pair, starts_on=pair.starts_on, ends_on=pair.ends_on, goal="Освоиться") for pair in pairs])
    keep([report for part in parts if part.closed_on for report in _reports(part)])


def _order(number: int, signer: Person, on: date) -> Order:
    return Order(
        kind="appointment",
        status="signed",
        heading="О закреплении наставнической пары",
        number=f"{number}-п",
        year=on.year,
        signed_on=on,
        signed_by=signer,
        snapshot={"title": "", "blocks": []},
    )


def _term(starts_on: date, case: Option | None) -> dict[str, Any]:
    """Nine months from the day, gone by when there is the case of their end."""
    ends_on = term_end(starts_on, 9)
    term = {"starts_on": starts_on, "ends_on": ends_on}
    if case is None:
        return {**term, "status": "active"}
    return {**term, "status": "ended", "ended_on": ends_on, "ending_on": ends_on, "ending_case": case}


def _reports(part: Participation) -> Iterator[Report]:
    for side, author in (("mentor", part.mentor), ("mentee", part.mentee)):
        yield Report(
            participation=part,
            side=side,
            author=author,
            status="accepted",
            submitted_on=part.closed_on,
            facts="Сделано",
        )


def keep(rows: list[Any]) -> None:
    """Save the rows in batches, each with the history line that its card shows."""
    if rows:
        bulk_create_with_history(rows, type(rows[0]), batch_size=500)
