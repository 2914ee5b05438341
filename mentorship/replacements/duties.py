"""Reading what is owed about replacements: the order, and the note of the mentor before."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from mentorship.core.prepared import Slot, day_slot, prepared
from mentorship.pairs.duties import titled, with_titles
from mentorship.people.models.person import name_columns, short_name
from mentorship.regulation.duties import Duty, Scope
from mentorship.regulation.limits import Limits
from mentorship.replacements import rules
from mentorship.replacements.models import Replacement

OLD = "pair__replaces"
LEFT_ON = f"{OLD}__mentor__left_on"


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """The curator's orders; the notes, of the mentor before or of the curator when that mentor has left."""
    found: list[Duty] = []
    if scope.holds("curator"):
        found += _to_order(own, scope)
    if scope.mentors or scope.holds("curator"):
        found += _to_note(own, scope)
    return found


def _to_order(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    for title, (_, pair_id, starts_on, edition_id, *old) in titled(_begun(scope.most)()):
        yield rules.order_duty(pair_id, f"{short_name(*old)} → {title}", starts_on, own[edition_id])


@prepared
def _begun(most: int | None) -> QuerySet:
    columns = ("pair", "pair__starts_on", f"{OLD}__edition", *name_columns(f"{OLD}__mentor"))
    return with_titles(_in_order(Replacement.objects.begun()), most, *columns, path="pair")


def _in_order(rows: QuerySet) -> QuerySet:
    return rows.order_by("pair__starts_on", "pk")


def _to_note(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    on = scope.on or date.max
    rows = _unwritten(scope.everything, scope.holds("curator"), scope.most)(person=scope.person, on=on)
    for title, (_, old_id, starts_on, edition_id, mentor_id, left_on, *old) in titled(rows):
        owner = None if left_on and left_on < on else mentor_id
        yield from rules.note_duty(old_id, f"{short_name(*old)} → {title}", owner, starts_on, own[edition_id])


@prepared
def _unwritten(everything: bool, curator: bool, most: int | None) -> QuerySet:
    rows = Replacement.objects.done().filter(note_on=None)
    left = Q(**{f"{LEFT_ON}__lt": day_slot("on")})
    works = Q(**{LEFT_ON: None}) | Q(**{f"{LEFT_ON}__gte": day_slot("on")})
    mine = Q(**{f"{OLD}__mentor": Slot("person")}) & works
    if not everything:
        rows = rows.filter(mine | left if curator else mine)
    columns = (OLD, "pair__starts_on", f"{OLD}__edition", f"{OLD}__mentor", LEFT_ON, *name_columns(f"{OLD}__mentor"))
    return with_titles(_in_order(rows), most, *columns, path="pair")
