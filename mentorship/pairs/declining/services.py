"""Saying no to a proposed pair, and what the curator makes of it: one function, one action of a user."""

from datetime import date

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.pairs.declining import acts, queries, rules
from mentorship.pairs.ending.services import close
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Decline, Pair
from mentorship.pairs.queries import behalf_bars
from mentorship.people.models import Person, User
from mentorship.people.services import withdraw_consent


@transaction.atomic
def decline(
    pair: Pair, person: Person, *, on: date, today: date, by: User, reason: str = "", on_paper: bool = False
) -> Decline:
    """The person does not take part, with or without a reason; a consent to this pair is taken back (п. 1.3, PRN-05).

    On paper it is written down for them by somebody who is not of the pair.
    """
    [pair] = lock_pairs([pair])
    acts.DECLINE.require(pair)
    enforce(behalf_bars(pair, person.pk, by))
    known, consent = queries.standing(pair, today).get(person.pk), queries.consent_of(pair, person.pk)
    in_force = consent if consent and consent.in_force(today) else None
    facts = rules.Refusal(
        name=person.short_name,
        on=on,
        today=today,
        consented_on=in_force.given_on if in_force else None,
        declined_on=known.declined_on if known else None,
        here_since=person.here_since,
    )
    enforce(rules.refusal_violations(facts))
    if in_force:
        withdraw_consent(in_force, on=on, today=today, by=by)
    said = Decline(pair=pair, person=person, declined_on=on, reason=reason, recorded_by=by if on_paper else None)
    record(said, "Отказ от участия, внесён с бумаги" if on_paper else "Отказ от участия", by)
    return said


def take_back(pair: Pair, person: Person, *, on: date, by: User) -> None:
    """The person consents after all. Called inside the giving of the consent."""
    for said in Decline.objects.filter(pair=pair, person=person, taken_back_on=None):
        said.taken_back_on = max(on, said.declined_on)
        record(said, "Отказ взят назад: дано согласие", by)


@transaction.atomic
def give_up(pair: Pair, *, on: date, by: User) -> Pair:
    """The pair to which somebody has said no comes to nothing: another candidate is looked for."""
    [pair] = lock_pairs([pair])
    acts.SEEK.require(pair)
    return close(pair, Pair.Status.CANCELLED, on, "Пара не состоялась: участник отказался", by)
