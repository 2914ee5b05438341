"""Whom to put together: mentees who wait, mentors of the bank who fit them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentorship.core.calendar.dates import term_end
from mentorship.core.terms import not_past
from mentorship.pairs.matching import rules
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.rules import mentor_cap
from mentorship.people.employment.queries import gaps
from mentorship.people.employment.rules import Gap
from mentorship.people.models import Absence, MenteeEntry, MentorEntry, Need, Person
from mentorship.people.queries import loads, mentor_rows, missing_in
from mentorship.regulation.limits import Limits


def longest_end(limits: Limits, on: date) -> date:
    """The last day of a pair that begins on the day and lasts as long as the edition lets it, a year without one."""
    return term_end(on, limits.mentoring_max_months or 12)


def candidates(
    mentees: list[Person], limits: Limits, on: date, most: int = 30, until: date | None = None
) -> list[dict[str, Any]]:
    """Mentors of the bank, best fit first, each with the reason and the free places."""
    return candidates_for([mentees], limits, on, until)[0][:most]


def candidates_for(
    groups: Sequence[Sequence[Person]], limits: Limits, on: date, until: date | None = None
) -> list[list[dict[str, Any]]]:
    """The same for several groups of mentees at once: the bank is read a single time; who is away is left out.

    Who is known not to work on days until the last one of the pair stands lower, with the reason; where that day is
    not known yet, it is that of the longest term.
    """
    wanted_by = wanted_competences(mentee for mentees in groups for mentee in mentees)
    bank = list(
        mentor_rows(on)
        .defer(None)
        .prefetch_related("competences")
        .filter(not_past(on, "person__left_on"))
        .exclude(person__in=Absence.objects.on(on).values("person"))
    )
    load_of = loads((entry.person_id for entry in bank), on, coming=True)
    away = gaps((entry.person for entry in bank), on, until or longest_end(limits, on))
    return [_ranked(mentees, bank, load_of, wanted_by, away, limits, on) for mentees in groups]


def _ranked(
    mentees: Sequence[Person],
    bank: Iterable[MentorEntry],
    load_of: Mapping[int, int],
    wanted_by: Mapping[int, set[int]],
    away: Mapping[int, tuple[Gap, ...]],
    limits: Limits,
    on: date,
) -> list[dict[str, Any]]:
    own, units = {mentee.pk for mentee in mentees}, {mentee.unit for mentee in mentees if mentee.unit}
    wanted = set[int]().union(*(wanted_by.get(pk, ()) for pk in own))
    rows: list[dict[str, Any]] = []
    for entry in bank:
        if entry.person_id in own:
            continue
        load, cap = load_of.get(entry.person_id, 0), mentor_cap(limits, entry.own_limit)
        matches = tuple(c.title for c in entry.competences.all() if c.pk in wanted)
        candidate = rules.Candidate(
            load=load,
            cap=cap,
            matches=matches,
            wanted=len(wanted),
            same_unit=entry.person.unit in units,
            trained=entry.trained_on is not None,
            experience_years=entry.experience_years,
            lacks=tuple(missing_in(entry.person, limits, on).values()),
            gaps=tuple(gap.words for gap in away.get(entry.person_id, ())),
        )
        score, why = rules.fit(candidate)
        free = None if cap is None else max(cap - load, 0)
        rows.append({"person": entry.person, "score": score, "why": why, "free": free, "load": load})
    return sorted(rows, key=lambda row: (-row["score"], row["person"].search_key))


def wanted_competences(mentees: Iterable[Person]) -> dict[int, set[int]]:
    """By mentee: the competences that their open needs name."""
    needs = Need.objects.filter(person__in=[mentee.pk for mentee in mentees], closed_on=None, competence__isnull=False)
    found: dict[int, set[int]] = {}
    for person_id, competence_id in needs.exclude(kind=Need.Kind.STRENGTH).values_list("person", "competence"):
        found.setdefault(person_id, set()).add(competence_id)
    return found


def ready_to_propose(on: date) -> list[MenteeEntry]:
    """Mentees of the bank without a mentor now and at work, those who never had one and wait longest first."""
    mentored = Participation.objects.not_over(on).values("mentee")
    bank = MenteeEntry.objects.of_staff(on).exclude(person__in=mentored)
    bank = bank.exclude(person__in=Absence.objects.on(on).values("person"))
    rows = bank.select_related("person").prefetch_related("person__positions")
    return list(rows.order_by("mentoring", "waits_since", "pk")[:100])


def others_of_bank(pair: Pair, on: date) -> QuerySet[Person]:
    """Who may be asked to take over or to stand in: the bank without the present mentor and the mentees."""
    known = MentorEntry.objects.of_staff(on).values("person")
    people = Person.objects.filter(pk__in=known).exclude(pk=pair.mentor_id)
    return people.exclude(participations__pair=pair).order_by("search_key", "pk")
