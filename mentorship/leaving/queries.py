"""Reading: what has happened to a person and waits for a decision, duties."""

from datetime import date

from django.db.models import Q

from mentorship.leaving import rules
from mentorship.leaving.models import Decision
from mentorship.leaving.rules import ABSENCE, LEAVE, TRANSFER, StaffChange
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.models.pair import PairQuerySet
from mentorship.people.models import Absence, Person, Position


def recorded(person: Person) -> dict[str, StaffChange]:
    """What is on file and still has consequences: by kind, the weightiest first."""
    found: dict[str, StaffChange] = {}
    if person.left_on:
        found[LEAVE] = StaffChange(LEAVE, person.left_on)
    absence = person.absences.open().first()
    if absence:
        found[ABSENCE] = StaffChange(ABSENCE, absence.starts_on, absence.expected_return_on)
    main = person.main_position
    if main and main.starts_on and main.starts_on != person.hired_on:
        found[TRANSFER] = StaffChange(TRANSFER, main.starts_on)
    return found


def pairs_of(person: Person) -> PairQuerySet:
    """The open pairs in which the person takes part on either side."""
    mine = Participation.objects.filter(mentee=person).values("pair")
    return Pair.objects.open().filter(Q(mentor=person) | Q(pk__in=mine))


def to_end(person: Person) -> list[Pair]:
    """The active pairs that somebody who leaves ends as a mentee, and whose completion is not in a draft yet.

    A group goes on as long as one of its mentees stays.
    """
    if person.left_on is None:
        return []
    mine = Participation.objects.open().filter(mentee=person).values("pair")
    pairs = Pair.objects.appointed().filter(pk__in=mine, closing_order=None).with_people().order_by("pk")
    return [pair for pair in pairs if all(mentee.left_on for mentee in pair.mentees)]


def undecided(pair: Pair, today: date) -> list[tuple[str, Position | Absence]]:
    """What waits for the curator's decision about the pair, each in words."""
    if not pair.is_appointed:
        return []
    people = [pair.mentor_id, *(mentee.pk for mentee in pair.mentees)]
    decided = list(Decision.objects.filter(pair=pair))
    posts = Position.objects.filter(person__in=people, is_main=True, ends_on=None, starts_on__gt=pair.starts_on)
    settled = {row.position_id for row in decided}
    found: list[tuple[str, Position | Absence]] = [
        (f"{post.person.short_name}: с {post.starts_on:%d.%m.%Y} работает в должности «{_post(post)}»", post)
        for post in posts.select_related("person")
        if post.pk not in settled and post.starts_on != post.person.hired_on
    ]
    covered = StandIn.objects.still_on(today).at_work(today).filter(pair=pair).exists()
    for absence in Absence.objects.open().filter(person=pair.mentor_id):
        known = covered or any(row.absence_id == absence.pk for row in decided)
        if not known and rules.is_long(absence.starts_on, absence.expected_return_on, today):
            found.append((f"Наставник отсутствует с {absence.starts_on:%d.%m.%Y}", absence))
    return found


def _post(post: Position) -> str:
    return ", ".join(filter(None, [post.title, post.unit]))
