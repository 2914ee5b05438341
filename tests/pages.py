"""What a page says, and a file that nobody reads to its end."""

from django.core.signals import request_finished
from django.db import close_old_connections


def text(answer):
    """The HTML of an answer."""
    return answer.content.decode()


def shut(answer):
    """Close the file of an answer, but not the connection in which the test runs."""
    if answer.streaming:
        request_finished.disconnect(close_old_connections)
        answer.close()
        request_finished.connect(close_old_connections)
    return answer
