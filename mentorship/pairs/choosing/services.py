"""Writing down that a participant has chosen the pair."""

from datetime import date

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.pairs.choosing import acts, queries, rules
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Choice, Pair
from mentorship.pairs.queries import behalf_bars
from mentorship.people.models import Person, User


@transaction.atomic
def choose(pair: Pair, person: Person, *, on: date, today: date, by: User, on_paper: bool = False) -> Choice:
    """The person wants to work in this pair (PAIR-02); on paper somebody who is not of the pair writes it down."""
    [pair] = lock_pairs([pair])
    acts.CHOOSE.require(pair)
    enforce(behalf_bars(pair, person.pk, by))
    enforce(rules.choice_violations(queries.choosing(pair, person, on, today)))
    choice = Choice(pair=pair, person=person, chosen_on=on, recorded_by=by if on_paper else None)
    record(choice, f"Взаимный выбор{', внесено с бумаги' if on_paper else ''}: {person.short_name}", by)
    return choice
