"""What a page says, how one signs what it shows, and a file that nobody reads to its end."""

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


def shown(client, address):
    """What the form of the page carries of the document that the page shows; nothing where there is no such form."""
    context = client.get(address).context or {}
    return {"_shown": context["shown"]} if "shown" in context else {}


def confirm(client, address, data=None, **more):
    """Read the page, then send its form."""
    return client.post(address, {**shown(client, address), **(data or {})}, **more)
