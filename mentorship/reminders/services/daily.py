"""The day's run: who is to be told what, and the letters that tell it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from mentorship.people.models import Person
from mentorship.regulation.duty import Duty
from mentorship.reminders import letters, queries, rules
from mentorship.reminders.models import Letter, Reminder, RemindRun
from mentorship.reminders.queries import Reader


@dataclass
class Pile:
    """What one person is to be told today: duties with their rung, and the week's."""

    called: list[tuple[Duty, rules.Call]] = field(default_factory=list)
    week: list[Duty] = field(default_factory=list)


@dataclass
class Summary:
    """What a run has done: how many letters and reminders, and who got none, why."""

    letters: int = 0
    reminders: int = 0
    without: dict[str, list[str]] = field(default_factory=dict)


def remind(on: date, now: datetime) -> Summary:
    """Write the letters of the day. Safe to repeat, and to run twice at once.

    Each person's letter and the facts that it was written are one transaction under that person's lock.
    """
    week = queries.digest_due(on)
    duties = queries.owed(on, rules.DIGEST_DAYS)
    piles = gather(duties, queries.staff_on(on), on, digest=week is not None)
    names = queries.names(duty for pile in piles.values() for duty, call in pile.called if call.above)
    summary = Summary()
    for reader in queries.readers(piles):
        pile = piles.pop(reader.pk)
        if reason := reader.reason_without:
            summary.without.setdefault(reason, []).append(reader.name)
        elif told := _write(reader, pile, names, on, week if reader.digest else None, now):
            summary.letters += 1
            summary.reminders += told
    RemindRun.objects.update_or_create(
        day=on, defaults={"finished_at": now}, create_defaults={"started_at": now, "finished_at": now}
    )
    return summary


def gather(duties: Iterable[Duty], staff: rules.Staff, on: date, *, digest: bool) -> dict[int, Pile]:
    """By person: what the ladder and the digest say on the day; the duties themselves are shared, not copied."""
    piles: dict[int, Pile] = {}
    for duty in duties:
        for call in rules.calls(duty, staff, on):
            piles.setdefault(call.person, Pile()).called.append((duty, call))
        if digest and rules.in_digest(duty, on):
            for person in rules.owners(duty, staff):
                piles.setdefault(person, Pile()).week.append(duty)
    return piles


@transaction.atomic
def _write(reader: Reader, pile: Pile, names: dict[int, str], on: date, week: date | None, now: datetime) -> int:
    """One letter with all that this person has not been told yet; how many reminders it carries."""
    Person.objects.select_for_update(no_key=True).filter(pk=reader.pk).first()
    fresh = _untold(reader.pk, pile.called)
    if week and queries.had_digest(reader.pk, week):
        week = None
    named = {rules.identity(duty) for duty, _ in fresh}
    weekly = [duty for duty in pile.week if rules.identity(duty) not in named] if week else []
    if not fresh and not weekly:
        return 0
    own = [letters.line(duty, on) for duty, call in fresh if not call.above]
    others = [
        letters.line(duty, on, above=True, whose=queries.owner_name(duty, names)) for duty, call in fresh if call.above
    ]
    words = letters.compose(
        reader,
        on,
        own=own,
        others=others,
        week=[letters.line(duty, on, above=duty.owner not in (None, reader.pk)) for duty in weekly],
    )
    letter = Letter.objects.create(
        person_id=reader.pk, address=reader.address, created_at=now, next_attempt_at=now, **words
    )
    facts = [(rules.identity(duty), duty.due_on, call.step) for duty, call in fresh if duty.due_on]
    facts += [(rules.DIGEST, week, 0)] if week else []
    Reminder.objects.bulk_create(
        Reminder(key=key, due_on=due_on, step=step, person_id=reader.pk, letter=letter) for key, due_on, step in facts
    )
    return len(facts)


def _untold(person_id: int, called: list[tuple[Duty, rules.Call]]) -> list[tuple[Duty, rules.Call]]:
    """What was not told on this rung or a higher one; a clock set back tells nothing again."""
    if not called:
        return []
    told = queries.last_steps(person_id, {rules.identity(duty) for duty, _ in called})
    fresh: dict[tuple[str, date], tuple[Duty, rules.Call]] = {}
    for duty, call in called:
        assert duty.due_on is not None  # only what has a day is reminded of
        key = (rules.identity(duty), duty.due_on)
        if key not in told or told[key] < call.step:
            fresh.setdefault(key, (duty, call))
    return list(fresh.values())


def claim_day(day: date, now: datetime) -> bool:
    """True for the one process that is to run the day; a run that died is taken over after its lease."""
    run, made = RemindRun.objects.get_or_create(day=day, defaults={"started_at": now})
    if made or run.finished_at:
        return made
    dead = RemindRun.objects.filter(pk=run.pk, finished_at=None, started_at__lt=now - RemindRun.LEASE)
    return dead.update(started_at=now) == 1
