"""Writing down that a participant is acquainted with acts."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.pairs.locking import lock_people
from mentorship.pairs.models import Study
from mentorship.pairs.rules import own_paper_violations
from mentorship.pairs.study import queries, rules
from mentorship.people.models import Person, User
from mentorship.people.signals import behalf_bars


@transaction.atomic
def acknowledge(
    person: Person, chosen: Sequence[str], *, on: date, today: date, by: User, on_paper: bool = False
) -> list[Study]:
    """The person is acquainted with these acts; what is written down already stays as it is (MTE-06, MNT-05).

    `on_paper`: the person has signed a sheet, and the user, who is of no open pair with them, writes that down.
    """
    if on_paper:
        enforce([*own_paper_violations(by.person_id == person.pk), *behalf_bars(person.pk, by)])
    lock_people([person.pk])
    acts = queries.acts_on(today)
    enforce(rules.reading_violations(chosen, acts, on, today, person.here_since))
    left = rules.unread([act for act in acts if act.key in chosen], queries.studied(person))
    return [_kept(person, act, on, by, by if on_paper else None) for act in left]


def _kept(person: Person, act: rules.Act, on: date, by: User, recorded_by: User | None) -> Study:
    study = Study(
        person=person,
        version_id=act.version,
        code="" if act.version else act.key,
        title=act.title,
        read_on=on,
        recorded_by=recorded_by,
    )
    record(study, f"Ознакомление{', внесено с бумаги' if recorded_by else ''}: {act.title}", by)
    return study
