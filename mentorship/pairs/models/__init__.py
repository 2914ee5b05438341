"""What the database knows of pairs."""

from mentorship.pairs.models.agreement import Agreement, Notice
from mentorship.pairs.models.pair import READING_OFFICES, Pair, Participation, Waiver
from mentorship.pairs.models.stand_in import StandIn

__all__ = ["READING_OFFICES", "Agreement", "Notice", "Pair", "Participation", "StandIn", "Waiver"]
