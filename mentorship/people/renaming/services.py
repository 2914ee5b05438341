"""Somebody bears another name from a day on; a change recorded by mistake is taken back."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from mentorship.core.history import erase, record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.core.words.text import fold
from mentorship.people.models import FormerName, Person, User
from mentorship.people.models.person import NAME, full_name
from mentorship.people.renaming import acts, rules
from mentorship.people.services import check_card, own_forms

DAY = timedelta(days=1)
CASED = (*NAME, "name_forms", "surname_forms")


@transaction.atomic
def rename(
    person: Person,
    *,
    name: Mapping[str, str],
    cases: Mapping[str, tuple[str, str]],
    on: date,
    basis: str,
    by: User,
    today: date,
) -> Person:
    """From the day on the person is called so; papers of earlier days keep the present name.

    `cases` are the full name and the surname in each case: what the rules make anyway is not kept.
    """
    person = locked(person)
    same = all(getattr(person, part) == name[part] for part in NAME)
    enforce(rules.renaming_violations(on, same=same, facts=_facts(person, today)))
    former = FormerName(
        person=person, until_on=on - DAY, basis=basis, **{part: getattr(person, part) for part in CASED}
    )
    record(former, f"Прежнее имя: {former.full_name}, по {former.until_on:%d.%m.%Y}", by)
    for part in NAME:
        setattr(person, part, name[part])
    typed = {case: (*texts, "") for case, texts in cases.items()}
    person.name_forms, person.surname_forms, _ = own_forms(person, typed)
    _date(person, on)
    check_card(person, today)
    record(person, f"С {on:%d.%m.%Y} имя: {full_name(person)}. Основание: {basis}", by)
    return person


@transaction.atomic
def undo(person: Person, *, reason: str, by: User, today: date) -> Person:
    """The last change did not take place: the name before it is borne again; what is issued stays."""
    person = locked(person)
    acts.UNDO.require(person)
    *earlier, last = person.former_names.all()
    for part in CASED:
        setattr(person, part, getattr(last, part))
    erase(last, f"Смена имени отменена: {reason}", by)
    _date(person, earlier[-1].until_on + DAY if earlier else None)
    check_card(person, today)
    record(person, f"Смена имени отменена: {reason}", by)
    return person


def _date(person: Person, since: date | None) -> None:
    """What the card itself keeps of its earlier names: the day after the last one, and what it is found by."""
    person.renamed_on = since
    person.former_key = fold(" ".join(name.full_name for name in person.former_names.all()))


def _facts(person: Person, today: date) -> rules.Named:
    hired = [person.hired_on, *person.earlier.values_list("hired_on", flat=True)]
    first = None if None in hired else min(filter(None, hired))
    return rules.Named(since=person.renamed_on, birth_date=person.birth_date, hired_on=first, today=today)
