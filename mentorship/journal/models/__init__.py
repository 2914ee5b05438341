"""What the database knows of the journal."""

from mentorship.journal.models.help import HelpRequest
from mentorship.journal.models.meeting import Meeting, MeetingMark
from mentorship.journal.models.task import Task
from mentorship.journal.models.visibility import open_to

__all__ = ["HelpRequest", "Meeting", "MeetingMark", "Task", "open_to"]
