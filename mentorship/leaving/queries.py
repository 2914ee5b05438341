"""Reading: what has happened to a person and waits for a decision, duties."""

from datetime import date

from django.db.models import Q

from mentorship.leaving import rules
from mentorship.leaving.models import Decision
from mentorship.leaving.rules import ABSENCE, LEAVE, TRANSFER, StaffChange
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.models.pair import PairQuerySet
from mentorship.people.models import Absence, Person, Position


def recorded(person: Person, today: date) -> dict[str, StaffChange]:
    """What is on file and still has consequences on the day: by kind, the weightiest first."""
    found: dict[str, StaffChange] = {}
    if person.left_on:
        found[LEAVE] = StaffChange(LEAVE, person.left_on)
    absence = person.absences.not_over(today).first()
    if absence:
        found[ABSENCE] = StaffChange(ABSENCE, absence.starts_on, absence.back_on)
    main = person.main_position_on(today)
    if main and main.starts_on and main.starts_on != person.hired_on:
        found[TRANSFER] = StaffChange(TRANSFER, main.starts_on)
    return found


def pairs_of(person: Person) -> PairQuerySet:
    """The pairs in which the person takes part on either side and which no order has ended yet."""
    return _of(person, Pair.objects.open())


def touched(person: Person, change: StaffChange) -> PairQuerySet:
    """The same, and those that by a signed order would still work when the person does not."""
    after = Q(ended_on__gt=change.last_day)
    return _of(person, Pair.objects.open() | Pair.objects.signed().filter(after))


def _of(person: Person, pairs: PairQuerySet) -> PairQuerySet:
    mine = Participation.objects.filter(mentee=person).values("pair")
    return pairs.filter(Q(mentor=person) | Q(pk__in=mine))


def to_end(person: Person, today: date) -> list[Pair]:
    """The pairs that somebody who leaves ends as a mentee, and whose completion is not in an order yet.

    One that has not begun is not ended: its appointment is revoked. A group goes on as long as one of its mentees
    stays.
    """
    left_on = person.left_on
    if left_on is None:
        return []
    mine = Participation.objects.open().filter(mentee=person).values("pair")
    pairs = Pair.objects.appointed().running(today).filter(pk__in=mine, closing_order=None).with_people().order_by("pk")
    return [pair for pair in pairs if all(mentee.left_on and mentee.left_on <= left_on for mentee in pair.mentees)]


def undecided(pair: Pair, today: date) -> list[tuple[str, Position | Absence]]:
    """What waits for the curator's decision about the pair, each in words; nothing that its end comes before."""
    if not (pair.is_signed and pair.is_not_over):
        return []
    ends_on = pair.ended_on or pair.ending_on
    people = [pair.mentor_id, *(mentee.pk for mentee in pair.mentees)]
    decided = list(Decision.objects.filter(pair=pair))
    posts = Position.objects.on(today).filter(person__in=people, is_main=True, starts_on__gt=pair.starts_on)
    settled = {row.position_id for row in decided}
    found: list[tuple[str, Position | Absence]] = [
        (f"{post.person.short_name}: с {post.starts_on:%d.%m.%Y} работает в должности «{_post(post)}»", post)
        for post in posts.select_related("person")
        if post.pk not in settled and post.starts_on != post.person.hired_on
        if post.starts_on and not rules.is_ending(ends_on, post.starts_on)
    ]
    covers = [*_covers(pair, today), *rules.standing_still(pair.spans)]
    for absence in Absence.objects.not_over(today).filter(person=pair.mentor_id):
        known = any(row.absence_id == absence.pk for row in decided)
        if not known and _leaves_a_gap(absence, covers, ends_on, today):
            found.append((f"Наставник отсутствует с {absence.starts_on:%d.%m.%Y}", absence))
    return found


def _covers(pair: Pair, today: date) -> list[rules.Cover]:
    """Whoever stands in, has or will, through the own work and until an absence of theirs."""
    rows = list(StandIn.objects.filter(pair=pair).select_related("person"))
    absences = Absence.objects.not_over(today).filter(person__in=[row.person_id for row in rows])
    away = dict(absences.order_by("-starts_on", "-pk").values_list("person", "starts_on"))  # the first one stays
    return [
        rules.Cover(row.starts_on, row.ended_on or row.ends_on, row.person.left_on, away.get(row.person_id))
        for row in rows
    ]


def _leaves_a_gap(absence: Absence, covers: list[rules.Cover], ends_on: date | None, today: date) -> bool:
    """A long absence whose end nobody covers; who stands in for a part of it is asked about two weeks before."""
    found = rules.gap(absence.starts_on, absence.back_on, covers, today)
    return (
        found is not None and found.is_open(today, ends_on) and rules.is_long(absence.starts_on, absence.back_on, today)
    )


def _post(post: Position) -> str:
    return ", ".join(filter(None, [post.title, post.unit]))
