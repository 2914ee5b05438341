"""Whatever an amendment touches, locked always in the same order and read afresh."""

from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.programs.models import Amendment, Program


def lock_program(program: Program) -> Program:
    """Lock the mentor, the pair and the programme."""
    lock_pairs([Pair(pk=program.pair_id)])
    Program.objects.select_for_update().get(pk=program.pk)
    fresh = Program.objects.select_related("order", "approved_by__person").get(pk=program.pk)
    fresh.pair = Pair.objects.with_people().get(pk=program.pair_id)
    return fresh


def lock_amendment(amendment: Amendment) -> Amendment:
    """The same with the amendment itself locked last."""
    program = lock_program(amendment.program)
    Amendment.objects.select_for_update().get(pk=amendment.pk)
    fresh = Amendment.objects.select_related("order", "form", "kind").get(pk=amendment.pk)
    fresh.program = program
    return fresh
