"""What the database knows of pairs."""

from mentorship.pairs.models.agreement import Agreement, Notice
from mentorship.pairs.models.choice import Choice
from mentorship.pairs.models.decline import Decline
from mentorship.pairs.models.pair import Pair, Participation, Waiver
from mentorship.pairs.models.pause import Pause
from mentorship.pairs.models.stand_in import StandIn
from mentorship.pairs.models.study import Study

__all__ = ["Agreement", "Choice", "Decline", "Notice", "Pair", "Participation", "Pause", "StandIn", "Study", "Waiver"]
