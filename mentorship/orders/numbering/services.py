"""Taking a number of a journal."""

from mentorship.core.refusal import enforce
from mentorship.orders.models import NumberRegister
from mentorship.orders.numbering import queries, rules
from mentorship.regulation.models import Institution


def take_number(place: Institution, journal: str, year: int, *, asked: str, proposed: str, confirmed: bool) -> str:
    """The number asked for if it may be taken, else the next free one; call inside the signing transaction."""
    NumberRegister.objects.get_or_create(journal=journal, year=year)
    # The locked row makes two signatures wait for each other.
    register = NumberRegister.objects.select_for_update().get(journal=journal, year=year)
    free, count = queries.free_number(place, journal, year, register.last)
    if asked and asked != proposed and asked != free:
        enforce(rules.number_violations(asked, queries.taken_by(asked, journal, year), free))
        found = rules.count_in(asked, place.number_mask_of(journal))
        if not confirmed:
            enforce(rules.strange_number(asked, found, register.last))
        free, count = asked, found or 0
    register.last = max(register.last, count)
    register.save(update_fields=["last"])
    return free
