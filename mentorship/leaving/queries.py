"""Reading: увольнения, переводы, отсутствия."""

from collections.abc import Mapping

from mentorship.regulation.clauses import Duty, Limits, Scope


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """What is owed here; `own` are the limits by edition."""
    return []
