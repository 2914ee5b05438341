"""What the database knows of the journal."""

from mentorship.journal.models.meeting import READING_OFFICES, Meeting, MeetingMark, open_to
from mentorship.journal.models.request import HelpRequest
from mentorship.journal.models.task import Task

__all__ = ["READING_OFFICES", "HelpRequest", "Meeting", "MeetingMark", "Task", "open_to"]
