"""What a replacement tells the rooms below."""

from collections.abc import Iterable
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.pairs.models import Pair
from mentorship.pairs.signals import hindered
from mentorship.replacements import services


@hindered
def pair_before(new: Pair, on: date) -> Iterable[Violation]:
    """The pair whose mentor is replaced stands in the way once it has ended, or is being ended otherwise."""
    return services.old_violations(new.replaces, new, on) if new.replaces else ()
