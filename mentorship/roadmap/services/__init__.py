"""Everything that changes roadmaps: one function, one action of a user, one transaction."""

from mentorship.roadmap.services.marks import cancel, perform, unmark
from mentorship.roadmap.services.plan import (
    add_activity,
    add_stage,
    edit_activity,
    edit_stage,
    move,
    remove_activity,
    remove_stage,
)
from mentorship.roadmap.services.roadmaps import (
    approve,
    archive,
    copy_next,
    draft_order,
    edit,
    free,
    load,
    locked,
    reopen,
    revise,
    set_columns,
    start,
    term_fields,
)

__all__ = [
    "add_activity",
    "add_stage",
    "approve",
    "archive",
    "cancel",
    "copy_next",
    "draft_order",
    "edit",
    "edit_activity",
    "edit_stage",
    "free",
    "load",
    "locked",
    "move",
    "perform",
    "remove_activity",
    "remove_stage",
    "reopen",
    "revise",
    "set_columns",
    "start",
    "term_fields",
    "unmark",
]
