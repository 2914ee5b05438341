from mentorship.programs.models.amendment import Amendment, Assent, PlanChange
from mentorship.programs.models.program import PARTS, Activity, Program, ProgramAcquaintance, Remark
from mentorship.programs.models.version import ProgramVersion, VersionAcquaintance

__all__ = [
    "PARTS",
    "Activity",
    "Amendment",
    "Assent",
    "PlanChange",
    "Program",
    "ProgramAcquaintance",
    "ProgramVersion",
    "Remark",
    "VersionAcquaintance",
]
