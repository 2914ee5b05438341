from mentorship.programs.models.amendment import Amendment, Assent, PlanChange
from mentorship.programs.models.program import READING_OFFICES, Activity, Program, ProgramAcquaintance, Remark
from mentorship.programs.models.version import ProgramVersion, VersionAcquaintance

__all__ = [
    "READING_OFFICES",
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
