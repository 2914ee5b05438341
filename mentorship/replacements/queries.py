"""Reading replacements: the facts of the rules, what the cards show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from mentorship.access.acts import Button, buttons
from mentorship.access.grants import can
from mentorship.pairs.matching import queries as matching_queries
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.pauses.queries import line_spans
from mentorship.pairs.queries import line, pair_for, reads_drafts
from mentorship.pairs.signals import records_of
from mentorship.pairs.stand_ins import acts as stand_ins_acts
from mentorship.people.models import Person, User
from mentorship.people.models.person import name_columns
from mentorship.programs.models import Activity
from mentorship.replacements import acts, rules
from mentorship.replacements.models import Replacement

# What a line of the list of mentors says.
PLACE_FIELDS = ("closed_on", "pair__starts_on", "pair__ends_on", "pair__closing_order__kind", *name_columns("mentor"))


def replacement_for(user: User, pk: int, permission: str) -> Replacement:
    """The replacement of the mentor of this pair: 404 when there is none, or the user may not know of the pair."""
    old = pair_for(user, pk, permission)
    found = Replacement.objects.kept().with_people().filter(pair__replaces=old).first()
    if found is None:
        raise Http404
    return found


def running(pair: Pair, today: date) -> rules.Running:
    """The facts about a pair whose mentor is to be replaced, as they are today."""
    successor = pair.successors.exclude(status=Pair.Status.CANCELLED).select_related("mentor").first()
    return rules.Running(
        limits=pair.edition.limits(),
        mentor_id=pair.mentor_id,
        mentees=frozenset(mentee.pk for mentee in pair.mentees),
        standing=acts.standing(pair, today),
        replaced_by=_taking_over(successor) if successor else "",
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        began_on=line(pair)[0].starts_on,
        records=tuple(records_of(pair)),
        paused=line_spans(pair),
    )


def _taking_over(successor: Pair) -> str:
    since = f" с {successor.starts_on:%d.%m.%Y}" if successor.is_signed else ""
    return f"новый наставник{since} {successor.mentor.short_name}"


def candidates(pair: Pair, on: date) -> list[dict[str, Any]]:
    """Mentors of the bank for the mentees of the pair, best fit first, without the present one."""
    mentees = list(Person.objects.filter(pk__in=[mentee.pk for mentee in pair.mentees]).prefetch_related("positions"))
    rows = matching_queries.candidates(mentees, pair.edition.limits(), on, until=pair.ends_on)
    return [row for row in rows if row["person"].pk != pair.mentor_id]


@dataclass(frozen=True, slots=True)
class Story:
    """What the card of a pair tells of mentors before, after and instead of the present one."""

    before: list[tuple[Pair, str]]  # with the address of the card, empty where the reader may not open it
    after: Pair | None
    after_url: str
    begun: Replacement | None  # by which this pair came about, or is to
    leaving: Replacement | None  # by which its mentor is replaced
    why: str  # the ground of `begun`, as far as the reader is told of it
    evidence: str
    handed_on: Replacement | None  # with the note that this pair was begun with
    written: Replacement | None  # with the note that its mentor has left
    done: list[Activity]  # by the mentors before
    stand_ins: list[tuple[StandIn, list[Button]]]
    note: list[Button]  # to write it, or to change it
    offers: list[Button]

    @property
    def is_told(self) -> bool:
        return bool(self.begun or self.leaving or self.stand_ins or self.offers)


def story(pair: Pair, user: User) -> Story:
    """Both sides of every replacement of this pair; four queries where there was none."""
    kept = Replacement.objects.kept()
    begun = kept.with_people().filter(pair=pair).first() if pair.replaces_id else None
    leaving = kept.with_people().filter(pair__replaces=pair).first() if _is_left(pair) else None
    before = line(pair)[:-1] if begun else []
    open_to = _open_to(user, [*before, *([leaving.pair] if leaving else [])])
    stand_ins = [row for row in pair.stand_ins.all() if row.was_held]
    note = acts.CHANGE_NOTE if leaving and leaving.note_on else acts.WRITE_NOTE
    return Story(
        before=[(old, old.get_absolute_url() if old.pk in open_to else "") for old in before],
        after=leaving.pair if leaving else None,
        after_url=leaving.pair.get_absolute_url() if leaving and leaving.pair_id in open_to else "",
        begun=begun,
        leaving=leaving,
        why=begun.why if begun and reads_why(pair, user) else "",
        evidence=begun.evidence if begun and can(user, "pair.replace", pair) else "",
        handed_on=begun if begun and begun.note_on and _is_told(pair, user) and reads_note(pair, user) else None,
        written=leaving if leaving and leaving.note_on and reads_note(pair, user) else None,
        done=_done(before) if before and can(user, "program.view", pair) else [],
        stand_ins=[(row, buttons((stand_ins_acts.END,), row, user)) for row in stand_ins],
        note=buttons((note,), pair, user) if leaving else [],
        offers=buttons((stand_ins_acts.BEGIN,), pair, user),
    )


def reads_why(pair: Pair, user: User) -> bool:
    """Whether the user is told of the ground of the replacement by which the pair came about."""
    return can(user, "replacement.read", pair) and _is_told(pair, user)


def _is_told(pair: Pair, user: User) -> bool:
    """What is proposed is told to whoever prepares it, to the two sides once the order is signed."""
    return pair.is_signed or reads_drafts(pair, user)


def reads_note(pair: Pair, user: User) -> bool:
    """Whether the user reads the note of the mentor before: never the mentee of whom it tells, in office or not."""
    return can(user, "replacement.read_note", pair) and user.person_id not in {mentee.pk for mentee in pair.mentees}


def _is_left(pair: Pair) -> bool:
    """Whether there is anything to read of who comes after: mostly there is not, and this costs less to ask."""
    return Replacement.objects.kept().filter(pair__replaces=pair).exists()


def _open_to(user: User, pairs: list[Pair]) -> set[int]:
    keys = [pair.pk for pair in pairs]
    return set(Pair.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def _done(pairs: list[Pair]) -> list[Activity]:
    return list(Activity.objects.filter(program__pair__in=pairs, done_on__isnull=False).order_by("done_on", "pk"))


def mentors_of(person: Person, user: User) -> list[Participation]:
    """Every place of a mentee in a pair of a signed order, the first mentor first, as far as the user may see."""
    rows = Participation.objects.visible_to(user).signed().filter(mentee=person)
    rows = rows.select_related("mentor", "pair__closing_order").only(*PLACE_FIELDS)
    return list(rows.order_by("pair__starts_on", "pk"))
