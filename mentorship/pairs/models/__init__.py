"""What the database knows of pairs."""

from mentorship.pairs.models.agreement import Agreement, Notice
from mentorship.pairs.models.pair import READING_OFFICES, Pair, Participation, Waiver

__all__ = ["READING_OFFICES", "Agreement", "Notice", "Pair", "Participation", "Waiver"]
