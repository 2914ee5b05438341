"""Programmes as they are now, held until the end of the transaction; their people and pairs are locked before them."""

from collections.abc import Iterable

from mentorship.core.refusal import enforce
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import behalf_bars
from mentorship.people.models import User
from mentorship.programs.models import Program


def lock_programs(programs: Iterable[Program]) -> list[Program]:
    """Lock the people, the pairs, the programmes in the order of their keys, and read them afresh."""
    programs = list(programs)
    lock_pairs([Pair(pk=program.pair_id) for program in programs])
    keys = sorted(program.pk for program in programs)
    list(Program.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    return list(Program.objects.filter(pk__in=keys).with_people().select_related("order").order_by("pk"))


def locked_for(program: Program, by: User) -> Program:
    """The same for whoever writes it: the mentor, or the curator from paper, unless they are of the pair themselves."""
    found = locked(program)
    enforce(behalf_bars(found.pair, found.pair.mentor_id, by))
    return found


def locked(program: Program) -> Program:
    """The row as it is now."""
    lock_pairs([Pair(pk=program.pair_id)])
    Program.objects.select_for_update().get(pk=program.pk)
    return Program.objects.select_related("pair__edition", "pair__mentor").get(pk=program.pk)
