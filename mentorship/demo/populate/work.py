"""What a large invented institution does after the orders: meetings, tasks, requests, petitions, agreements, events."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from mentorship.events.models import Event
from mentorship.journal.models import HelpRequest, Meeting, MeetingMark, Task
from mentorship.pairs.models import Agreement, Participation
from mentorship.people.models import User
from mentorship.petitions.models import Petition
from mentorship.programs.models import Activity, Program

BATCH = 500
MONTH = timedelta(days=30)


def add_work(dice: random.Random) -> None:
    """Every pair meets monthly; about one thing in ten of the running pairs waits for somebody."""
    parts = list(Participation.objects.select_related("pair", "mentor", "mentee").order_by("pk"))
    running = [part for part in parts if part.pair.is_appointed]
    add_meetings(parts, dice)
    add_tasks(running, dice)
    add_activities(running, dice)
    add_petitions(running, dice)
    add_agreements(running, dice)
    add_events()


def add_meetings(parts: list[Participation], dice: random.Random) -> None:
    """One a month up to today, marked by both sides but for a few, and the next one planned."""
    rows = [row for part in parts for row in _meetings(part, dice)]
    held = [row for row in Meeting.objects.bulk_create(rows, batch_size=BATCH) if row.is_held]
    mentees = {part.pair_id: part.mentee for part in parts}
    marks = [
        MeetingMark(meeting=row, mentee=mentees[row.pair_id], marked_on=row.held_on)
        for row in held
        if dice.randrange(20)
    ]
    MeetingMark.objects.bulk_create(marks, batch_size=BATCH)


def _meetings(part: Participation, dice: random.Random) -> Iterator[Meeting]:
    today, pair, day = timezone.localdate(), part.pair, part.pair.starts_on + MONTH
    common = {"pair": pair, "minutes": 45, "led_by": part.mentor, "topic": "Планирование занятия"}
    while day < min(today, pair.ends_on):
        yield Meeting(**common, held_on=day, mentor_marked_on=day if dice.randrange(20) else None)
        day += MONTH
    if pair.is_appointed:
        yield Meeting(**common, held_on=today + timedelta(days=dice.randrange(30)), status=Meeting.Status.PLANNED)


def add_tasks(running: list[Participation], dice: random.Random) -> None:
    """A task of each running pair, every third done and not checked yet; every tenth mentee asks for help."""
    today = timezone.localdate()
    tasks = [
        Task(
            pair=part.pair,
            mentee=part.mentee,
            text="Составить конспект занятия",
            given_on=_before(part, today),
            due_on=today + timedelta(days=dice.randrange(60)),
            done_on=None if number % 3 else today,
        )
        for number, part in enumerate(running)
    ]
    helps = [
        HelpRequest(pair=part.pair, mentee=part.mentee, text="Как провести собрание", asked_on=_before(part, today))
        for part in running[::10]
    ]
    Task.objects.bulk_create(tasks, batch_size=BATCH)
    HelpRequest.objects.bulk_create(helps, batch_size=BATCH)


def add_activities(running: list[Participation], dice: random.Random) -> None:
    """Nine programmes of ten are approved, each with three things to do."""
    today, pairs = timezone.localdate(), {part.pair_id: part for part in running}
    programs = list(Program.objects.filter(pair__in=pairs).order_by("pk"))
    approver, _ = User.objects.get_or_create(username="populate", is_active=False)
    Program.objects.filter(pk__in=[row.pk for row in programs if row.pk % 10]).update(
        status=Program.Status.APPROVED, approved_on=today, approved_by=approver
    )
    Activity.objects.bulk_create(
        [
            Activity(
                program=row,
                title="Посещение занятия",
                responsible=pairs[row.pair_id].mentor,
                due_on=today + timedelta(days=dice.randrange(-30, 120)),
            )
            for row in programs
            for _ in range(3)
        ],
        batch_size=BATCH,
    )


def add_petitions(running: list[Participation], dice: random.Random) -> None:
    """Every tenth mentee asks for another mentor or for an early end."""
    today = timezone.localdate()
    rows = [
        Petition(
            kind=dice.choice(["ending", "replacement"]),
            pair=part.pair,
            author=part.mentee,
            reason="Переезд",
            filed_on=_before(part, today),
        )
        for part in running[::10]
    ]
    Petition.objects.bulk_create(rows, batch_size=BATCH)


def add_agreements(running: list[Participation], dice: random.Random) -> None:
    """Nine pairs of ten have a signed agreement; every tenth copy is still to be handed over."""
    rows = [
        Agreement(
            pair=part.pair,
            status=Agreement.Status.SIGNED,
            number=str(number),
            content="Учит",
            form="Очно",
            starts_on=part.pair.starts_on,
            ends_on=part.pair.ends_on,
            signed_on=part.pair.starts_on,
            copy_on=part.pair.starts_on if dice.randrange(10) else None,
        )
        for number, part in enumerate(running)
        if number % 10
    ]
    Agreement.objects.bulk_create(rows, batch_size=BATCH)


def add_events() -> None:
    """A seminar a month of the year: what is past waits for its outcome."""
    today = timezone.localdate()
    days = [today + MONTH * number for number in range(-2, 10)]
    Event.objects.bulk_create(
        [Event(kind="training", title="Школа наставника", starts_on=day, ends_on=day) for day in days]
    )


def _before(part: Participation, today: date) -> date:
    """Some day of the last two weeks on which the pair already ran."""
    return max(part.pair.starts_on, today - timedelta(days=14))
