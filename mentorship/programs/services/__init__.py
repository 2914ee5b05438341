"""Everything that changes programmes: one function, one action of a user, one transaction."""

from mentorship.programs.services.approval import approve, approve_by_order, draft_approval, release, send_back
from mentorship.programs.services.carrying import carry_over
from mentorship.programs.services.locking import lock_programs
from mentorship.programs.services.plan import (
    add_activity,
    answer_needs,
    cancel_activity,
    edit_activity,
    not_done,
    perform,
    report_done,
    use_template,
)
from mentorship.programs.services.results import publish
from mentorship.programs.services.writing import (
    acknowledge,
    acquaint,
    edit,
    remark,
    show_to_mentee,
    start,
    submit,
    submit_paper,
)

__all__ = [
    "acknowledge",
    "acquaint",
    "add_activity",
    "answer_needs",
    "approve",
    "approve_by_order",
    "cancel_activity",
    "carry_over",
    "draft_approval",
    "edit",
    "edit_activity",
    "lock_programs",
    "not_done",
    "perform",
    "publish",
    "release",
    "remark",
    "report_done",
    "send_back",
    "show_to_mentee",
    "start",
    "submit",
    "submit_paper",
    "use_template",
]
