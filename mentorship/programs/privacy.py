"""Who sees what in programmes: which of them, and what a mentee of a group is not shown of the others.

That is who the others are, what they need and what they said.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from mentorship.access.grants import can, relations
from mentorship.access.roles import ADVISING_OFFICES, READING_OFFICES, Relation
from mentorship.core.history import Entry
from mentorship.core.reading import read_once
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.people.models import Need, Person, User
from mentorship.programs.versions.contents import ITEM_OF_OTHER, OTHER, Content, Difference

if TYPE_CHECKING:
    from mentorship.programs.models import Activity, Amendment, PlanChange, Program, Remark
    from mentorship.programs.models.amendment import AmendmentQuerySet
    from mentorship.programs.models.program import ProgramQuerySet

SHOWN = ("with_mentee", "submitted", "approved")  # in these states the text is what the mentee has been shown
CLOSED = {"declined": "один из участников не согласился", "withdrawn": "предложивший участник отозвал изменение"}
NEED_OF_OTHER = "запрос другого участника"
PRIVATE = {"почему не состоялось", "ответственный", "на какой запрос отвечает"}  # fields that may speak of another


def programs_for(rows: "ProgramQuerySet", user: User) -> "ProgramQuerySet":
    """Offices read every one, a mentor and whoever stands in the own, a mentee the own as the mentor has shown it.

    While it is written, for the first time or after a return, its words are the mentor's and the offices' alone;
    a mentee waits for them in office, too.
    """
    if user.offices & ADVISING_OFFICES:
        mentored = Participation.objects.filter(mentee=user.person_id).values("pair")
        return rows.exclude(~Q(status__in=SHOWN), pair__in=mentored)
    own = Q(pair__mentor=user.person_id) | Q(pair__in=StandIn.objects.of_today(user.person_id).values("pair"))
    shown = Q(pair__participations__mentee=user.person_id) & Q(status__in=SHOWN)
    return rows.filter(own | shown).distinct()


def amendments_for(rows: "AmendmentQuerySet", user: User) -> "AmendmentQuerySet":
    """A mentor and a mentee see those of their own pair, in office or not: what others prepare once they are asked.

    Offices see every one of the pairs of others.
    """
    places = Participation.objects.filter(Q(mentor=user.person_id) | Q(mentee=user.person_id)).values("pair")
    own, told = Q(program__pair__in=places), Q(started_by=user) | Q(assents__isnull=False)
    return rows.filter(~own | told if user.offices & READING_OFFICES else own & told).distinct()


def prepares(amendment: "Amendment", user: User) -> bool:
    """Whoever has proposed it and the offices are told of its drafts; the sides of what they were asked about."""
    if amendment.started_by_id == user.pk:
        return True
    return bool(user.offices & READING_OFFICES) and not _sides(amendment, user) & {Relation.MENTOR, Relation.MENTEE}


def knows_of(amendment: "Amendment", user: User) -> bool:
    """The twin of `amendments_for` for an open amendment of the own pair."""
    return not amendment.is_draft or prepares(amendment, user)


def _sides(subject: "Program | Amendment", user: User) -> Set[Relation]:
    return relations(user, subject) if user.person_id is not None else frozenset()


def remarks(program: "Program", user: User) -> "QuerySet[Remark]":
    """What has been said about the programme; in a group a mentee does not read another mentee."""
    said = program.remarks.select_related("author")
    if told_all(program, user):
        return said
    others = Participation.objects.filter(pair=program.pair_id).exclude(mentee=user.person_id)
    return said.exclude(author__in=others.values("mentee"))


def told_all(program: "Program", user: User) -> bool:
    """Whoever writes or leads it is told of its drafts and returns; a mentee, in office too, of what was shown."""
    if Relation.MENTEE in _sides(program, user):
        return False
    return can(user, "program.perform", program) or bool(user.offices & ADVISING_OFFICES)


def participants(pair: Pair) -> set[int]:
    """The mentor and those mentees whom the reader of the pair may know of."""
    return {pair.mentor_id, *(mentee.pk for mentee in pair.mentees)}


@read_once
def hidden(pair: Pair) -> list[Person]:
    """The mentees of the pair whom its reader may not know of; the pair is read for that reader."""
    return list(Person.objects.filter(participations__pair=pair).exclude(pk__in=[row.pk for row in pair.mentees]))


def hidden_from(pair: Pair, user: User) -> bool:
    """Whether somebody in the pair is not to be known to the user."""
    parts = Participation.objects.filter(pair=pair)
    return parts.exclude(pk__in=Participation.objects.visible_to(user).values("pk")).exists()


def content(pair: Pair, whole: Content) -> Content:
    """The programme as this reader may see it."""
    return whole.without({person.pk for person in hidden(pair)})


def plan(pair: Pair, rows: "Iterable[Activity]") -> "list[Activity]":
    """The items of the plan as this reader may see them; only to be shown, never to be saved."""
    others = {person.pk for person in hidden(pair)}
    return [_activity(row, others) for row in rows]


def _activity(row: "Activity", others: set[int]) -> "Activity":
    theirs = row.need is not None and row.need.person_id in others
    if theirs or row.responsible_id in others:
        row.result, row.evidence = "", None
    if theirs:
        row.need, row.title, row.content, row.expected = None, ITEM_OF_OTHER, "", ""
    if row.responsible_id in others:
        row.responsible = Person(last_name=OTHER)
    return row


def is_of_other(pair: Pair, row: "Activity | PlanChange") -> bool:
    """Whether the item, or what it changes, answers the need of somebody whom the reader may not know of."""
    others = {person.pk for person in hidden(pair)}
    needs = (row.need, getattr(getattr(row, "activity", None), "need", None))
    return any(need is not None and need.person_id in others for need in needs)


def of_participation(part: Participation, rows: "Iterable[Activity]") -> "list[Activity]":
    """The items that concern this mentee of a group, with no result that may speak of another; only to be shown."""
    others = set(Participation.objects.filter(pair=part.pair_id).exclude(pk=part.pk).values_list("mentee", flat=True))
    kept = [row for row in rows if row.need is None or row.need.person_id not in others]
    for row in kept:
        if row.responsible_id in others:
            row.result = row.cancel_reason = ""
    return kept


def changes(pair: Pair, rows: Iterable[Difference]) -> list[Difference]:
    """The changes without the names and the needs of the others."""
    words = _words(pair)
    return [Difference(row.part, _unsaid(row.before, words), _unsaid(row.after, words)) for row in rows]


@read_once
def _words(pair: Pair) -> dict[str, str]:
    """What would tell of the others, and what is said instead: the longest first, as one may stand in another."""
    others = hidden(pair)
    needs = Need.objects.filter(person__in=others).values_list("text", flat=True) if others else []
    words = {person.short_name: OTHER for person in others} | dict.fromkeys(needs, NEED_OF_OTHER)
    return {word: words[word] for word in sorted(words, key=len, reverse=True) if word.strip()}


def _unsaid(text: str, words: Mapping[str, str]) -> str:
    for word, instead in words.items():
        text = text.replace(word, instead)
    return text


def entries(pair: Pair, rows: Iterable[Entry]) -> list[Entry]:
    """The lines of a timeline without the others and their words."""
    words = _words(pair)
    return [_entry(row, words) for row in rows] if words else list(rows)


def _entry(row: Entry, words: Mapping[str, str]) -> Entry:
    kept = tuple(
        (name, _unsaid(before, words), _unsaid(after, words))
        for name, before, after in row.changes
        if name not in PRIVATE
    )
    return replace(row, who=_unsaid(row.who, words), reason=_unsaid(row.reason, words), changes=kept)


def proposer(amendment: "Amendment") -> str:
    """Who has proposed it, unless it is one of the others."""
    others = {person.pk for person in hidden(amendment.program.pair)}
    return OTHER if amendment.started_by.person_id in others else str(amendment.started_by)


def closing_reason(amendment: "Amendment") -> str:
    """Why it came to nothing; that one of the others was against it, but not who and why."""
    if amendment.status not in CLOSED:
        return amendment.closing_reason
    closed_by = amendment.history.first().history_user
    others = {person.pk for person in hidden(amendment.program.pair)}
    theirs = closed_by is not None and closed_by.person_id in others
    return CLOSED[amendment.status] if theirs else amendment.closing_reason
