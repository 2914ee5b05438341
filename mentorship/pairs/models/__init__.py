"""What the database knows of pairs."""

from mentorship.pairs.models.agreement import Agreement, Notice
from mentorship.pairs.models.pair import Pair, Participation, Waiver
from mentorship.pairs.models.stand_in import StandIn

__all__ = ["Agreement", "Notice", "Pair", "Participation", "StandIn", "Waiver"]
